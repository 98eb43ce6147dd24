import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { OTHER, OWN, ruleTable, THIRD } from './rule-table';
import { OTHER_SIDE, resource, seen, withParameters } from './written';

const queue = (account: string) => `arn:aws:sqs:eu-west-1:${account}:orders`;
const target = (Arn: unknown, more: object = {}) =>
  seen('AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'one', Arn, ...more }] });
const subscription = (Protocol: string, Endpoint: unknown, TopicArn: unknown = `arn:aws:sns:eu-west-1:${OWN}:t`) =>
  seen('AWS::SNS::Subscription', { Protocol, Endpoint, TopicArn });
const noDefault = { Any: { Type: 'String' } };

/** Events, messages, and subscriptions: of SNS topics, queues, pipes and event sources. */
ruleTable(ADDRESS_RULES['event-destinations'], {
  other: OTHER_SIDE,
  mustCatch: {
    'a target': target(`arn:aws:events:eu-west-1:${OTHER}:event-bus/default`),
    'a target in pieces': target({ 'Fn::Join': ['', ['arn:aws:sqs:eu-west-1:', '22222222', '2222', ':orders']] }),
    'a target by a mapping': {
      Mappings: { Accounts: { far: { id: OTHER } } },
      Resources: target({
        'Fn::Sub': ['arn:aws:sqs:eu-west-1:${Id}:orders', { Id: { 'Fn::FindInMap': ['Accounts', 'far', 'id'] } }],
      }),
    },
    'a target by a default': withParameters(target({ Ref: 'Any' }), { Any: { Type: 'String', Default: queue(OTHER) } }),
    'a queue for failures': target(queue(OWN), { DeadLetterConfig: { Arn: queue(OTHER) } }),
    'a pipe': seen('AWS::Pipes::Pipe', {
      RoleArn: `arn:aws:iam::${OWN}:role/r`,
      Source: queue(OTHER),
      Target: queue(OWN),
    }),
    'a schedule': seen('AWS::Scheduler::Schedule', {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'rate(1 hour)',
      Target: { Arn: `arn:aws:lambda:eu-west-1:${OTHER}:function:f`, RoleArn: `arn:aws:iam::${OWN}:role/r` },
    }),
    'a subscription of a queue': subscription('sqs', queue(OTHER)),
    'a subscription to a foreign topic': subscription('sqs', queue(OWN), `arn:aws:sns:eu-west-1:${OTHER}:t`),
    'a subscription of a host': subscription('https', 'https://gateway.live.example.com/hook'),
    'a subscription of an API that the other side names': subscription(
      'https',
      'https://abc123def4.execute-api.eu-west-1.amazonaws.com/else',
    ),
    'an API destination': seen('AWS::Events::ApiDestination', {
      ConnectionArn: `arn:aws:events:eu-west-1:${OWN}:connection/c/1`,
      HttpMethod: 'POST',
      InvocationEndpoint: 'https://gateway.live.example.com/v1/payments',
    }),
    'an event source': seen('AWS::Lambda::EventSourceMapping', { FunctionName: 'f', EventSourceArn: queue(OTHER) }),
    'a destination of a function': seen('AWS::Lambda::EventInvokeConfig', {
      FunctionName: 'f',
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: queue(OTHER) } },
    }),
    'dead letters of a function': seen('AWS::Lambda::Function', {
      Role: `arn:aws:iam::${OWN}:role/r`,
      Code: { ZipFile: 'x' },
      DeadLetterConfig: { TargetArn: queue(OTHER) },
    }),
    'a redrive': seen('AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: queue(OTHER), maxReceiveCount: 3 } }),
    'who may redrive, as text': seen('AWS::SQS::Queue', {
      RedriveAllowPolicy: `{"redrivePermission":"byQueue","sourceQueueArns":["${queue(OTHER)}"]}`,
    }),
    'an event pattern': seen('AWS::Events::Rule', { EventPattern: { source: ['app'], account: [OTHER] } }),
    'a notification of a bucket': seen('AWS::S3::Bucket', {
      NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: queue(OTHER) }] },
    }),
    'a stream of a table': seen('AWS::DynamoDB::Table', {
      KeySchema: [],
      KinesisStreamSpecification: { StreamArn: `arn:aws:kinesis:eu-west-1:${OTHER}:stream/s` },
    }),
    'a state machine': seen('AWS::StepFunctions::StateMachine', {
      RoleArn: `arn:aws:iam::${OWN}:role/r`,
      DefinitionString: `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/${OTHER}/q"},"End":true}}}`,
    }),
  } as never,
  mustPass: {
    'a target of this account': target({ 'Fn::Sub': 'arn:aws:sqs:eu-west-1:${AWS::AccountId}:orders' }),
    'a target of this template': { ...target({ 'Fn::GetAtt': ['Queue', 'Arn'] }), Queue: resource('AWS::SQS::Queue') },
    'a target of somebody else': target(queue(THIRD)),
    mail: subscription('email', 'on-call@live.example.com'),
    'a host of neither': subscription('https', 'https://hooks.example.org/x'),
    'the default bus': seen('AWS::Events::Rule', { EventPattern: { source: ['aws.s3'] }, EventBusName: 'default' }),
    'an own state machine': {
      ...seen('AWS::StepFunctions::StateMachine', {
        RoleArn: `arn:aws:iam::${OWN}:role/r`,
        DefinitionString: {
          'Fn::Sub':
            '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Work.Arn}","Next":"B"},"B":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true}}}',
        },
      }),
      Work: resource('AWS::Lambda::Function'),
    },
  } as never,
  undecided: {
    'a target that nobody gave': withParameters(target({ Ref: 'Any' }), noDefault),
    'an account that nobody gave': withParameters(target({ 'Fn::Sub': 'arn:aws:sqs:eu-west-1:${Any}:q' }), noDefault),
    'an API of nobody knows whom': subscription('https', 'https://zzz999zzz9.execute-api.eu-west-1.amazonaws.com/x'),
    'a stored endpoint': subscription('https', '{{resolve:ssm:/app/endpoint}}'),
    'an imported target': target({ 'Fn::ImportValue': 'elsewhere' }),
  } as never,
});
