import type { JsonObject } from '../../../lib/isolation/template/json';
import type { Case } from '../edits/case';
import { addFragment } from '../edits/fragments';
import { of, ref } from './channels/channel';

const PERMISSIONS_OF_LAMBDA = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const FUNCTION: JsonObject = {
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Role: 'arn:aws:iam::{own}:role/added-{env}',
  Code: { S3Bucket: '{store}', S3Key: 'code.zip' },
};
const variable = (SETTING: string) => ({
  AddedFunction: of('AWS::Lambda::Function', { ...FUNCTION, Environment: { Variables: { SETTING } } }),
});
const trusted = (issuer: string, sub: string) => ({
  AddedRole: of('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: `arn:aws:iam::{own}:oidc-provider/${issuer}` },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringEquals: { [`${issuer}:aud`]: 'aws' }, StringLike: { [`${issuer}:sub`]: sub } },
        },
      ],
    },
  }),
});
const may = (Action: string, Condition: JsonObject) => ({
  AddedRole: of('AWS::IAM::Role', {
    AssumeRolePolicyDocument: PERMISSIONS_OF_LAMBDA,
    Policies: [
      {
        PolicyName: 'added',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action, Resource: '*', Condition }],
        },
      },
    ],
  }),
});
const bucketPolicy = (statement: JsonObject) => ({
  AddedPolicy: of('AWS::S3::BucketPolicy', {
    Bucket: ref('AddedBucket'),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 's3:PutObject', Resource: { 'Fn::Sub': '${AddedBucket.Arn}/*' }, ...statement },
      ],
    },
  }),
  AddedBucket: of('AWS::S3::Bucket'),
});

/** Looks like a way out and is none. */
const HARMLESS: Readonly<Record<string, Readonly<Record<string, JsonObject>>>> = {
  'uuid-in-a-variable': variable('0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f1'),
  'commit-in-a-variable': variable('5a1f0c9e8d7b6a4f3e2d1c0b9a8f7e6d5c4b3a29'),
  'client-id-in-a-variable': variable('3n4b5urk1ft4fl3mg5e62d9ado'),
  'generated-name-in-a-variable': variable('KinesisFirehoseaddeddestinationfirehose623CCD9C'),
  'name-in-camel-case-in-a-variable': variable('AmazonSecurityLakeMetaStoreManagerV2'),
  'configuration-in-base64-in-a-variable': variable(Buffer.from('{"level":"info","retries":3}').toString('base64')),
  'stand-in-in-a-variable': variable('<your-api-key-goes-here-1234567890>'),
  'header-made-by-code': {
    AddedFunction: of('AWS::Lambda::Function', {
      ...FUNCTION,
      Code: { ZipFile: 'exports.handler = () => ({ authorization: "Bearer " + process.env.ACCESS_TOKEN_1 })' },
    }),
  },
  'name-of-a-variable': {
    AddedProject: of('AWS::CodeBuild::Project', {
      ServiceRole: 'arn:aws:iam::{own}:role/added-{env}',
      Artifacts: { Type: 'NO_ARTIFACTS' },
      Source: { Type: 'NO_SOURCE', BuildSpec: 'version: 0.2' },
      Environment: {
        Type: 'LINUX_CONTAINER',
        ComputeType: 'BUILD_GENERAL1_SMALL',
        Image: 'aws/codebuild/standard:7.0',
        EnvironmentVariables: [{ Name: 'S3_BUCKET_KMS_KEY_ARN', Value: 'x' }],
      },
    }),
  },
  'step-of-a-pipeline': trusted(
    'api.bitbucket.org/2.0/workspaces/added/pipelines-config/identity/oidc',
    '{0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f1}:{9a8b7c6d-5e4f-4031-9223-{own}}:*',
  ),
  'who-started-a-pipeline': trusted('oidc.circleci.com/org/added', 'org/added/project/added-{env}/user/*'),
  'own-access-point-of-files': may('elasticfilesystem:ClientMount', {
    StringEquals: {
      'elasticfilesystem:AccessPointArn':
        'arn:aws:elasticfilesystem:eu-west-1:{own}:access-point/fsap-0a1b2c3d4e5f60718',
    },
  }),
  'own-access-points-of-buckets': may('s3:GetObject', {
    ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:{own}:accesspoint/*' },
  }),
  'time-that-is-over': may('sqs:SendMessage', { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
  'function-behind-a-balancer': {
    AddedPermission: of('AWS::Lambda::Permission', {
      FunctionName: ref('AddedFunction'),
      Action: 'lambda:InvokeFunction',
      Principal: 'elasticloadbalancing.amazonaws.com',
    }),
    AddedFunction: of('AWS::Lambda::Function', FUNCTION),
  },
  'record-in-an-own-private-zone': {
    AddedRecord: of('AWS::Route53::RecordSet', {
      HostedZoneId: ref('AddedZone'),
      Name: 'intake.vendor.test',
      Type: 'A',
      TTL: '60',
      ResourceRecords: ['10.96.0.7'],
    }),
    AddedZone: of('AWS::Route53::HostedZone', {
      Name: 'vendor.test',
      VPCs: [{ VPCId: ref('AddedVpc'), VPCRegion: 'eu-west-1' }],
    }),
    AddedVpc: of('AWS::EC2::VPC', { CidrBlock: '10.96.0.0/16' }),
  },
  'intake-of-every-customer': {
    AddedDestination: of('AWS::Events::ApiDestination', {
      ConnectionArn: 'arn:aws:events:eu-west-1:{own}:connection/added-{env}/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f1',
      HttpMethod: 'POST',
      InvocationEndpoint: 'https://http-intake.logs.datadoghq.eu/api/v2/logs',
    }),
  },
  'bucket-for-tables': { AddedTables: of('AWS::S3Tables::TableBucket', { TableBucketName: 'added-tables-{env}' }) },
  'metadata-of-the-first-cdk': { AddedMetadata: of('AWS::CDK::Metadata', { Modules: 'aws-cdk=1.60.0' }) },
  'layer-of-aws': {
    AddedFunction: of('AWS::Lambda::Function', {
      ...FUNCTION,
      Layers: ['arn:aws:lambda:eu-west-1:094274105915:layer:AWSLambdaPowertoolsTypeScriptV2:41'],
    }),
  },
  'layer-of-aws-insights': {
    AddedFunction: of('AWS::Lambda::Function', {
      ...FUNCTION,
      Layers: [{ 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:580247275435:layer:LambdaInsightsExtension:53' }],
    }),
  },
  'image-of-aws': {
    AddedTask: of('AWS::ECS::TaskDefinition', {
      Family: 'added-{env}',
      ContainerDefinitions: [
        { Name: 'agent', Image: 'public.ecr.aws/aws-observability/aws-otel-collector:latest', Memory: 256 },
      ],
    }),
  },
  'managed-policy-of-aws': {
    AddedRole: of('AWS::IAM::Role', {
      AssumeRolePolicyDocument: PERMISSIONS_OF_LAMBDA,
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'],
    }),
  },
  'load-balancer-logs': bucketPolicy({
    Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': '{own}' } },
  }),
  'flow-logs': bucketPolicy({
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Condition: {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:*' } },
    },
  }),
  'order-number-in-a-description': {
    AddedAlarm: of('AWS::CloudWatch::Alarm', {
      AlarmDescription: 'Order 123456789012 and customer 987654321098 were the first to see this',
      Namespace: 'AWS/SQS',
      MetricName: 'NumberOfMessagesSent',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    }),
  },
  'order-number-in-a-tag': {
    AddedTopic: of('AWS::SNS::Topic', { Tags: [{ Key: 'purchase-order', Value: '480019227731' }] }),
  },
  'time-in-milliseconds': {
    AddedSetting: of('AWS::SSM::Parameter', { Name: '/added/{env}/since', Type: 'String', Value: '1767225600000' }),
  },
  'digits-around-no-account': {
    AddedSetting: of('AWS::SSM::Parameter', {
      Name: '/added/{env}/checksum',
      Type: 'String',
      Value: '9922222222222299-0011111111111100',
    }),
  },
  'public-host': {
    AddedFunction: of('AWS::Lambda::Function', {
      ...FUNCTION,
      Environment: { Variables: { RATES: 'https://api.frankfurter.dev/v1/latest' } },
    }),
  },
  'word-of-the-other-environment': {
    AddedFunction: of('AWS::Lambda::Function', {
      ...FUNCTION,
      Description: 'Keeps the sandbox of templates and the live preview in step',
    }),
  },
  'denial-of-foreigners': {
    AddedTopic: of('AWS::SNS::Topic'),
    AddedPolicy: of('AWS::SNS::TopicPolicy', {
      Topics: [ref('AddedTopic')],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: ref('AddedTopic'),
            Condition: { StringNotEquals: { 'aws:PrincipalAccount': '{own}' } },
          },
        ],
      },
    }),
  },
  'tls-only': {
    AddedQueue: of('AWS::SQS::Queue'),
    AddedPolicy: of('AWS::SQS::QueuePolicy', {
      Queues: [ref('AddedQueue')],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sqs:*',
            Resource: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    }),
  },
  'grant-to-an-own-role': {
    AddedRole: of('AWS::IAM::Role', { AssumeRolePolicyDocument: PERMISSIONS_OF_LAMBDA }),
    AddedQueue: of('AWS::SQS::Queue'),
    AddedPolicy: of('AWS::SQS::QueuePolicy', {
      Queues: [ref('AddedQueue')],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::GetAtt': ['AddedRole', 'Arn'] } },
            Action: 'sqs:SendMessage',
            Resource: { 'Fn::GetAtt': ['AddedQueue', 'Arn'] },
          },
        ],
      },
    }),
  },
  'distribution-reads-its-bucket': {
    AddedCdn: of('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Enabled: true,
        Origins: [
          { Id: 'site', DomainName: { 'Fn::GetAtt': ['AddedBucket', 'RegionalDomainName'] }, S3OriginConfig: {} },
        ],
        DefaultCacheBehavior: {
          TargetOriginId: 'site',
          ViewerProtocolPolicy: 'https-only',
          CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
        },
      },
    }),
    ...bucketPolicy({
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: {
        StringEquals: {
          'aws:SourceArn': { 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${AddedCdn}' },
        },
      },
    }),
  },
  'subscription-by-mail': {
    AddedTopic: of('AWS::SNS::Topic', { Subscription: [{ Protocol: 'email', Endpoint: 'on-call-{env}@{site}' }] }),
  },
  'topic-to-queue': {
    AddedTopic: of('AWS::SNS::Topic'),
    AddedQueue: of('AWS::SQS::Queue'),
    AddedSubscription: of('AWS::SNS::Subscription', {
      TopicArn: ref('AddedTopic'),
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['AddedQueue', 'Arn'] },
    }),
    AddedPolicy: of('AWS::SQS::QueuePolicy', {
      Queues: [ref('AddedQueue')],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: { 'Fn::GetAtt': ['AddedQueue', 'Arn'] },
            Condition: { ArnEquals: { 'aws:SourceArn': ref('AddedTopic') } },
          },
        ],
      },
    }),
  },
  'peering-of-own-networks': {
    AddedVpc: of('AWS::EC2::VPC', { CidrBlock: '10.98.0.0/16' }),
    AddedOtherVpc: of('AWS::EC2::VPC', { CidrBlock: '10.97.0.0/16' }),
    AddedPeering: of('AWS::EC2::VPCPeeringConnection', { VpcId: ref('AddedVpc'), PeerVpcId: ref('AddedOtherVpc') }),
  },
  'replication-to-another-region': {
    AddedSecret: of('AWS::SecretsManager::Secret', {
      GenerateSecretString: {},
      ReplicaRegions: [{ Region: 'eu-central-1' }],
    }),
  },
  'retention-of-logs': {
    AddedLogGroup: of('AWS::Logs::LogGroup', { LogGroupName: '/added/{env}', RetentionInDays: 365 }),
  },
  'nothing-to-do-with-it': {
    AddedWait: of('AWS::CloudFormation::WaitConditionHandle'),
    AddedTable: of('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  },
};

/** Each on every app. */
export const harmlessCases = (apps: readonly string[]): Case[] =>
  apps.flatMap((app) =>
    Object.entries(HARMLESS).map(
      ([operator, fragment]): Case => ({
        group: 'harmless',
        operator,
        spelling: 'as-it-is',
        type: String(Object.values(fragment)[0]?.['Type']),
        app,
        flow: 'either',
        at: () => Object.keys(fragment),
        benign: (site) => {
          addFragment(site, fragment, null);
        },
      }),
    ),
  );
