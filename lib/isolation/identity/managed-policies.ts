import type { ResolvedObject } from '../template/value';

/** What an AWS managed policy allows, as far as another account is concerned. */
export type ManagedGrant =
  | { readonly kind: 'within-account'; readonly why: string }
  /** Actions that it allows on `*`, or that it alone does not allow. */
  | { readonly kind: 'grants'; readonly actions: readonly string[]; readonly allBut?: true };

const READS = ['Get*', 'List*', 'Describe*', 'BatchGet*', 'Query', 'Scan'];

/** Services by the word that the names of policies have for them. Source: AWS managed policy reference guide. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  S3: ['s3'],
  S3Tables: ['s3tables'],
  SQS: ['sqs'],
  SNS: ['sns'],
  DynamoDB: ['dynamodb'],
  Lambda: ['lambda'],
  Kinesis: ['kinesis'],
  EventBridge: ['events'],
  CloudWatchEvents: ['events'],
  EC2ContainerRegistry: ['ecr'],
  ElasticContainerRegistryPublic: ['ecr-public'],
  SSM: ['ssm'],
  SES: ['ses'],
  Backup: ['backup'],
  GlueConsole: ['glue', 's3'],
  Athena: ['glue', 's3', 'lambda'],
  RDS: ['rds', 'sns'],
  EC2: ['ec2'],
  VPC: ['ec2'],
  VPCLattice: ['vpc-lattice', 'vpc-lattice-svcs'],
  VPCLatticeServices: ['vpc-lattice-svcs'],
  CodeArtifact: ['codeartifact'],
  CertificateManagerPrivateCA: ['acm-pca'],
  PrivateCA: ['acm-pca'],
  OpenSearchService: ['es'],
  ES: ['es'],
  MSK: ['kafka', 'kafka-cluster'],
  ElasticFileSystem: ['elasticfilesystem'],
  ElasticFileSystemClient: ['elasticfilesystem'],
  SageMaker: ['s3', 'ecr', 'lambda', 'kms'],
  Redshift: ['redshift', 'sns'],
  CloudWatch: ['cloudwatch', 'logs', 'sns', 'oam'],
  CloudTrail: ['cloudtrail', 's3', 'lambda', 'kms', 'sns'],
  CodePipeline: ['codepipeline', 's3', 'events', 'sns', 'ecr'],
  CodeBuildAdmin: ['codebuild', 'ecr', 's3', 'events'],
  CodeDeploy: ['codedeploy'],
  StepFunctions: ['states'],
  CloudFormation: ['cloudformation'],
  CloudWatchLogs: ['logs'],
  Xray: ['xray'],
  IAM: ['iam'],
  Route53: ['route53'],
  CloudFront: ['cloudfront', 's3'],
  ECS: ['ecs', 'ec2', 'events', 'lambda', 's3', 'sns', 'elasticfilesystem'],
  SecurityHub: ['securityhub'],
  GuardDuty: ['guardduty'],
  Bedrock: ['bedrock', 'kms'],
  KinesisFirehose: ['firehose'],
};

const WITHIN: readonly (readonly [name: RegExp, why: string])[] = [
  [
    /^service-role\/(?!(?:AWSLambdaRole|AmazonEC2RoleforSSM|AmazonElasticMapReduce\w*|AWSDataPipelineRole|AmazonMachineLearning\w*|AWSQuickSight\w*|AmazonSageMaker\w*|AWSGlueServiceRole\w*|AWSIoTRuleActions|AWSCodeStarServiceRole|AmazonS3ObjectLambda\w*)$)/,
    'a service works with it on what its own configuration names',
  ],
  [/^aws-service-role\//, 'only the service itself has it'],
  [
    /^(?:AWSX[Rr]ay(?:Daemon)?Write(?:Only)?Access|CloudWatchLambda\w+ExecutionRolePolicy|CloudWatchAgent(?:Server|Admin)Policy|CloudWatchApplicationSignals\w*)$/,
    'it writes traces, metrics and logs of its own account',
  ],
  [
    /^(?:AmazonEC2ContainerRegistry(?:ReadOnly|PullOnly)|AmazonSSMManagedInstanceCore|AmazonEKS\w*Policy|AmazonEKSVPCResourceController|AWSSupportAccess|IAMReadOnlyAccess|IAMUserChangePassword|AmazonAPIGatewayAdministrator|AmazonEC2InstanceProfileForImageBuilder)$/,
    'it works on what the own configuration names: images by their address, instances by their own id',
  ],
];

const NAMED: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ['*'],
  'AdministratorAccess-Amplify': ['*'],
  'AdministratorAccess-AWSElasticBeanstalk': ['s3:*', 'ec2:*', 'sns:*', 'sqs:*', 'rds:*', 'dynamodb:*'],
  'service-role/AWSLambdaRole': ['lambda:InvokeFunction'],
  'service-role/AmazonEC2RoleforSSM': ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 'ssm:GetParameter'],
  'service-role/AWSGlueServiceRole': ['glue:*', 's3:GetBucketLocation', 's3:ListBucket', 's3:GetBucketAcl'],
  'service-role/AmazonElasticMapReduceforEC2Role': ['s3:*', 'sqs:*', 'sns:*', 'dynamodb:*', 'kinesis:*', 'glue:*'],
  'service-role/AWSDataPipelineRole': ['s3:*', 'sns:*', 'dynamodb:*'],
  SecretsManagerReadWrite: ['secretsmanager:*', 'kms:DescribeKey', 'lambda:CreateFunction'],
  AWSKeyManagementServicePowerUser: ['kms:DescribeKey', 'kms:GetPublicKey'],
  AmazonAPIGatewayInvokeFullAccess: ['execute-api:Invoke'],
  AmazonEC2ContainerRegistryPowerUser: ['ecr:*Image*', 'ecr:*LayerUpload', 'ecr:GetDownloadUrlForLayer'],
  AmazonElasticFileSystemClientReadWriteAccess: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
  AWSLambdaInvocation_DynamoDB: ['lambda:InvokeFunction', 'dynamodb:GetRecords'],
  AWSCodeArtifactAdminAccess: ['codeartifact:*'],
  AWSCodeArtifactReadOnlyAccess: ['codeartifact:Get*', 'codeartifact:ReadFromRepository'],
  ReadOnlyAccess: ['s3:Get*', 's3:List*', 'dynamodb:Get*', 'sqs:Get*', 'kms:DescribeKey', 'lambda:Get*', 'sns:Get*'],
  SecurityAudit: ['s3:GetBucket*', 'sqs:GetQueueAttributes', 'kms:DescribeKey', 'sns:GetTopicAttributes'],
  'job-function/ViewOnlyAccess': ['s3:ListBucket', 'sqs:GetQueueUrl', 'sns:ListSubscriptionsByTopic'],
};

/**
 * @param name the ARN's part after `policy/`, path included
 * @returns undefined for a policy that is not in these tables
 */
export function managedGrant(name: string): ManagedGrant | undefined {
  if (name === 'PowerUserAccess')
    return { kind: 'grants', actions: ['iam:*', 'organizations:*', 'account:*'], allBut: true };
  const named = NAMED[name];
  if (named) return { kind: 'grants', actions: named };
  const within = WITHIN.find(([pattern]) => pattern.test(name));
  if (within) return { kind: 'within-account', why: within[1] };
  const [, word = '', access = ''] =
    /^(?:Amazon|AWS)?(\w+?)_?(FullAccess|ReadOnlyAccess|ReadOnly)(?:_?[vV]\d)?$/.exec(name) ?? [];
  const services = Object.hasOwn(SERVICES, word) ? SERVICES[word] : undefined;
  if (!services) return undefined;
  const actions = access === 'FullAccess' ? ['*'] : READS;
  return { kind: 'grants', actions: services.flatMap((service) => actions.map((action) => `${service}:${action}`)) };
}

/**
 * @param arn of a policy
 * @returns an AWS managed policy as a document; undefined for any other policy, and for one that reaches no other account
 */
export function managedDocument(arn: string): ResolvedObject | undefined {
  const [, name] = /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
  const grant = name === undefined ? undefined : managedGrant(name);
  return grant?.kind === 'grants' ? grantDocument(grant) : undefined;
}

export function grantDocument({ actions, allBut }: Extract<ManagedGrant, { kind: 'grants' }>): ResolvedObject {
  const statement = { Effect: 'Allow', [allBut ? 'NotAction' : 'Action']: [...actions], Resource: '*' };
  return { Version: '2012-10-17', Statement: [statement] };
}
