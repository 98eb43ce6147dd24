/**
 * How a resource type's `Ref` and attributes are made. In braces: `account`, `region`, `partition`, `suffix`; `name`, the
 * physical name, or an unknown where CloudFormation makes it up; `id`, one that the service makes up; a property, with its
 * default behind a bar; `?label`, a part that is not known; `?label#6`, one of six characters.
 */
export interface ResourceForm {
  /** Property that gives the physical name. */
  readonly name?: string;
  /** @default '{name}' */
  readonly ref?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

const regional = (rest: string) => `arn:{partition}:${rest.replace(':', ':{region}:{account}:')}`;
const iam = (rest: string) => `arn:{partition}:iam::{account}:${rest}`;
const named = (name: string, arn: string, more: Record<string, string> = {}): ResourceForm => ({
  name,
  attributes: { Arn: regional(arn), ...more },
});
/** Types whose `Ref` is the ARN. */
const byArn = (name: string, arn: string, more: Record<string, string> = {}): ResourceForm => ({
  name,
  ref: regional(arn),
  attributes: { Arn: regional(arn), ...more },
});

const TABLE = named('TableName', 'dynamodb:table/{name}', {
  StreamArn: regional('dynamodb:table/{name}/stream/{?stream}'),
});
const KEY: ResourceForm = { ref: '{id}', attributes: { Arn: regional('kms:key/{id}'), KeyId: '{id}' } };
const QUEUE_URL = 'https://sqs.{region}.{suffix}/{account}/{name}';

/** Source: CloudFormation template reference, "Return values" of each type. */
export const RESOURCE_FORMS: Readonly<Record<string, ResourceForm>> = {
  'AWS::ApiGateway::ApiKey': { ref: '{id}' },
  'AWS::ApiGateway::Authorizer': { ref: '{id}' },
  'AWS::ApiGateway::Deployment': { ref: '{id}' },
  'AWS::ApiGateway::DomainName': { ref: '{DomainName}' },
  'AWS::ApiGateway::Resource': { ref: '{id}' },
  'AWS::ApiGateway::RestApi': { ref: '{id}', attributes: { RestApiId: '{id}', RootResourceId: '{?root}' } },
  'AWS::ApiGateway::Stage': { ref: '{StageName}' },
  'AWS::ApiGatewayV2::Api': { ref: '{id}', attributes: { ApiId: '{id}' } },
  'AWS::Backup::BackupVault': {
    name: 'BackupVaultName',
    attributes: { BackupVaultArn: regional('backup:backup-vault:{name}') },
  },
  'AWS::CloudTrail::Trail': named('TrailName', 'cloudtrail:trail/{name}'),
  'AWS::CloudWatch::Alarm': named('AlarmName', 'cloudwatch:alarm:{name}'),
  'AWS::CloudWatch::CompositeAlarm': named('AlarmName', 'cloudwatch:alarm:{name}'),
  'AWS::CodeBuild::Project': named('Name', 'codebuild:project/{name}'),
  'AWS::DynamoDB::GlobalTable': TABLE,
  'AWS::DynamoDB::Table': TABLE,
  'AWS::ECR::Repository': named('RepositoryName', 'ecr:repository/{name}', {
    RepositoryUri: '{account}.dkr.ecr.{region}.{suffix}/{name}',
  }),
  'AWS::ECS::Cluster': named('ClusterName', 'ecs:cluster/{name}'),
  'AWS::EFS::FileSystem': {
    ref: '{id}',
    attributes: { Arn: regional('elasticfilesystem:file-system/{id}'), FileSystemId: '{id}' },
  },
  'AWS::Events::Archive': named('ArchiveName', 'events:archive/{name}'),
  'AWS::Events::EventBus': named('Name', 'events:event-bus/{name}', { Name: '{name}' }),
  'AWS::IAM::Group': { name: 'GroupName', attributes: { Arn: iam('group{Path|/}{name}') } },
  'AWS::IAM::InstanceProfile': {
    name: 'InstanceProfileName',
    attributes: { Arn: iam('instance-profile{Path|/}{name}') },
  },
  'AWS::IAM::ManagedPolicy': {
    name: 'ManagedPolicyName',
    ref: iam('policy{Path|/}{name}'),
    attributes: { PolicyArn: iam('policy{Path|/}{name}') },
  },
  'AWS::IAM::Role': { name: 'RoleName', attributes: { Arn: iam('role{Path|/}{name}'), RoleId: '{id}' } },
  'AWS::IAM::SAMLProvider': {
    name: 'Name',
    ref: iam('saml-provider/{name}'),
    attributes: { Arn: iam('saml-provider/{name}') },
  },
  'AWS::IAM::User': { name: 'UserName', attributes: { Arn: iam('user{Path|/}{name}') } },
  'AWS::KMS::Alias': { name: 'AliasName' },
  'AWS::KMS::Key': KEY,
  'AWS::KMS::ReplicaKey': KEY,
  'AWS::Kinesis::Stream': named('Name', 'kinesis:stream/{name}'),
  'AWS::KinesisFirehose::DeliveryStream': named('DeliveryStreamName', 'firehose:deliverystream/{name}'),
  'AWS::Lambda::Function': named('FunctionName', 'lambda:function:{name}'),
  'AWS::Lambda::LayerVersion': byArn('LayerName', 'lambda:layer:{name}:{?version}', {
    LayerVersionArn: regional('lambda:layer:{name}:{?version}'),
  }),
  'AWS::Logs::LogGroup': named('LogGroupName', 'logs:log-group:{name}:*'),
  'AWS::OpenSearchService::Domain': named('DomainName', 'es:domain/{name}'),
  'AWS::S3::AccessPoint': named('Name', 's3:accesspoint/{name}'),
  'AWS::S3::Bucket': {
    name: 'BucketName',
    attributes: {
      Arn: 'arn:{partition}:s3:::{name}',
      DomainName: '{name}.s3.{suffix}',
      RegionalDomainName: '{name}.s3.{region}.{suffix}',
    },
  },
  'AWS::Scheduler::Schedule': named('Name', 'scheduler:schedule/{GroupName|default}/{name}'),
  'AWS::SecretsManager::Secret': byArn('Name', 'secretsmanager:secret:{name}-{?suffix#6}', {
    Id: regional('secretsmanager:secret:{name}-{?suffix#6}'),
  }),
  'AWS::SNS::Topic': {
    name: 'TopicName',
    ref: regional('sns:{name}'),
    attributes: { TopicArn: regional('sns:{name}'), TopicName: '{name}' },
  },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    ref: QUEUE_URL,
    attributes: { Arn: regional('sqs:{name}'), QueueName: '{name}', QueueUrl: QUEUE_URL },
  },
  'AWS::SSM::Parameter': { name: 'Name', attributes: { Type: '{Type}', Value: '{Value}' } },
  'AWS::StepFunctions::StateMachine': byArn('StateMachineName', 'states:stateMachine:{name}', { Name: '{name}' }),
  'AWS::WAFv2::WebACL': {
    name: 'Name',
    ref: '{name}|{id}|{Scope}',
    attributes: { Arn: regional('wafv2:{?scope}/webacl/{name}/{id}'), Id: '{id}' },
  },
};
