import type { Fragment } from '../../edits/fragments';
import { HOLE } from '../../edits/fragments';
import {
  BUCKET,
  BUS,
  type Channel,
  channel,
  FIREHOSE,
  FUNCTION,
  KEY,
  OWN_ROLE,
  of,
  QUEUE,
  ROLE,
  ref,
  STREAM,
  TOPIC,
  withoutTwin,
} from './channel';

const OWN_TOPIC: Fragment = { AddedOwnTopic: of('AWS::SNS::Topic') };
const OWN_QUEUE = 'arn:aws:sqs:eu-west-1:{own}:added-{env}';
const OWN_BUCKET = 'arn:aws:s3:::{store}';
const OWN_FUNCTION = 'arn:aws:lambda:eu-west-1:{own}:function:added-{env}';
const ZIP = { S3Bucket: '{store}', S3Key: 'code.zip' };
const FUNCTION_BASE = { Runtime: 'nodejs22.x', Handler: 'index.handler', Role: OWN_ROLE, Code: ZIP };
const CONNECTION: Fragment = {
  AddedConnection: of('AWS::Events::Connection', {
    AuthorizationType: 'API_KEY',
    AuthParameters: {
      ApiKeyAuthParameters: { ApiKeyName: 'key', ApiKeyValue: '{{resolve:secretsmanager:added-{env}}}' },
    },
  }),
};
const connectionArn = { 'Fn::GetAtt': ['AddedConnection', 'Arn'] };
const schedule = (Targets: readonly (typeof target)[]) => ({ ScheduleExpression: 'rate(1 day)', Targets });
const target = { Id: 'added', Arn: HOLE };

/** Topics, queues, buses, pipes, schedules, streams, functions and state machines. */
export const EVENT_CHANNELS: readonly Channel[] = [
  channel(
    'AWS::SNS::Subscription',
    'Endpoint-queue',
    'outward',
    QUEUE,
    { TopicArn: ref('AddedOwnTopic'), Protocol: 'sqs', Endpoint: HOLE },
    OWN_TOPIC,
  ),
  channel(
    'AWS::SNS::Subscription',
    'Endpoint-function',
    'outward',
    FUNCTION,
    { TopicArn: ref('AddedOwnTopic'), Protocol: 'lambda', Endpoint: HOLE },
    OWN_TOPIC,
  ),
  channel(
    'AWS::SNS::Subscription',
    'Endpoint-host',
    'outward',
    'https://{host}/hooks/news',
    { TopicArn: ref('AddedOwnTopic'), Protocol: 'https', Endpoint: HOLE },
    OWN_TOPIC,
  ),
  channel(
    'AWS::SNS::Subscription',
    'Endpoint-firehose',
    'outward',
    FIREHOSE,
    { TopicArn: ref('AddedOwnTopic'), Protocol: 'firehose', SubscriptionRoleArn: OWN_ROLE, Endpoint: HOLE },
    OWN_TOPIC,
  ),
  channel('AWS::SNS::Subscription', 'TopicArn', 'either', TOPIC, {
    TopicArn: HOLE,
    Protocol: 'sqs',
    Endpoint: OWN_QUEUE,
  }),
  channel('AWS::SNS::Topic', 'Subscription', 'outward', QUEUE, { Subscription: [{ Protocol: 'sqs', Endpoint: HOLE }] }),
  channel('AWS::SNS::Topic', 'KmsMasterKeyId', 'either', KEY, { KmsMasterKeyId: HOLE }),
  channel('AWS::SNS::Topic', 'DeliveryStatusLogging', 'either', ROLE, {
    DeliveryStatusLogging: [{ Protocol: 'sqs', FailureFeedbackRoleArn: HOLE }],
  }),
  channel('AWS::SQS::Queue', 'RedrivePolicy', 'outward', QUEUE, {
    RedrivePolicy: { deadLetterTargetArn: HOLE, maxReceiveCount: 3 },
  }),
  channel('AWS::SQS::Queue', 'RedriveAllowPolicy', 'inward', QUEUE, {
    RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [HOLE] },
  }),
  channel('AWS::SQS::Queue', 'KmsMasterKeyId', 'either', KEY, { KmsMasterKeyId: HOLE }),
  channel('AWS::Events::Rule', 'Targets-bus', 'outward', BUS, schedule([{ ...target }])),
  channel(
    'AWS::Events::Rule',
    'Targets-queue',
    'outward',
    QUEUE,
    schedule([{ Id: 'first', Arn: OWN_QUEUE }, { ...target }]),
  ),
  channel('AWS::Events::Rule', 'Targets-dead-letters', 'outward', QUEUE, {
    ScheduleExpression: 'rate(1 day)',
    Targets: [{ Id: 'added', Arn: OWN_FUNCTION, DeadLetterConfig: { Arn: HOLE } }],
  }),
  channel('AWS::Events::Rule', 'Targets-role', 'either', ROLE, {
    ScheduleExpression: 'rate(1 day)',
    Targets: [{ Id: 'added', Arn: STREAM.replace('{account}', '{own}'), RoleArn: HOLE }],
  }),
  channel('AWS::Events::Rule', 'EventPattern', 'either', '{account}', {
    EventBusName: 'default',
    EventPattern: { account: [HOLE] },
    Targets: [{ Id: 'added', Arn: OWN_QUEUE }],
  }),
  channel(
    'AWS::Events::ApiDestination',
    'InvocationEndpoint',
    'outward',
    'https://{host}/hooks',
    { ConnectionArn: connectionArn, HttpMethod: 'POST', InvocationEndpoint: HOLE },
    CONNECTION,
  ),
  channel(
    'AWS::Events::ApiDestination',
    'ConnectionArn',
    'either',
    'arn:aws:events:eu-west-1:{account}:connection/partner/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b',
    { ConnectionArn: HOLE, HttpMethod: 'POST', InvocationEndpoint: 'https://{site}/hooks' },
  ),
  channel('AWS::Events::Connection', 'AuthorizationEndpoint', 'outward', 'https://{host}/oauth/token', {
    AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
    AuthParameters: {
      OAuthParameters: {
        AuthorizationEndpoint: HOLE,
        HttpMethod: 'POST',
        ClientParameters: { ClientID: 'added', ClientSecret: '{{resolve:secretsmanager:added-{env}}}' },
      },
    },
  }),
  channel('AWS::Events::Endpoint', 'EventBuses', 'outward', BUS, {
    Name: 'added-{env}',
    EventBuses: [{ EventBusArn: 'arn:aws:events:eu-west-1:{own}:event-bus/orders' }, { EventBusArn: HOLE }],
    RoutingConfig: {
      FailoverConfig: {
        Primary: { HealthCheck: 'arn:aws:route53:::healthcheck/6a2d0b1e-5f4c-4a3f-9a55-{own}' },
        Secondary: { Route: 'eu-central-1' },
      },
    },
  }),
  channel('AWS::Events::EventBus', 'DeadLetterConfig', 'outward', QUEUE, {
    Name: 'added-{env}',
    DeadLetterConfig: { Arn: HOLE },
  }),
  channel('AWS::Events::EventBusPolicy', 'Principal', 'inward', '{account}', {
    EventBusName: 'default',
    StatementId: 'added',
    Action: 'events:PutEvents',
    Principal: HOLE,
  }),
  channel('AWS::Pipes::Pipe', 'Target', 'outward', QUEUE, {
    Name: 'added-{env}',
    RoleArn: OWN_ROLE,
    Source: OWN_QUEUE,
    Target: HOLE,
  }),
  channel('AWS::Pipes::Pipe', 'Source', 'either', STREAM, {
    Name: 'added-{env}',
    RoleArn: OWN_ROLE,
    Source: HOLE,
    SourceParameters: { KinesisStreamParameters: { StartingPosition: 'LATEST' } },
    Target: OWN_QUEUE,
  }),
  channel('AWS::Pipes::Pipe', 'Enrichment', 'either', FUNCTION, {
    Name: 'added-{env}',
    RoleArn: OWN_ROLE,
    Source: OWN_QUEUE,
    Enrichment: HOLE,
    Target: OWN_QUEUE,
  }),
  channel('AWS::Scheduler::Schedule', 'Target', 'outward', FUNCTION, {
    FlexibleTimeWindow: { Mode: 'OFF' },
    ScheduleExpression: 'rate(1 day)',
    Target: { Arn: HOLE, RoleArn: OWN_ROLE },
  }),
  channel('AWS::Scheduler::Schedule', 'DeadLetterConfig', 'outward', QUEUE, {
    FlexibleTimeWindow: { Mode: 'OFF' },
    ScheduleExpression: 'rate(1 day)',
    Target: { Arn: OWN_FUNCTION, RoleArn: OWN_ROLE, DeadLetterConfig: { Arn: HOLE } },
  }),
  channel('AWS::Kinesis::StreamConsumer', 'StreamARN', 'either', STREAM, {
    ConsumerName: 'added-{env}',
    StreamARN: HOLE,
  }),
  channel('AWS::KinesisFirehose::DeliveryStream', 'BucketARN', 'outward', BUCKET, {
    S3DestinationConfiguration: { BucketARN: HOLE, RoleARN: OWN_ROLE },
  }),
  channel('AWS::KinesisFirehose::DeliveryStream', 'KinesisStreamARN', 'either', STREAM, {
    DeliveryStreamType: 'KinesisStreamAsSource',
    KinesisStreamSourceConfiguration: { KinesisStreamARN: HOLE, RoleARN: OWN_ROLE },
    S3DestinationConfiguration: { BucketARN: OWN_BUCKET, RoleARN: OWN_ROLE },
  }),
  channel('AWS::KinesisFirehose::DeliveryStream', 'HttpEndpoint', 'outward', 'https://{host}/ingest', {
    HttpEndpointDestinationConfiguration: {
      EndpointConfiguration: { Url: HOLE },
      S3Configuration: { BucketARN: OWN_BUCKET, RoleARN: OWN_ROLE },
    },
  }),
  channel('AWS::KinesisFirehose::DeliveryStream', 'Processor', 'either', FUNCTION, {
    ExtendedS3DestinationConfiguration: {
      BucketARN: OWN_BUCKET,
      RoleARN: OWN_ROLE,
      ProcessingConfiguration: {
        Enabled: true,
        Processors: [{ Type: 'Lambda', Parameters: [{ ParameterName: 'LambdaArn', ParameterValue: HOLE }] }],
      },
    },
  }),
  channel('AWS::Lambda::Function', 'DeadLetterConfig', 'outward', QUEUE, {
    ...FUNCTION_BASE,
    DeadLetterConfig: { TargetArn: HOLE },
  }),
  channel('AWS::Lambda::Function', 'Layers', 'either', 'arn:aws:lambda:eu-west-1:{account}:layer:shared:7', {
    ...FUNCTION_BASE,
    Layers: [HOLE],
  }),
  channel('AWS::Lambda::Function', 'Role', 'either', ROLE, { ...FUNCTION_BASE, Role: HOLE }),
  channel('AWS::Lambda::Function', 'KmsKeyArn', 'either', KEY, { ...FUNCTION_BASE, KmsKeyArn: HOLE }),
  channel('AWS::Lambda::Function', 'Code-S3Bucket', 'either', '{bucket}', {
    ...FUNCTION_BASE,
    Code: { S3Bucket: HOLE, S3Key: 'code.zip' },
  }),
  channel('AWS::Lambda::Function', 'Code-ImageUri', 'either', '{account}.dkr.ecr.eu-west-1.amazonaws.com/worker:1', {
    PackageType: 'Image',
    Role: OWN_ROLE,
    Code: { ImageUri: HOLE },
  }),
  channel(
    'AWS::Lambda::Function',
    'FileSystemConfigs',
    'either',
    'arn:aws:elasticfilesystem:eu-west-1:{account}:access-point/fsap-0{own}abc0',
    { ...FUNCTION_BASE, FileSystemConfigs: [{ Arn: HOLE, LocalMountPath: '/mnt/files' }] },
  ),
  channel('AWS::Lambda::LayerVersion', 'Content', 'either', '{bucket}', {
    Content: { S3Bucket: HOLE, S3Key: 'layer.zip' },
  }),
  channel('AWS::Lambda::EventInvokeConfig', 'OnFailure', 'outward', QUEUE, {
    FunctionName: OWN_FUNCTION,
    Qualifier: '$LATEST',
    DestinationConfig: { OnFailure: { Destination: HOLE } },
  }),
  channel('AWS::Lambda::EventInvokeConfig', 'OnSuccess', 'outward', BUS, {
    FunctionName: OWN_FUNCTION,
    Qualifier: '$LATEST',
    DestinationConfig: { OnSuccess: { Destination: HOLE } },
  }),
  channel('AWS::Lambda::EventSourceMapping', 'EventSourceArn', 'either', QUEUE, {
    EventSourceArn: HOLE,
    FunctionName: OWN_FUNCTION,
  }),
  channel('AWS::Lambda::EventSourceMapping', 'OnFailure', 'outward', TOPIC, {
    EventSourceArn: STREAM.replace('{account}', '{own}'),
    StartingPosition: 'LATEST',
    FunctionName: OWN_FUNCTION,
    DestinationConfig: { OnFailure: { Destination: HOLE } },
  }),
  channel(
    'AWS::Lambda::CodeSigningConfig',
    'SigningProfiles',
    'either',
    'arn:aws:signer:eu-west-1:{account}:/signing-profiles/release/abcdefghij',
    { AllowedPublishers: { SigningProfileVersionArns: [HOLE] } },
  ),
  channel('AWS::StepFunctions::StateMachine', 'DefinitionString', 'outward', FUNCTION, {
    RoleArn: OWN_ROLE,
    DefinitionString: `{"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"${HOLE}","End":true}}}`,
  }),
  channel(
    'AWS::StepFunctions::StateMachine',
    'Definition',
    'outward',
    QUEUE.replace('arn:aws:sqs:eu-west-1:', 'https://sqs.eu-west-1.amazonaws.com/').replace(':jobs', '/jobs'),
    {
      RoleArn: OWN_ROLE,
      Definition: {
        StartAt: 'Tell',
        States: {
          Tell: {
            Type: 'Task',
            Resource: 'arn:aws:states:::sqs:sendMessage',
            Parameters: { QueueUrl: HOLE, MessageBody: 'x' },
            End: true,
          },
        },
      },
    },
  ),
  channel('AWS::StepFunctions::StateMachine', 'Credentials', 'outward', ROLE, {
    RoleArn: OWN_ROLE,
    Definition: {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Credentials: { RoleArn: HOLE },
          Parameters: { FunctionName: 'worker' },
          End: true,
        },
      },
    },
  }),
  channel('AWS::StepFunctions::StateMachine', 'ApiEndpoint', 'outward', 'https://{host}/v1', {
    RoleArn: OWN_ROLE,
    Definition: {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: 'arn:aws:states:::http:invoke',
          Parameters: { ApiEndpoint: HOLE, Method: 'GET' },
          End: true,
        },
      },
    },
  }),
  withoutTwin(
    channel('AWS::StepFunctions::StateMachine', 'DefinitionS3Location', 'either', '{bucket}', {
      RoleArn: OWN_ROLE,
      DefinitionS3Location: { Bucket: HOLE, Key: 'machine.json' },
    }),
  ),
  channel(
    'AWS::StepFunctions::StateMachine',
    'LoggingConfiguration',
    'outward',
    'arn:aws:logs:eu-west-1:{account}:log-group:/machines:*',
    {
      RoleArn: OWN_ROLE,
      DefinitionString: '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}',
      LoggingConfiguration: { Level: 'ERROR', Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: HOLE } }] },
    },
  ),
  channel('AWS::IoT::TopicRule', 'Actions-lambda', 'outward', FUNCTION, {
    TopicRulePayload: { Sql: "SELECT * FROM 'a'", Actions: [{ Lambda: { FunctionArn: HOLE } }] },
  }),
  channel('AWS::IoT::TopicRule', 'Actions-http', 'outward', 'https://{host}/ingest', {
    TopicRulePayload: { Sql: "SELECT * FROM 'a'", Actions: [{ Http: { Url: HOLE } }] },
  }),
];
