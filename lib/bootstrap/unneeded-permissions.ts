/** An action that a schema lists and that the execution role does not have, with the reason. */
interface Unneeded {
  readonly actions: RegExp;
  readonly because: string;
}

/** The first that fits counts. */
const UNNEEDED: readonly Unneeded[] = [
  {
    actions: /^(amplify|apprunner|appsync|bedrock-agentcore|cognito-idp|elasticloadbalancing):/,
    because: 'the firewall stands before API Gateway only',
  },
  { actions: /^(ec2|elasticfilesystem|s3files):/, because: 'no function is in a VPC or mounts a file system' },
  { actions: /^codedeploy:/, because: 'no alias is moved by CodeDeploy' },
  { actions: /^(firehose|kinesis|s3tables):/, because: 'nothing is delivered to such a destination' },
  { actions: /^(organizations:|iam:DescribeOrganization$|payments:)/, because: 'an account knows no other one' },
  { actions: /^s3:(REST\.PUT\.OBJECT|GetObjectMetadata)$/, because: 'no such action exists' },
  { actions: /^apigateway:UpdateRestApiPolicy$/, because: 'the API is public and has no policy of its own' },
  {
    actions: /^wafv2:(Get|Put)PermissionPolicy$/,
    because: 'for sharing rule groups with other accounts',
  },
  {
    actions: /^dynamodb:(BatchWriteItem|DeleteItem|GetItem|PutItem|Query|Scan|UpdateItem|DescribeImport|ImportTable)$/,
    because: 'a deployment reads and writes no items',
  },
  {
    actions: /^dynamodb:(.*TableReplica|(Enable|Disable|Update)KinesisStreamingDestination)$/,
    because: 'tables have no copy elsewhere',
  },
  { actions: /^s3:ListBucket$/, because: 'for importing tables' },
  { actions: /^logs:(CreateLogStream|DescribeLogStreams|PutLogEvents)$/, because: 'for importing tables' },
  {
    actions: /^secretsmanager:(GetSecretValue|GetRandomPassword)$/,
    because: 'no value passes through CloudFormation',
  },
  {
    actions: /^secretsmanager:(ReplicateSecretToRegions|RemoveRegionsFromReplication)$/,
    because: 'secrets stay in their region',
  },
  { actions: /^iam:(Attach|Detach)RolePolicy$/, because: "stacks' roles hold policies of their own only" },
  { actions: /^iam:DeleteRolePermissionsBoundary$/, because: 'no role is ever without its boundary' },
  { actions: /^iam:CreateServiceLinkedRole$/, because: 'for replicas and trails of an organisation' },
  {
    actions: /^(dynamodb:DeleteTable|s3:Delete(Bucket.*|Object)|secretsmanager:DeleteSecret|logs:DeleteLogGroup)$/,
    because: 'what holds data outlives its stack',
  },
  {
    actions: /^kms:(DisableKey|DisableKeyRotation|ScheduleKeyDeletion)$/,
    because: 'ending a key ends all that it encrypts',
  },
  { actions: /^cloudtrail:(DeleteTrail|StopLogging)$/, because: 'the trail is never interrupted' },
  {
    actions: /^(secretsmanager:DeleteResourcePolicy|dynamodb:DeleteResourcePolicy|logs:DisassociateKmsKey)$/,
    because: 'a seal is replaced, never taken off',
  },
  {
    actions: /^logs:(CreateLogDelivery|PutResourcePolicy|DeleteResourcePolicy|PutBearerTokenAuthentication)$/,
    because: 'log groups have no policies and are delivered nowhere',
  },
  {
    actions:
      /^s3:(Put|Delete|Create|Update).*(Abac|Accelerate|Acl|Analytics|CORS|Cors|IntelligentTiering|Inventory|Metadata|Metrics|Notification|Replication|Website)/,
    because: 'buckets are plain: no copies, notices, websites or access lists',
  },
  {
    actions:
      /^lambda:(GetCodeSigningConfig|.*FunctionCodeSigningConfig|PassCapacityProvider|GetLayerVersion|AssociateRuntimeAlias)$/,
    because: 'functions have no layers, signing profiles or capacity providers',
  },
];

/** Why the execution role goes without an action, or undefined when it has it. */
export function whyUnneeded(action: string): string | undefined {
  return UNNEEDED.find(({ actions }) => actions.test(action))?.because;
}
