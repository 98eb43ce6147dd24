import { HOLE } from '../../edits/fragments';
import { arn, BUCKET, OBJECTS, of, type PolicyPlace, place, QUEUE, ref, TOPIC } from './policy-place';

/** Types that most apps use. */
export const CORE_PLACES: readonly PolicyPlace[] = [
  place(
    'AWS::SQS::QueuePolicy',
    'either',
    ['sqs:SendMessage', 'sqs:ReceiveMessage'],
    { Queues: [ref('AddedQueue')], PolicyDocument: HOLE },
    { resource: arn('AddedQueue'), service: 'sns.amazonaws.com', beside: QUEUE },
  ),
  place(
    'AWS::SNS::TopicPolicy',
    'either',
    'sns:Publish',
    { Topics: [ref('AddedTopic')], PolicyDocument: HOLE },
    { resource: ref('AddedTopic'), service: 's3.amazonaws.com', beside: TOPIC },
  ),
  place(
    'AWS::S3::BucketPolicy',
    'either',
    ['s3:GetObject', 's3:PutObject'],
    { Bucket: ref('AddedBucket'), PolicyDocument: HOLE },
    { resource: OBJECTS, service: 'cloudtrail.amazonaws.com', beside: BUCKET },
  ),
  place(
    'AWS::KMS::Key',
    'either',
    ['kms:Decrypt', 'kms:CreateGrant'],
    { KeyPolicy: HOLE },
    { service: 'sns.amazonaws.com' },
  ),
  place(
    'AWS::SecretsManager::ResourcePolicy',
    'either',
    'secretsmanager:GetSecretValue',
    { SecretId: ref('AddedSecret'), BlockPublicPolicy: false, ResourcePolicy: HOLE },
    { beside: { AddedSecret: of('AWS::SecretsManager::Secret', { GenerateSecretString: {} }) } },
  ),
  place('AWS::DynamoDB::Table', 'object', ['dynamodb:GetItem', 'dynamodb:PutItem'], {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ResourcePolicy: { PolicyDocument: HOLE },
  }),
];
