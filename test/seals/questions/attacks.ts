import { type Try, tries } from '../question';
import type { Side } from '../sides';

/** Sends what is kept here elsewhere, or lets a principal from elsewhere in: one call for each way that AWS has. */
export const OPENS_A_CHANNEL: readonly string[] = [
  'dynamodb:CreateGlobalTable',
  'dynamodb:CreateTableReplica',
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:EnableKinesisStreamingDestination',
  'dynamodb:ExportTableToPointInTime',
  'dynamodb:PutResourcePolicy',
  'dynamodb:UpdateGlobalTable',
  'ec2:AcceptVpcPeeringConnection',
  'ec2:CreateTransitGatewayVpcAttachment',
  'ec2:CreateVpcEndpointServiceConfiguration',
  'ec2:CreateVpcPeeringConnection',
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
  'lambda:CreateEventSourceMapping',
  'lambda:CreateFunctionUrlConfig',
  'lambda:PutFunctionEventInvokeConfig',
  'lambda:UpdateEventSourceMapping',
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
  'lambda:UpdateFunctionUrlConfig',
  'logs:CreateDelivery',
  'logs:CreateExportTask',
  'logs:PutAccountPolicy',
  'logs:PutDeliveryDestination',
  'logs:PutDestination',
  'logs:PutDestinationPolicy',
  'logs:PutResourcePolicy',
  'logs:PutSubscriptionFilter',
  's3:CreateAccessPoint',
  's3:PutAccessPointPolicy',
  's3:PutBucketAcl',
  's3:PutBucketLogging',
  's3:PutBucketNotification',
  's3:PutBucketPolicy',
  's3:PutInventoryConfiguration',
  's3:PutObjectAcl',
  's3:PutObjectVersionAcl',
  's3:PutReplicationConfiguration',
  's3:ReplicateObject',
  'secretsmanager:ReplicateSecretToRegions',
  'sns:AddPermission',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
  'sqs:AddPermission',
  'sqs:SetQueueAttributes',
];

/** Joins accounts, or takes this one out of its organisation. */
export const JOINS_ACCOUNTS: readonly string[] = [
  'account:EnableRegion',
  'identitystore:CreateUser',
  'organizations:LeaveOrganization',
  'ram:AcceptResourceShareInvitation',
  'ram:CreateResourceShare',
  'sso:CreateAccountAssignment',
];

/** Makes the record of what happens blind, or less than whole. */
export const BLINDS_THE_TRAIL: readonly string[] = [
  'cloudtrail:AddTags',
  'cloudtrail:CreateTrail',
  'cloudtrail:DeleteTrail',
  'cloudtrail:DeregisterOrganizationDelegatedAdmin',
  'cloudtrail:PutEventSelectors',
  'cloudtrail:RegisterOrganizationDelegatedAdmin',
  'cloudtrail:RemoveTags',
  'cloudtrail:StopLogging',
  'cloudtrail:UpdateTrail',
];

/** Changes who may do what. */
export const CHANGES_IAM: readonly string[] = [
  'AddUserToGroup',
  'AttachRolePolicy',
  'ChangePassword',
  'CreateAccessKey',
  'CreatePolicyVersion',
  'CreateRole',
  'DeactivateMFADevice',
  'DeleteRolePermissionsBoundary',
  'DetachRolePolicy',
  'EnableMFADevice',
  'PutRolePolicy',
  'RemoveRoleFromInstanceProfile',
  'ResetServiceSpecificCredential',
  'ResyncMFADevice',
  'SetDefaultPolicyVersion',
  'TagRole',
  'UntagRole',
  'UpdateAssumeRolePolicy',
  'UploadSSHPublicKey',
].map((verb) => `iam:${verb}`);

/** Becomes another principal. */
export const BECOMES_ANOTHER: readonly string[] = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithWebIdentity',
  'sts:GetFederationToken',
  'sts:GetSessionToken',
];

export function rewritesLedger({ names }: Side, verbs: readonly string[]): Try[] {
  return tries(
    verbs.map((verb) => `dynamodb:${verb}`),
    names.arn('dynamodb', `table/${names.prefix}-ledger`),
  );
}
