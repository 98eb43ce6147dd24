import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { OTHER, OWN, ruleTable, THIRD } from './rule-table';
import { OTHER_SIDE, seen, withParameters } from './written';

const stream = (account: string) => `arn:aws:kinesis:eu-west-1:${account}:stream/logs`;
const filter = (DestinationArn: unknown) =>
  seen('AWS::Logs::SubscriptionFilter', { LogGroupName: 'g', FilterPattern: '', DestinationArn });
const trail = (S3BucketName: unknown) => seen('AWS::CloudTrail::Trail', { IsLogging: true, S3BucketName });

const lens = (AccountId: string) =>
  seen('AWS::S3::StorageLens', {
    StorageLensConfiguration: {
      Id: 'l',
      DataExport: { S3BucketDestination: { AccountId, Arn: 'arn:aws:s3:::some-lens', Format: 'CSV' } },
    },
  });

ruleTable(ADDRESS_RULES['log-destinations'], {
  other: OTHER_SIDE,
  mustCatch: {
    'a subscription filter': filter(`arn:aws:logs:eu-west-1:${OTHER}:destination:all`),
    'a destination': seen('AWS::Logs::Destination', { DestinationName: 'd', RoleArn: 'r', TargetArn: stream(OTHER) }),
    'a delivery destination': seen('AWS::Logs::DeliveryDestination', {
      Name: 'd',
      DestinationResourceArn: 'arn:aws:s3:::live-reports',
    }),
    'an account policy': seen('AWS::Logs::AccountPolicy', {
      PolicyName: 'p',
      PolicyType: 'SUBSCRIPTION_FILTER_POLICY',
      PolicyDocument: `{"DestinationArn":"${stream(OTHER)}","FilterPattern":""}`,
    }),
    'a metric stream': seen('AWS::CloudWatch::MetricStream', {
      FirehoseArn: `arn:aws:firehose:eu-west-1:${OTHER}:deliverystream/m`,
      RoleArn: 'r',
      OutputFormat: 'json',
    }),
    'a link to a sink': seen('AWS::Oam::Link', {
      ResourceTypes: ['AWS::CloudWatch::Metric'],
      SinkIdentifier: `arn:aws:oam:eu-west-1:${OTHER}:sink/1`,
    }),
    'a trail': trail('live-reports'),
    'a report to the other account': lens(OTHER),
    'a flow log': seen('AWS::EC2::FlowLog', {
      ResourceId: 'vpc-1',
      ResourceType: 'VPC',
      LogDestination: 'arn:aws:s3:::live-reports/flow',
    }),
    'a dashboard by account': seen('AWS::CloudWatch::Dashboard', {
      DashboardBody: `{"widgets":[{"type":"metric","properties":{"metrics":[["A","b"]],"accountId":"${OTHER}"}}]}`,
    }),
    'a metric of the account': seen('AWS::CloudWatch::Alarm', {
      Metrics: [{ Id: 'm', AccountId: OTHER, MetricStat: { Metric: { MetricName: 'x' }, Period: 60, Stat: 'Sum' } }],
    }),
    'an alarm action': seen('AWS::CloudWatch::Alarm', { AlarmActions: [`arn:aws:sns:eu-west-1:${OTHER}:alarms`] }),
    'an aggregator': seen('AWS::Config::ConfigurationAggregator', {
      AccountAggregationSources: [{ AccountIds: [OTHER] }],
    }),
    'a delivery channel': seen('AWS::Config::DeliveryChannel', { S3BucketName: 'live-reports' }),
    'a delivery stream': seen('AWS::KinesisFirehose::DeliveryStream', {
      S3DestinationConfiguration: { BucketARN: 'arn:aws:s3:::live-reports', RoleARN: 'r' },
    }),
    'a canary': seen('AWS::Synthetics::Canary', { ArtifactS3Location: 's3://live-reports/canary' }),
    'access logs of a stage': seen('AWS::ApiGateway::Stage', {
      AccessLogSetting: { DestinationArn: `arn:aws:firehose:eu-west-1:${OTHER}:deliverystream/amazon-apigateway-x` },
    }),
    'access logs of a bucket': seen('AWS::S3::Bucket', {
      LoggingConfiguration: { DestinationBucketName: 'live-reports' },
    }),
    'an inventory': seen('AWS::S3::Bucket', {
      InventoryConfigurations: [{ Id: 'i', Destination: { BucketArn: 'arn:aws:s3:::live-reports', Format: 'CSV' } }],
    }),
    'access logs of a balancer': seen('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: [{ Key: 'access_logs.s3.bucket', Value: 'live-reports' }],
    }),
  } as never,
  mustPass: {
    'an own stream': filter({ 'Fn::Sub': 'arn:aws:kinesis:eu-west-1:${AWS::AccountId}:stream/logs' }),
    'a stream of an archive account': filter(stream(THIRD)),
    'an own trail': trail({ 'Fn::Sub': 'trail-${AWS::AccountId}' }),
    'a report to an own bucket, said': lens(OWN),
    'an own metric': seen('AWS::CloudWatch::Alarm', { Metrics: [{ Id: 'm', AccountId: OWN }], Dimensions: [] }),
  } as never,
  undecided: {
    'a bucket of nobody knows whom': trail('some-trail'),
    'a parameter': withParameters(filter({ Ref: 'Any' }), { Any: { Type: 'String' } }),
  } as never,
});
