import type { SideInput } from '../lib/isolation/model/side-input';
import type { JsonObject } from '../lib/isolation/template/json';

/** Resources of one part of the app: `partOf(0)` and so on, all alike and none the same. */
const PART_SIZE = 10;

/** An app of as many resources as wanted, sealed, with the kinds that an audit spends its time on. */
export function auditedApp(name: 'sandbox' | 'live', resources: number): SideInput {
  const account = name === 'sandbox' ? '111111111111' : '222222222222';
  const parts = Array.from({ length: Math.ceil(resources / PART_SIZE) }, (_, index) => partOf(name, index));
  return {
    account,
    region: 'eu-west-1',
    stacks: parts.map((Resources, index) => ({ name: `app-${name}-${index}`, template: { Resources } })),
  };
}

function partOf(name: string, index: number): JsonObject {
  const own = { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } };
  const policy = (...Statement: JsonObject[]) => ({ Version: '2012-10-17', Statement });
  const foreign = {
    Effect: 'Deny',
    Principal: '*',
    Action: '*',
    Resource: '*',
    Condition: {
      StringNotEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } },
      Null: { 'aws:SourceAccount': 'true' },
    },
  };
  const let_ = (service: string, action: string) => ({
    Effect: 'Allow',
    Principal: { Service: `${service}.amazonaws.com` },
    Action: action,
    Resource: '*',
    Condition: { StringEquals: own },
  });
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  return {
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: policy(
          {
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':root']] } },
            Action: 'kms:*',
            Resource: '*',
          },
          foreign,
        ),
      },
    },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: `app-${name}-${index}-files` } },
    BucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: policy(let_('logging.s3', 's3:PutObject'), foreign) },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: arn('Key'), MessageRetentionPeriod: 345_600 } },
    QueuePolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: policy(let_('sns', 'sqs:SendMessage'), foreign) },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: policy({
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
        Policies: [
          {
            PolicyName: 'own',
            PolicyDocument: policy({
              Effect: 'Allow',
              Action: ['sqs:SendMessage', 's3:GetObject'],
              Resource: [arn('Queue'), { 'Fn::Join': ['/', [arn('Bucket'), '*']] }],
            }),
          },
        ],
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Role: arn('Role'),
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile: 'exports.handler = async () => 1;' },
        Environment: { Variables: { QUEUE: { Ref: 'Queue' }, BUCKET: { Ref: 'Bucket' } } },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Function' },
        Principal: 'sns.amazonaws.com',
        SourceArn: { Ref: 'Topic' },
      },
    },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: arn('Key') } },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmActions: [{ Ref: 'Topic' }],
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
        MetricName: 'Errors',
        Namespace: 'AWS/Lambda',
        Period: 60,
        Statistic: 'Sum',
        Threshold: 1,
      },
    },
  } as unknown as JsonObject;
}
