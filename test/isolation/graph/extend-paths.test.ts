import { bothWays } from '../../../lib/isolation/audit/both-ways';
import { extendPaths } from '../../../lib/isolation/graph/extend-paths';
import type { Audited } from '../../../lib/isolation/model/rule';
import type { SideInput } from '../../../lib/isolation/model/side-input';
import { foreignTrust } from '../../../lib/isolation/rules/identity/foreign-trust';
import { outboundGrant } from '../../../lib/isolation/rules/identity/outbound-grant';
import { sharedIdentity } from '../../../lib/isolation/rules/identity/shared-identity';
import { otherAccountNamed } from '../../../lib/isolation/rules/names/other-account-named';
import { foreignResourcePolicy } from '../../../lib/isolation/rules/resources/foreign-resource-policy';
import type { JsonObject } from '../../../lib/isolation/template/json';
import { growth } from '../../growth';

const [OWN, OTHER, THIRD] = ['111111111111', '222222222222', '333333333333'];
const arn = (logicalId: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [logicalId, attribute] });
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const LAMBDA = { Service: 'lambda.amazonaws.com' };
const role = (Principal: unknown, ...statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }),
    ...(statements.length > 0 && { Policies: [{ PolicyName: 'own', PolicyDocument: document(...statements) }] }),
  },
});
const runs = (roleId: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Role: arn(roleId), Code: {} } });
const opened = (type: string, target: string, property: string, Action: string) => ({
  Type: type,
  Properties: {
    [target]: [{ Ref: property }],
    PolicyDocument: document({ Effect: 'Allow', Principal: { AWS: OTHER }, Action, Resource: '*' }),
  },
});
const SECRET = { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'psp' } };
const readsSecret = allow('secretsmanager:GetSecretValue', { Ref: 'Secret' });
const RULES = [foreignTrust, foreignResourcePolicy, sharedIdentity, otherAccountNamed];

/** What is open in a template of sandbox, with longer hops. */
function paths(resources: object, other: object = {}) {
  const side = (account: string, Resources: object): SideInput => ({
    account,
    region: 'eu-west-1',
    stacks: [{ name: 'app', template: { Resources } as JsonObject }],
  });
  const [audited] = bothWays(side(OWN ?? '', resources), side(OTHER ?? '', other));
  return extendPaths(observed(audited))
    .filter(({ observation, rule }) => observation.decision === 'open' && rule.channel !== 'configuration')
    .map(({ observation: { severity, hops = [] } }) => ({ severity, hops: hops.slice(2) }));
}

function observed(audited: Audited) {
  return RULES.flatMap((rule) => Array.from(rule.check(audited), (observation) => ({ audited, rule, observation })));
}

describe('IS2: a finding goes on to the most sensitive thing that it leads to', () => {
  test('a queue, its consumer, its role, a secret', () => {
    const found = paths({
      Orders: { Type: 'AWS::SQS::Queue' },
      Policy: opened('AWS::SQS::QueuePolicy', 'Queues', 'Orders', 'sqs:SendMessage'),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: arn('Orders'), FunctionName: { Ref: 'Worker' } },
      },
      Worker: runs('WorkerRole'),
      WorkerRole: role(LAMBDA, readsSecret),
      Secret: SECRET,
    });
    expect(found).toEqual([
      {
        severity: 'critical',
        hops: [
          'app/Orders',
          'Orders feeds function app/Worker (event source)',
          'Worker runs as role app/WorkerRole',
          'secretsmanager:GetSecretValue on app/Secret',
        ],
      },
    ]);
  });

  test('a queue that can only be read leads nowhere', () => {
    const found = paths({
      Orders: { Type: 'AWS::SQS::Queue' },
      Policy: opened('AWS::SQS::QueuePolicy', 'Queues', 'Orders', 'sqs:ReceiveMessage'),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: arn('Orders'), FunctionName: { Ref: 'Worker' } },
      },
      Worker: runs('WorkerRole'),
      WorkerRole: role(LAMBDA, readsSecret),
      Secret: SECRET,
    });
    expect(found).toEqual([{ severity: 'high', hops: ['app/Orders'] }]);
  });

  test('a chain of roles, to one that writes rights', () => {
    const found = paths({
      Entry: role({ AWS: OTHER }, allow('sts:AssumeRole', arn('Middle'))),
      Middle: role({ AWS: arn('Entry') }, allow('sts:AssumeRole', `arn:aws:iam::${OWN}:role/*`)),
      Last: role({ AWS: arn('Middle') }, allow('iam:*', '*')),
      Apart: role({ AWS: `arn:aws:iam::${OWN}:user/x` }, readsSecret),
      Secret: SECRET,
    });
    expect(found[0]?.hops).toEqual([
      'app/Entry',
      'sts:AssumeRole of app/Middle',
      'sts:AssumeRole of app/Last',
      'app/Last can write the rights of any role or user',
    ]);
  });

  test('a role passed to a new function', () => {
    const passes = (...Action: string[]) =>
      paths({
        Entry: role({ AWS: OTHER }, allow(Action, '*')),
        Strong: role(LAMBDA, readsSecret),
        Secret: SECRET,
      })[0]?.hops.slice(1);
    expect(passes('iam:PassRole', 'lambda:CreateFunction')).toEqual([
      'iam:PassRole of app/Strong to lambda.amazonaws.com with lambda:CreateFunction',
      'secretsmanager:GetSecretValue on app/Secret',
    ]);
    expect(passes('iam:PassRole', 'ec2:RunInstances')).toEqual([]);
    expect(passes('lambda:CreateFunction')).toEqual([]);
  });

  test('new code for a function', () => {
    const found = paths({
      Entry: role({ AWS: OTHER }, allow('lambda:UpdateFunctionCode', arn('Worker'))),
      Worker: runs('WorkerRole'),
      WorkerRole: role(LAMBDA, allow('dynamodb:*', arn('Ledger'))),
      Ledger: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'ledger' } },
    });
    expect(found[0]?.hops.slice(1)).toEqual([
      'lambda:UpdateFunctionCode on app/Worker',
      'Worker runs as role app/WorkerRole',
      'dynamodb:PutItem on app/Ledger',
    ]);
  });

  test.each([
    [
      'in the bucket',
      { Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Function: arn('Worker') }] } } },
      {},
    ],
    [
      'of a custom resource',
      {},
      {
        Custom: {
          Type: 'Custom::S3BucketNotifications',
          Properties: {
            BucketName: { Ref: 'Uploads' },
            NotificationConfiguration: { LambdaFunctionConfigurations: [{ LambdaFunctionArn: arn('Worker') }] },
          },
        },
      },
    ],
  ])('a bucket notification %s', (_, bucket, more) => {
    const found = paths({
      Uploads: { Type: 'AWS::S3::Bucket', ...bucket },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Uploads' },
          PolicyDocument: document(allow('s3:PutObject', '*', { Principal: { AWS: OTHER } })),
        },
      },
      Worker: runs('WorkerRole'),
      WorkerRole: role(LAMBDA, allow('kms:Decrypt', '*')),
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      ...more,
    });
    expect(found[0]?.hops.slice(1)).toEqual([
      'Uploads feeds function app/Worker (bucket notification)',
      'Worker runs as role app/WorkerRole',
      'kms:Decrypt on app/Key',
    ]);
  });

  test('an event on the default bus, a rule, a state machine, a function, a secret', () => {
    const rule = (source: string) => ({
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: { source: [source] }, Targets: [{ Id: 't', Arn: { Ref: 'Flow' } }] },
    });
    const template = (source: string) => ({
      Bus: {
        Type: 'AWS::Events::EventBusPolicy',
        Properties: { StatementId: 's', Principal: OTHER, Action: 'events:PutEvents' },
      },
      Rule: rule(source),
      Flow: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { StateMachineName: 'flow', RoleArn: arn('FlowRole') },
      },
      FlowRole: role(
        { Service: 'states.amazonaws.com' },
        allow('lambda:InvokeFunction', { 'Fn::Sub': `${'$'}{Worker.Arn}` }),
      ),
      Worker: runs('WorkerRole'),
      WorkerRole: role(LAMBDA, readsSecret),
      Secret: SECRET,
    });
    expect(paths(template('shop'))[0]?.hops.slice(1)).toEqual([
      'events of default event bus match rule app/Rule',
      'Rule feeds state machine app/Flow (event rule)',
      'Flow runs as role app/FlowRole',
      'lambda:InvokeFunction on app/Worker',
      'Worker runs as role app/WorkerRole',
      'secretsmanager:GetSecretValue on app/Secret',
    ]);
    expect(paths(template('aws.health'))[0]?.hops.slice(1)).toEqual([]);
  });

  test('a topic, a queue, and an API are followed', () => {
    const found = paths({
      Entry: role({ AWS: OTHER }, allow('sns:Publish', { Ref: 'Topic' })),
      Topic: { Type: 'AWS::SNS::Topic' },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: arn('Queue') },
      },
      Queue: { Type: 'AWS::SQS::Queue' },
      Pipe: {
        Type: 'AWS::Pipes::Pipe',
        Properties: { Source: arn('Queue'), Target: arn('Worker'), RoleArn: arn('WorkerRole') },
      },
      Worker: runs('WorkerRole'),
      WorkerRole: role(LAMBDA, allow('s3:GetObject', '*')),
      Bucket: { Type: 'AWS::S3::Bucket' },
    });
    expect(found[0]?.hops.slice(1)).toEqual([
      'sns:Publish on app/Topic',
      'Topic feeds queue app/Queue (subscription)',
      'Queue feeds pipe app/Pipe',
      'Pipe runs as role app/WorkerRole',
      's3:GetObject on app/Bucket',
    ]);
  });

  test('what can only be read leads no further', () => {
    const template = (Action: string) => ({
      Entry: role({ AWS: OTHER }, allow(Action, '*')),
      Uploads: {
        Type: 'AWS::S3::Bucket',
        Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Function: arn('Worker') }] } },
      },
      Worker: runs('WorkerRole'),
      WorkerRole: role(LAMBDA, readsSecret),
      Secret: SECRET,
    });
    expect(paths(template('s3:GetObject'))[0]?.hops.at(-1)).toBe('s3:GetObject on app/Uploads');
    expect(paths(template('s3:PutObject'))[0]?.hops.at(-1)).toBe('secretsmanager:GetSecretValue on app/Secret');
  });

  test('a boundary and a policy of the resource end a path', () => {
    const template = (boundary: object[], guard: object[]) => ({
      Entry: {
        ...role({ AWS: OTHER }, allow('*', '*')),
        Properties: { ...role({ AWS: OTHER }, allow('*', '*')).Properties, PermissionsBoundary: { Ref: 'Limit' } },
      },
      Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(...boundary) } },
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: document(...guard) } },
    });
    const root = allow('kms:*', '*', { Principal: { AWS: `arn:aws:iam::${OWN}:root` } });
    const user = allow('kms:*', '*', { Principal: { AWS: `arn:aws:iam::${OWN}:user/only` } });
    expect(paths(template([allow('kms:Decrypt', '*')], [root]))[0]?.hops.at(-1)).toBe('kms:Decrypt on app/Key');
    expect(paths(template([allow('kms:Decrypt', '*')], [user]))[0]?.hops).toEqual(['app/Entry']);
    expect(paths(template([allow('sqs:*', '*')], [root]))[0]?.hops).toEqual(['app/Entry']);
  });

  test('an AWS managed policy counts', () => {
    const found = paths({
      Entry: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: role({ AWS: OTHER }).Properties.AssumeRolePolicyDocument,
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        },
      },
    });
    expect(found[0]?.hops.at(-1)).toBe('app/Entry can write the rights of any role or user');
  });

  test('somebody whom both sides let in is followed too', () => {
    const trust = role({ AWS: `arn:aws:iam::${THIRD}:role/ops` }, readsSecret);
    const found = paths({ Ops: trust, Secret: SECRET }, { Theirs: role({ AWS: `arn:aws:iam::${THIRD}:root` }) });
    expect(found).toEqual([{ severity: 'critical', hops: ['app/Ops', 'secretsmanager:GetSecretValue on app/Secret'] }]);
  });
});

test('IS2: circles end', () => {
  const count = 40;
  const circle = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `Role${index}`,
      role({ AWS: [OTHER, arn(`Role${(index + count - 1) % count}`)] }, allow('sts:AssumeRole', '*')),
    ]),
  );
  const loop = {
    Queue: { Type: 'AWS::SQS::Queue' },
    Policy: opened('AWS::SQS::QueuePolicy', 'Queues', 'Queue', 'sqs:*'),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: arn('Queue'), FunctionName: { Ref: 'Worker' } },
    },
    Worker: runs('WorkerRole'),
    WorkerRole: role(LAMBDA, allow(['sqs:SendMessage', 'lambda:InvokeFunction'], '*')),
  };
  expect(paths({ ...circle, ...loop }).filter(({ hops }) => hops.length === 1)).toHaveLength(count + 1);
});

test('IS2: where nothing is open nothing changes, and a number in a text leads nowhere', () => {
  const side = {
    account: OWN ?? '',
    region: 'eu-west-1',
    stacks: [{ name: 'app', template: { Resources: { Worker: runs('R') } } }],
  };
  const reads = role(LAMBDA, readsSecret);
  const described = { ...reads, Properties: { ...reads.Properties, Description: OTHER } };
  const named = {
    Resources: {
      R: described,
      Secret: SECRET,
      T: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: OTHER } },
    },
  };
  const [audited] = bothWays({ ...side, stacks: [{ name: 'app', template: named as JsonObject }] } as SideInput, {
    ...side,
    account: OTHER ?? '',
    stacks: [],
  });
  const before = observed(audited);
  expect(before.some(({ observation }) => observation.decision === 'open')).toBe(true);
  const after = extendPaths(before);
  expect(after.every((each, index) => each === before[index])).toBe(true);
});

test('IS2: paths take time that grows with the resources', () => {
  const prepare = (length: number) => {
    const [audited] = bothWays(sideOf(OWN ?? '', chain(length)), sideOf(OTHER ?? '', {}));
    // Every audit asks these first, and so has read the policies.
    expect(Array.from(outboundGrant.check(audited))).toHaveLength(length);
    const rules = observed(audited);
    return () => {
      const found = extendPaths(rules).find(({ observation }) => (observation.hops?.length ?? 0) > 4);
      expect(found?.observation.hops?.at(-1)).toBe('dynamodb:GetItem on app/Table0');
    };
  };
  expect(growth(prepare, { from: 50, to: 400 })).toBeLessThan(24);
});

function sideOf(account: string, Resources: object): SideInput {
  return { account, region: 'eu-west-1', stacks: [{ name: 'app', template: { Resources } }] } as SideInput;
}

/** A queue that is open, a worker that reads it and writes to the next queue, and so on: five resources a link. */
function chain(length: number): object {
  const links = Array.from({ length }, (_, index) => [
    [`Queue${index}`, { Type: 'AWS::SQS::Queue' }],
    [
      `Mapping${index}`,
      {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: arn(`Queue${index}`), FunctionName: { Ref: `Worker${index}` } },
      },
    ],
    [`Worker${index}`, runs(`Role${index}`)],
    [
      `Role${index}`,
      role(LAMBDA, allow('sqs:SendMessage', arn(`Queue${index + 1}`)), allow('dynamodb:GetItem', arn(`Table${index}`))),
    ],
    [`Table${index}`, { Type: 'AWS::DynamoDB::Table' }],
  ]);
  return {
    ...Object.fromEntries(links.flat()),
    [`Queue${length}`]: { Type: 'AWS::SQS::Queue' },
    Policy: opened('AWS::SQS::QueuePolicy', 'Queues', 'Queue0', 'sqs:SendMessage'),
  };
}
