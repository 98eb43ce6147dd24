import { type Fragment, HOLE } from '../../edits/fragments';
import {
  BUCKET,
  type Channel,
  channel,
  FIREHOSE,
  FUNCTION,
  KEY,
  OWN_ROLE,
  of,
  ROLE,
  ref,
  STREAM,
  TOPIC,
  withoutTwin,
} from './channel';

const LOG_GROUP: Fragment = { AddedLogGroup: of('AWS::Logs::LogGroup', { LogGroupName: '/added/{env}' }) };
const STREAM_HERE: Fragment = { AddedStream: of('AWS::Kinesis::Stream', { ShardCount: 1 }) };
const filter = { LogGroupName: ref('AddedLogGroup'), FilterPattern: '' };
const ALARM = {
  Namespace: 'AWS/SQS',
  MetricName: 'NumberOfMessagesSent',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
};
const OWN_BUCKET = '{store}';

/** Logs, metrics and alarms. */
export const OBSERVABILITY_CHANNELS: readonly Channel[] = [
  channel(
    'AWS::Logs::SubscriptionFilter',
    'DestinationArn-destination',
    'outward',
    'arn:aws:logs:eu-west-1:{account}:destination:central',
    { ...filter, DestinationArn: HOLE },
    LOG_GROUP,
  ),
  channel(
    'AWS::Logs::SubscriptionFilter',
    'DestinationArn-stream',
    'outward',
    STREAM,
    { ...filter, RoleArn: OWN_ROLE, DestinationArn: HOLE },
    LOG_GROUP,
  ),
  channel(
    'AWS::Logs::SubscriptionFilter',
    'DestinationArn-function',
    'outward',
    FUNCTION,
    { ...filter, DestinationArn: HOLE },
    LOG_GROUP,
  ),
  channel(
    'AWS::Logs::AccountPolicy',
    'PolicyDocument',
    'outward',
    'arn:aws:logs:eu-west-1:{account}:destination:central',
    {
      PolicyName: 'added-{env}',
      PolicyType: 'SUBSCRIPTION_FILTER_POLICY',
      Scope: 'ALL',
      PolicyDocument: `{"DestinationArn":"${HOLE}","FilterPattern":""}`,
    },
  ),
  channel('AWS::Logs::Destination', 'TargetArn', 'outward', STREAM, {
    DestinationName: 'added-{env}',
    RoleArn: OWN_ROLE,
    TargetArn: HOLE,
  }),
  channel(
    'AWS::Logs::Destination',
    'RoleArn',
    'either',
    ROLE,
    { DestinationName: 'added-{env}', TargetArn: { 'Fn::GetAtt': ['AddedStream', 'Arn'] }, RoleArn: HOLE },
    STREAM_HERE,
  ),
  channel('AWS::Logs::DeliveryDestination', 'DestinationResourceArn', 'outward', FIREHOSE, {
    Name: 'added-{env}',
    DestinationResourceArn: HOLE,
  }),
  channel(
    'AWS::Logs::Delivery',
    'DeliveryDestinationArn',
    'outward',
    'arn:aws:logs:eu-west-1:{account}:delivery-destination:central',
    { DeliverySourceName: 'added-{env}', DeliveryDestinationArn: HOLE },
  ),
  channel('AWS::Logs::LogGroup', 'KmsKeyId', 'either', KEY, { LogGroupName: '/added/{env}', KmsKeyId: HOLE }),
  channel('AWS::CloudWatch::Alarm', 'AlarmActions', 'outward', TOPIC, { ...ALARM, AlarmActions: [HOLE] }),
  channel('AWS::CloudWatch::Alarm', 'InsufficientDataActions', 'outward', FUNCTION, {
    ...ALARM,
    InsufficientDataActions: [HOLE],
  }),
  channel('AWS::CloudWatch::Alarm', 'Metrics-account', 'either', '{account}', {
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Metrics: [
      {
        Id: 'm1',
        AccountId: HOLE,
        ReturnData: true,
        MetricStat: { Stat: 'Sum', Period: 60, Metric: { Namespace: 'AWS/SQS', MetricName: 'NumberOfMessagesSent' } },
      },
    ],
  }),
  channel('AWS::CloudWatch::Alarm', 'AlarmDescription', 'outward', 'https://{host}/runbook', {
    ...ALARM,
    AlarmDescription: `See ${HOLE} first`,
  }),
  channel('AWS::CloudWatch::CompositeAlarm', 'OKActions', 'outward', TOPIC, {
    AlarmName: 'added-{env}',
    AlarmRule: 'ALARM("first") OR ALARM("second")',
    OKActions: [HOLE],
  }),
  channel('AWS::CloudWatch::MetricStream', 'FirehoseArn', 'outward', FIREHOSE, {
    OutputFormat: 'json',
    RoleArn: OWN_ROLE,
    FirehoseArn: HOLE,
  }),
  channel('AWS::CloudWatch::Dashboard', 'accountId', 'either', '{account}', {
    DashboardBody: `{"widgets":[{"type":"metric","width":6,"height":6,"properties":{"region":"eu-west-1","metrics":[["AWS/SQS","NumberOfMessagesSent",{"accountId":"${HOLE}"}]]}}]}`,
  }),
  channel('AWS::CloudWatch::Dashboard', 'markdown', 'outward', 'https://{host}/runbook', {
    DashboardBody: `{"widgets":[{"type":"text","width":6,"height":2,"properties":{"markdown":"Runbook: ${HOLE}"}}]}`,
  }),
  channel('AWS::CloudWatch::Dashboard', 'custom-widget', 'outward', FUNCTION, {
    DashboardBody: `{"widgets":[{"type":"custom","width":6,"height":6,"properties":{"endpoint":"${HOLE}"}}]}`,
  }),
  channel(
    'AWS::Oam::Link',
    'SinkIdentifier',
    'outward',
    'arn:aws:oam:eu-west-1:{account}:sink/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b',
    { ResourceTypes: ['AWS::CloudWatch::Metric'], SinkIdentifier: HOLE },
  ),
  channel('AWS::CloudTrail::Trail', 'S3BucketName', 'outward', '{bucket}', { IsLogging: true, S3BucketName: HOLE }),
  channel('AWS::CloudTrail::Trail', 'SnsTopicName', 'outward', TOPIC, {
    IsLogging: true,
    S3BucketName: OWN_BUCKET,
    SnsTopicName: HOLE,
  }),
  channel(
    'AWS::CloudTrail::Trail',
    'CloudWatchLogsLogGroupArn',
    'outward',
    'arn:aws:logs:eu-west-1:{account}:log-group:/trail:*',
    { IsLogging: true, S3BucketName: OWN_BUCKET, CloudWatchLogsRoleArn: OWN_ROLE, CloudWatchLogsLogGroupArn: HOLE },
  ),
  channel('AWS::CloudTrail::Trail', 'KMSKeyId', 'either', KEY, {
    IsLogging: true,
    S3BucketName: OWN_BUCKET,
    KMSKeyId: HOLE,
  }),
  channel('AWS::Synthetics::Canary', 'ArtifactS3Location', 'outward', 's3://{bucket}/canary', {
    Name: 'added-{env}',
    RuntimeVersion: 'syn-nodejs-puppeteer-9.1',
    ExecutionRoleArn: OWN_ROLE,
    Schedule: { Expression: 'rate(5 minutes)' },
    ArtifactS3Location: HOLE,
    Code: { Handler: 'index.handler', S3Bucket: OWN_BUCKET, S3Key: 'canary.zip' },
  }),
  channel('AWS::RUM::AppMonitor', 'MetricDestinations', 'outward', ROLE, {
    Name: 'added-{env}',
    Domain: '{site}',
    AppMonitorConfiguration: { MetricDestinations: [{ Destination: 'CloudWatch', IamRoleArn: HOLE }] },
  }),
  channel('AWS::Config::DeliveryChannel', 'S3BucketName', 'outward', '{bucket}', { S3BucketName: HOLE }),
  channel('AWS::Config::DeliveryChannel', 'SnsTopicARN', 'outward', TOPIC, {
    S3BucketName: OWN_BUCKET,
    SnsTopicARN: HOLE,
  }),
  channel('AWS::Config::ConfigurationAggregator', 'AccountIds', 'either', '{account}', {
    AccountAggregationSources: [{ AccountIds: [HOLE], AllAwsRegions: true }],
  }),
  channel('AWS::Config::AggregationAuthorization', 'AuthorizedAccountId', 'outward', '{account}', {
    AuthorizedAccountId: HOLE,
    AuthorizedAwsRegion: 'eu-west-1',
  }),
  channel('AWS::GuardDuty::PublishingDestination', 'DestinationArn', 'outward', BUCKET, {
    DetectorId: 'd{own}',
    DestinationType: 'S3',
    DestinationProperties: { DestinationArn: HOLE, KmsKeyArn: KEY.replace('{account}', '{own}') },
  }),
  channel('AWS::GuardDuty::Member', 'MemberId', 'either', '{account}', {
    DetectorId: 'd{own}',
    Email: 'security@{site}',
    MemberId: HOLE,
  }),
  channel('AWS::GuardDuty::Master', 'MasterId', 'outward', '{account}', { DetectorId: 'd{own}', MasterId: HOLE }),
  withoutTwin(
    channel('AWS::SecurityHub::DelegatedAdmin', 'AdminAccountId', 'outward', '{account}', { AdminAccountId: HOLE }),
  ),
  channel('AWS::Detective::MemberInvitation', 'MemberId', 'either', '{account}', {
    GraphArn: 'arn:aws:detective:eu-west-1:{own}:graph:6a2d0b1e5f4c4a3f9a551c2d3e4f5a6b',
    MemberEmailAddress: 'security@{site}',
    MemberId: HOLE,
  }),
];
