/**
 * Actions that send data to another account, or give another account access: destinations, shares, grants, subscriptions,
 * peering, policies on resources. No code that runs and no person needs one of them; the stacks' own settings are made by CloudFormation.
 * Reading such a setting is left alone.
 */
export const CROSS_ACCOUNT_ACTIONS: readonly string[] = [
  'dynamodb:CreateGlobalTable',
  'dynamodb:CreateTableReplica',
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:EnableKinesisStreamingDestination',
  'dynamodb:ExportTableToPointInTime',
  'dynamodb:PutResourcePolicy',
  'dynamodb:UpdateGlobalTable*',
  'ec2:*VpcPeeringConnection',
  'ec2:CreateTransitGateway*',
  'ec2:CreateVpcEndpoint*',
  'ec2:ModifyImageAttribute',
  'ec2:ModifySnapshotAttribute',
  'events:CreateApiDestination',
  'events:CreateConnection',
  'events:CreateEndpoint',
  'events:PutPermission',
  'events:PutRule',
  'events:PutTargets',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  'kms:ReplicateKey',
  'lambda:AddLayerVersionPermission',
  'lambda:AddPermission',
  'lambda:*FunctionUrlConfig',
  'lambda:CreateEventSourceMapping',
  'lambda:PutFunctionEventInvokeConfig',
  'lambda:UpdateEventSourceMapping',
  'lambda:UpdateFunction*',
  'logs:CreateDelivery',
  'logs:CreateExportTask',
  'logs:PutAccountPolicy',
  'logs:PutDelivery*',
  'logs:PutDestination*',
  'logs:PutResourcePolicy',
  'logs:PutSubscriptionFilter',
  's3:CreateAccessPoint*',
  's3:PutAccessPoint*',
  's3:PutBucketAcl',
  's3:PutBucketLogging',
  's3:PutBucketNotification',
  's3:PutBucketPolicy',
  's3:PutInventoryConfiguration',
  's3:PutObject*Acl',
  's3:PutReplicationConfiguration',
  's3:Replicate*',
  'secretsmanager:ReplicateSecretToRegions',
  'sns:AddPermission',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
  'sqs:AddPermission',
  'sqs:SetQueueAttributes',
];

/** Services that join accounts, and none of which belongs into one that is to stay alone. */
export const ACCOUNT_SERVICES: readonly string[] = [
  'account:*',
  'organizations:*',
  'ram:*',
  'sso:*',
  'identitystore:*',
];

/** What only reads is left to those who may read. */
export const TRAIL_CHANGES: readonly string[] = [
  'cloudtrail:AddTags',
  'cloudtrail:Create*',
  'cloudtrail:Delete*',
  'cloudtrail:Deregister*',
  'cloudtrail:Put*',
  'cloudtrail:Register*',
  'cloudtrail:RemoveTags',
  'cloudtrail:Stop*',
  'cloudtrail:Update*',
];

/** Ways to take on another role or session. */
export const OTHER_SESSIONS: readonly string[] = ['sts:Assume*', 'sts:GetFederationToken', 'sts:GetSessionToken'];

/** What belongs to AWS and is used from every account. Source: aws-samples/data-perimeter-policy-examples. */
export function ownedByAws(partition: string): readonly string[] {
  return [
    `arn:${partition}:iam::aws:policy/*`,
    `arn:${partition}:ssm:*::parameter/*`,
    `arn:${partition}:ssm:*::document/*`,
    `arn:${partition}:ssm:*::automation-definition/*`,
    `arn:${partition}:cloudformation:*:aws:transform/*`,
  ];
}
