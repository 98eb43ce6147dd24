import type { Base } from '../../edits/base-app';
import type { Case, Flow } from '../../edits/case';
import { isMutableObject, type Mutable, mutable, propertiesAt } from '../../edits/site';
import { twinIds } from '../policies/existing-policies';
import { FUNCTION, KEY, QUEUE, ROLE, SECRET, STREAM, TOPIC } from './channel';
import { spelled } from './channel-cases';

type Properties = { [key: string]: Mutable };

/** A change to a resource that the app has already. */
interface Change {
  readonly type: string;
  readonly property: string;
  readonly flow: Flow;
  readonly text: string;
  readonly put: (properties: Properties, value: Mutable) => void;
}

function append(properties: Properties, key: string, value: Mutable): void {
  const list = properties[key];
  properties[key] = [...(Array.isArray(list) ? list : []), value];
}

function inside(properties: Properties, key: string): Properties {
  const value = properties[key];
  const object = isMutableObject(value) ? value : {};
  properties[key] = object;
  return object;
}

const change = (type: string, property: string, flow: Flow, text: string, put: Change['put']): Change => ({
  type,
  property,
  flow,
  text,
  put,
});
const set =
  (key: string): Change['put'] =>
  (properties, value) => {
    properties[key] = value;
  };
const variable =
  (name: string): Change['put'] =>
  (properties, value) => {
    inside(inside(properties, 'Environment'), 'Variables')[name] = value;
  };
/** The dashboard shows this widget alone. */
const widget =
  (before: string, after: string): Change['put'] =>
  (properties, value) => {
    properties['DashboardBody'] = { 'Fn::Join': ['', [`{"widgets":[{${before}`, value, `${after}}]}`]] };
  };
const statementFor =
  (Action: string): Change['put'] =>
  (properties, Resource) => {
    const document = inside(properties, 'PolicyDocument');
    append(document, 'Statement', { Effect: 'Allow', Action, Resource });
  };

const CHANGES: readonly Change[] = [
  change('AWS::CloudWatch::Alarm', 'AlarmActions', 'outward', TOPIC, (properties, value) =>
    append(properties, 'AlarmActions', value),
  ),
  change('AWS::CloudWatch::Alarm', 'OKActions', 'outward', FUNCTION, (properties, value) =>
    append(properties, 'OKActions', value),
  ),
  change(
    'AWS::CloudWatch::Alarm',
    'AlarmDescription',
    'outward',
    'Runbook: https://{host}/alarms',
    set('AlarmDescription'),
  ),
  change(
    'AWS::CloudWatch::Dashboard',
    'text',
    'outward',
    'https://{host}/board',
    widget('"type":"text","width":6,"height":2,"properties":{"markdown":"', '"}'),
  ),
  change(
    'AWS::CloudWatch::Dashboard',
    'accountId',
    'either',
    '{account}',
    widget(
      '"type":"metric","width":6,"height":6,"properties":{"region":"eu-west-1","metrics":[["AWS/SQS","NumberOfMessagesSent",{"accountId":"',
      '"}]]}',
    ),
  ),
  change('AWS::SNS::Topic', 'Subscription', 'outward', QUEUE, (properties, Endpoint) =>
    append(properties, 'Subscription', { Protocol: 'sqs', Endpoint }),
  ),
  change('AWS::SNS::Topic', 'KmsMasterKeyId', 'either', KEY, set('KmsMasterKeyId')),
  change('AWS::SNS::Subscription', 'Endpoint', 'outward', 'https://{host}/hooks', (properties, value) => {
    properties['Protocol'] = 'https';
    properties['Endpoint'] = value;
    delete properties['RawMessageDelivery'];
  }),
  change('AWS::SQS::Queue', 'RedrivePolicy', 'outward', QUEUE, (properties, value) => {
    properties['RedrivePolicy'] = { deadLetterTargetArn: value, maxReceiveCount: 3 };
  }),
  change('AWS::Events::Rule', 'Targets', 'outward', STREAM, (properties, Arn) =>
    append(properties, 'Targets', {
      Id: 'added',
      Arn,
      RoleArn: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/added' },
    }),
  ),
  change('AWS::Lambda::Function', 'Environment', 'outward', 'https://{host}/v1', variable('PARTNER_URL')),
  change('AWS::Lambda::Function', 'Environment-secret', 'outward', SECRET, variable('PARTNER_SECRET')),
  change(
    'AWS::Lambda::Function',
    'Layers',
    'either',
    'arn:aws:lambda:eu-west-1:{account}:layer:shared:3',
    (properties, value) => append(properties, 'Layers', value),
  ),
  change('AWS::Lambda::Function', 'DeadLetterConfig', 'outward', QUEUE, (properties, TargetArn) => {
    properties['DeadLetterConfig'] = { TargetArn };
  }),
  change('AWS::Lambda::EventSourceMapping', 'OnFailure', 'outward', QUEUE, (properties, Destination) => {
    properties['DestinationConfig'] = { OnFailure: { Destination } };
  }),
  change('AWS::Lambda::Permission', 'Principal', 'inward', '{account}', (properties, value) => {
    properties['Principal'] = value;
    delete properties['SourceArn'];
    delete properties['SourceAccount'];
  }),
  change(
    'AWS::Lambda::Permission',
    'SourceArn',
    'inward',
    'arn:aws:events:eu-west-1:{account}:rule/theirs',
    (properties, value) => {
      properties['Principal'] = 'events.amazonaws.com';
      properties['SourceArn'] = value;
      delete properties['SourceAccount'];
    },
  ),
  change('AWS::DynamoDB::Table', 'KinesisStreamSpecification', 'outward', STREAM, (properties, StreamArn) => {
    properties['KinesisStreamSpecification'] = { StreamArn };
  }),
  change('AWS::S3::Bucket', 'NotificationConfiguration', 'outward', FUNCTION, (properties, value) => {
    properties['NotificationConfiguration'] = {
      LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: value }],
    };
  }),
  change('AWS::S3::Bucket', 'ReplicationConfiguration', 'outward', '{account}', (properties, Account) => {
    properties['VersioningConfiguration'] = { Status: 'Enabled' };
    properties['ReplicationConfiguration'] = {
      Role: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/replication' },
      Rules: [
        {
          Status: 'Enabled',
          Destination: { Bucket: { 'Fn::Sub': 'arn:aws:s3:::copy-of-${AWS::AccountId}' }, Account },
        },
      ],
    };
  }),
  change('AWS::Logs::LogGroup', 'KmsKeyId', 'either', KEY, set('KmsKeyId')),
  change('AWS::SSM::Parameter', 'Value', 'outward', 'https://{host}/v1', set('Value')),
  change('AWS::SecretsManager::Secret', 'ReplicaRegions', 'either', KEY, (properties, KmsKeyId) =>
    append(properties, 'ReplicaRegions', { Region: 'eu-central-1', KmsKeyId }),
  ),
  change('AWS::IAM::Policy', 'Statement', 'outward', ROLE, statementFor('sts:AssumeRole')),
  change('AWS::IAM::ManagedPolicy', 'Statement', 'outward', QUEUE, statementFor('sqs:SendMessage')),
  change('AWS::IAM::Role', 'Policies', 'outward', ROLE, (properties, Resource) =>
    append(properties, 'Policies', {
      PolicyName: 'added',
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource }] },
    }),
  ),
  change(
    'AWS::ApiGateway::Authorizer',
    'ProviderARNs',
    'either',
    'arn:aws:cognito-idp:eu-west-1:{account}:userpool/eu-west-1_Pool{own}',
    (properties, value) => append(properties, 'ProviderARNs', value),
  ),
  change(
    'AWS::ApiGateway::Stage',
    'AccessLogSetting',
    'outward',
    'arn:aws:firehose:eu-west-1:{account}:deliverystream/amazon-apigateway-log',
    (properties, DestinationArn) => {
      properties['AccessLogSetting'] = { DestinationArn, Format: '$context.requestId' };
    },
  ),
  change('AWS::ApiGateway::RestApi', 'Description', 'outward', 'In front of https://{host}', set('Description')),
  change('AWS::Cognito::UserPool', 'LambdaConfig', 'either', FUNCTION, (properties, PreSignUp) => {
    properties['LambdaConfig'] = { PreSignUp };
  }),
  change('AWS::Cognito::UserPoolClient', 'CallbackURLs', 'outward', 'https://{host}/callback', (properties, value) =>
    append(properties, 'CallbackURLs', value),
  ),
  change('AWS::StepFunctions::StateMachine', 'RoleArn', 'either', ROLE, set('RoleArn')),
  change('AWS::Scheduler::Schedule', 'DeadLetterConfig', 'outward', QUEUE, (properties, Arn) => {
    inside(properties, 'Target')['DeadLetterConfig'] = { Arn };
  }),
  change('AWS::ECS::TaskDefinition', 'TaskRoleArn', 'outward', ROLE, set('TaskRoleArn')),
  change('AWS::RDS::DBInstance', 'MonitoringRoleArn', 'either', ROLE, (properties, value) => {
    properties['MonitoringInterval'] = 60;
    properties['MonitoringRoleArn'] = value;
  }),
  change('AWS::Route53::RecordSet', 'ResourceRecords', 'outward', '{host}', (properties, value) => {
    properties['Type'] = 'CNAME';
    properties['ResourceRecords'] = [value];
  }),
  change('AWS::Route53::HostedZone', 'Comment', 'outward', 'Delegated from https://{host}', (properties, Comment) => {
    properties['HostedZoneConfig'] = { Comment };
  }),
  change('AWS::EFS::FileSystem', 'KmsKeyId', 'either', KEY, set('KmsKeyId')),
];

const SPELLINGS = [
  'literal',
  'sub',
  'join',
  'mapping',
  'parameter',
  'if-false',
  'select',
  'join-halves',
  'sub-variable',
];

/** Each change on at most two resources of an app. */
export function existingChannelCases(base: Base): Case[] {
  return CHANGES.flatMap((one, index) =>
    found(base, one.type)
      .slice(0, 2)
      .map(({ part, logicalId, ids }, turn): Case => {
        const spelling = SPELLINGS[(index + turn * 4) % SPELLINGS.length] ?? 'literal';
        const write = (party: 'own' | 'other') => (site: Parameters<Case['at']>[0]) => {
          one.put(propertiesAt(site, ids[site.own.environment]), spelled(spelling, one.text, site[party], site));
        };
        return {
          group: 'existing-resources',
          operator: `${one.property}-of-${logicalId.replace(/sandbox/g, '')}`,
          spelling,
          type: one.type,
          app: base.name,
          part,
          flow: one.flow,
          at: ({ own }) => [ids[own.environment]],
          opening: write('other'),
          benign: write('own'),
        };
      }),
  );
}

function found(base: Base, type: string) {
  return base.sides.sandbox.stacks.flatMap(({ template }, part) =>
    Object.entries(mutable(template['Resources'] ?? {}) as Record<string, { Type: string }>).flatMap(
      ([logicalId, { Type }]) => {
        const ids = Type === type ? twinIds(base, { part, logicalId }) : undefined;
        return ids ? [{ part, logicalId, ids }] : [];
      },
    ),
  );
}
