/** What CloudFormation does with a resource. Its schema lists the actions of each by itself. */
export type Handler = 'create' | 'read' | 'update' | 'delete' | 'list';

/** An action that a resource type's schema lists for a handler. */
export interface ListedPermission {
  readonly type: string;
  readonly handler: Handler;
  readonly action: string;
}

/** Actions that schemas list and that the execution role goes without, with the reason. It holds for these types only. */
export interface Unneeded {
  readonly types: readonly string[];
  readonly actions: RegExp;
  readonly because: string;
}

const BUCKET = ['AWS::S3::Bucket'];
const FUNCTION = ['AWS::Lambda::Function'];
const LOG_GROUP = ['AWS::Logs::LogGroup'];
const SECRET = ['AWS::SecretsManager::Secret'];
const TABLE = ['AWS::DynamoDB::Table'];
const TRAIL = ['AWS::CloudTrail::Trail'];
const WEB_ACL_ASSOCIATION = ['AWS::WAFv2::WebACLAssociation'];

/** No type has two that fit the same action. */
export const UNNEEDED: readonly Unneeded[] = [
  {
    types: WEB_ACL_ASSOCIATION,
    actions: /^(amplify|apprunner|appsync|bedrock-agentcore|cognito-idp|ec2|elasticloadbalancing):/,
    because: 'the firewall stands before API Gateway only',
  },
  {
    types: WEB_ACL_ASSOCIATION,
    actions: /^wafv2:(Get|Put)PermissionPolicy$/,
    because: 'for sharing rule groups with other accounts',
  },
  {
    types: ['AWS::WAFv2::WebACL'],
    actions: /^payments:GetConnectedAccount$/,
    because: 'for rules that ask bots to pay; none does',
  },
  {
    types: ['AWS::ApiGateway::RestApi'],
    actions: /^apigateway:UpdateRestApiPolicy$/,
    because: 'the API is public and has no policy of its own',
  },

  {
    types: FUNCTION,
    actions: /^(ec2|elasticfilesystem|s3files):/,
    because: 'no function is in a VPC or mounts a file system',
  },
  {
    types: FUNCTION,
    actions: /^lambda:(GetCodeSigningConfig|(Put|Delete)FunctionCodeSigningConfig)$/,
    because: 'functions have no signing profile; whether one has is read with GetFunctionCodeSigningConfig',
  },
  {
    types: FUNCTION,
    actions: /^lambda:(PassCapacityProvider|GetLayerVersion)$/,
    because: 'functions have no layers or capacity providers',
  },
  { types: ['AWS::Lambda::Alias'], actions: /^codedeploy:/, because: 'no alias is moved by CodeDeploy' },

  {
    types: TABLE,
    actions: /^dynamodb:(BatchWriteItem|DeleteItem|GetItem|PutItem|Query|Scan|UpdateItem)$/,
    because: 'for replicas; a deployment reads and writes no items',
  },
  {
    types: TABLE,
    actions:
      /^(dynamodb:(DescribeImport|ImportTable)|s3:(GetObjectMetadata|ListBucket)|logs:(.*LogStreams?|PutLogEvents))$/,
    because: 'for importing tables',
  },
  {
    types: TABLE,
    actions: /^(dynamodb:.*TableReplica|iam:CreateServiceLinkedRole)$/,
    because: 'tables have no copy elsewhere',
  },
  {
    types: TABLE,
    actions: /^(dynamodb:(Enable|Disable|Update)KinesisStreamingDestination|kinesis:.*)$/,
    because: 'tables are not streamed to Kinesis',
  },
  {
    types: TABLE,
    actions: /^dynamodb:DeleteResourcePolicy$/,
    because: 'a seal is replaced, never taken off',
  },
  { types: TABLE, actions: /^dynamodb:DeleteTable$/, because: 'what holds data outlives its stack' },

  {
    types: BUCKET,
    actions:
      /^s3:(DeleteBucket(Analytics|Metrics)Configuration|(Put|Delete)BucketReplication|DeleteBucket(Cors|Encryption|Lifecycle)|PutObjectLockConfiguration)$/,
    because: 'IAM knows no such action: S3 asks for the Put… of the same setting',
  },
  {
    types: BUCKET,
    actions:
      /^s3:(Create|Delete|Put|Update)Bucket(Abac|Acl|CORS|Metadata.*|Notification|Website)$|^s3:Put(Accelerate|Analytics|IntelligentTiering|Inventory|Metrics|Replication)Configuration$|^s3:PutObjectAcl$|^s3tables:/,
    because: 'buckets are plain: no copies, notices, reports, websites or access lists',
  },
  { types: BUCKET, actions: /^s3:Delete(Bucket|Object)$/, because: 'what holds data outlives its stack' },
  {
    types: ['AWS::S3::BucketPolicy'],
    actions: /^s3:DeleteBucketPolicy$/,
    because: 'a seal is replaced, never taken off',
  },

  {
    types: SECRET,
    actions: /^secretsmanager:Get(SecretValue|RandomPassword)$/,
    because:
      'no value passes through CloudFormation: templates generate none, and whoever deploys could send what the role reads into an output',
  },
  {
    types: SECRET,
    actions: /^secretsmanager:(ReplicateSecretToRegions|RemoveRegionsFromReplication)$/,
    because: 'secrets stay in their region',
  },
  { types: SECRET, actions: /^secretsmanager:DeleteSecret$/, because: 'what holds data outlives its stack' },
  {
    types: ['AWS::SecretsManager::ResourcePolicy'],
    actions: /^secretsmanager:DeleteResourcePolicy$/,
    because: 'a seal is replaced, never taken off',
  },

  { types: LOG_GROUP, actions: /^s3:REST\.PUT\.OBJECT$/, because: 'IAM knows no such action' },
  {
    types: LOG_GROUP,
    actions:
      /^(firehose:TagDeliveryStream|logs:(CreateLogDelivery|(Put|Delete)ResourcePolicy|PutBearerTokenAuthentication))$/,
    because: 'log groups have no policies, take no tokens and are delivered nowhere',
  },
  { types: LOG_GROUP, actions: /^logs:(Put|Delete)IndexPolicy$/, because: 'log groups have no field indexes' },
  { types: LOG_GROUP, actions: /^logs:DisassociateKmsKey$/, because: 'a seal is replaced, never taken off' },
  { types: LOG_GROUP, actions: /^logs:DeleteLogGroup$/, because: 'what holds data outlives its stack' },

  {
    types: ['AWS::IAM::Role'],
    actions: /^iam:(Attach|Detach)RolePolicy$/,
    because: "stacks' roles hold policies of their own only",
  },
  {
    types: ['AWS::IAM::Role'],
    actions: /^iam:DeleteRolePermissionsBoundary$/,
    because: 'no role is ever without its boundary',
  },
  {
    types: ['AWS::KMS::Key'],
    actions: /^kms:(DisableKey|DisableKeyRotation|ScheduleKeyDeletion)$/,
    because: 'ending a key ends all that it encrypts',
  },
  { types: TRAIL, actions: /^cloudtrail:(DeleteTrail|StopLogging)$/, because: 'the trail is never interrupted' },
  {
    types: TRAIL,
    actions: /^(organizations:.*|iam:CreateServiceLinkedRole)$/,
    because: 'for trails of an organisation; an account knows no other one',
  },
];

/** Why the execution role goes without an action for this handler of this type, or undefined when it needs it. */
export function whyUnneeded({ type, handler, action }: ListedPermission): string | undefined {
  if (handler === 'list') return 'no deployment lists: that serves ListResources and the IaC generator';
  return UNNEEDED.find(({ types, actions }) => types.includes(type) && actions.test(action))?.because;
}
