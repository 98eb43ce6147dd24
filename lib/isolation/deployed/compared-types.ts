import { asText, isList, isObject, joinText, type Resolved, type ResolvedObject, type Text } from '../template/value';

/**
 * How a property is compared with what is deployed: `policy` by its statements, `policies` by name and statements, `key` as the key that
 * an id, ARN or alias stands for, `logGroup` with or without `:*`, `arns` by the ARNs in a list of objects, `value` as it is.
 */
export type Form = 'policy' | 'policies' | 'key' | 'logGroup' | 'arns' | 'value';

export interface ComparedType {
  /** Properties that together name the resource. @default - what `Ref` gives */
  readonly names?: readonly string[];
  /** By path below the properties. Properties that are not here are not compared. */
  readonly forms: Readonly<Record<string, Form>>;
  /** Severity of one that no template has. @default 'medium' */
  readonly extra?: 'high' | 'medium' | 'ignored';
}

const named = (name: string, forms: ComparedType['forms'] = {}, extra?: ComparedType['extra']): ComparedType => ({
  names: [name],
  forms,
  ...(extra && { extra }),
});
const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';

/** The types that are read of an account and can be compared with a template. */
export const COMPARED: Readonly<Record<string, ComparedType>> = {
  'AWS::ApiGateway::Authorizer': { names: ['RestApiId', 'Name'], forms: { AuthorizerUri: 'value' }, extra: 'high' },
  'AWS::ApiGateway::BasePathMapping': {
    names: ['DomainName', 'BasePath'],
    forms: { RestApiId: 'value', Stage: 'value' },
    extra: 'high',
  },
  'AWS::ApiGateway::DomainName': named('DomainName', { RegionalCertificateArn: 'value', SecurityPolicy: 'value' }),
  'AWS::ApiGateway::Method': {
    names: ['RestApiId', 'ResourceId', 'HttpMethod'],
    forms: { AuthorizationType: 'value', 'Integration.Uri': 'value', 'Integration.Credentials': 'value' },
    extra: 'high',
  },
  'AWS::ApiGateway::RestApi': { forms: { DisableExecuteApiEndpoint: 'value', Policy: 'policy' } },
  'AWS::ApiGateway::Stage': {
    names: ['RestApiId', 'StageName'],
    forms: { 'AccessLogSetting.DestinationArn': 'logGroup' },
  },
  'AWS::CloudTrail::Trail': named('TrailName', {
    S3BucketName: 'value',
    SnsTopicName: 'value',
    CloudWatchLogsLogGroupArn: 'logGroup',
    CloudWatchLogsRoleArn: 'value',
    KMSKeyId: 'key',
    EnableLogFileValidation: 'value',
    IsMultiRegionTrail: 'value',
    IncludeGlobalServiceEvents: 'value',
    IsLogging: 'value',
  }),
  'AWS::DynamoDB::Table': named('TableName', {
    'ResourcePolicy.PolicyDocument': 'policy',
    'StreamSpecification.StreamViewType': 'value',
    'StreamSpecification.ResourcePolicy.PolicyDocument': 'policy',
    'KinesisStreamSpecification.StreamArn': 'value',
    'SSESpecification.SSEEnabled': 'value',
    'SSESpecification.KMSMasterKeyId': 'key',
    'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled': 'value',
    DeletionProtectionEnabled: 'value',
  }),
  'AWS::Events::EventBus': named('Name'),
  'AWS::Events::EventBusPolicy': { names: ['EventBusName', 'StatementId'], forms: {}, extra: 'high' },
  'AWS::Events::Rule': named('Name', { Targets: 'arns' }, 'high'),
  'AWS::IAM::ManagedPolicy': { forms: { PolicyDocument: 'policy' } },
  'AWS::IAM::OIDCProvider': named('Url', { ClientIdList: 'value' }, 'high'),
  'AWS::IAM::Role': named(
    'RoleName',
    {
      AssumeRolePolicyDocument: 'policy',
      PermissionsBoundary: 'value',
      ManagedPolicyArns: 'value',
      Policies: 'policies',
    },
    'high',
  ),
  'AWS::IAM::SAMLProvider': named('Name', {}, 'high'),
  'AWS::IAM::User': named('UserName', {}, 'high'),
  'AWS::KMS::Alias': named('AliasName', { TargetKeyId: 'key' }),
  'AWS::KMS::Grant': named('KeyId', {}, 'high'),
  'AWS::KMS::Key': { forms: { KeyPolicy: 'policy', EnableKeyRotation: 'value', MultiRegion: 'value' } },
  'AWS::Lambda::EventSourceMapping': {
    names: ['EventSourceArn', 'FunctionName'],
    forms: { 'DestinationConfig.OnFailure.Destination': 'value' },
    extra: 'high',
  },
  'AWS::Lambda::Function': named('FunctionName', {
    Role: 'value',
    Layers: 'value',
    'Environment.Variables': 'value',
    'VpcConfig.SubnetIds': 'value',
  }),
  'AWS::Lambda::Permission': {
    names: [
      'FunctionName',
      'Action',
      'Principal',
      'SourceArn',
      'SourceAccount',
      'PrincipalOrgID',
      'FunctionUrlAuthType',
    ],
    forms: {},
    extra: 'high',
  },
  'AWS::Lambda::Url': named('TargetFunctionArn', { AuthType: 'value' }, 'high'),
  'AWS::Logs::AccountPolicy': named('PolicyName', {}, 'high'),
  'AWS::Logs::Destination': named('DestinationName', {}, 'high'),
  // Services create log groups of their own, which send nothing out.
  'AWS::Logs::LogGroup': named('LogGroupName', { KmsKeyId: 'key' }, 'ignored'),
  'AWS::Logs::ResourcePolicy': named('PolicyName', { PolicyDocument: 'policy' }, 'high'),
  'AWS::Logs::SubscriptionFilter': { names: ['LogGroupName', 'FilterName'], forms: {}, extra: 'high' },
  'AWS::S3::Bucket': named('BucketName', {
    PublicAccessBlockConfiguration: 'value',
    ObjectLockConfiguration: 'value',
    [`${ENCRYPTION}.SSEAlgorithm`]: 'value',
    [`${ENCRYPTION}.KMSMasterKeyID`]: 'key',
    ReplicationConfiguration: 'value',
    LoggingConfiguration: 'value',
    NotificationConfiguration: 'value',
  }),
  'AWS::S3::BucketPolicy': named('Bucket', { PolicyDocument: 'policy' }),
  'AWS::SecretsManager::ResourcePolicy': named('SecretId', { ResourcePolicy: 'policy' }),
  'AWS::SecretsManager::Secret': named('Name', { KmsKeyId: 'key', ReplicaRegions: 'value' }),
  'AWS::SNS::Subscription': { names: ['TopicArn', 'Protocol', 'Endpoint'], forms: {}, extra: 'high' },
  'AWS::SNS::Topic': named('TopicName', { KmsMasterKeyId: 'key' }),
  'AWS::SNS::TopicPolicy': named('Topics', { PolicyDocument: 'policy' }),
  'AWS::SQS::Queue': named('QueueName', {
    KmsMasterKeyId: 'key',
    'RedrivePolicy.deadLetterTargetArn': 'value',
  }),
  'AWS::SQS::QueuePolicy': named('Queues', { PolicyDocument: 'policy' }),
};

/** The name of a resource among those of its type; undefined when the template does not tell any of it. */
export function physicalName(properties: ResolvedObject, names: readonly string[]): Text {
  return joinText(
    names.flatMap((name, index) => {
      const value = valueAt(properties, name);
      const text = asText((isList(value) ? value[0] : value) ?? '') ?? JSON.stringify(value);
      return index === 0 ? [text] : [' ', text];
    }),
  );
}

/** The value at a path such as `Rules.0.Id`. */
export function valueAt(value: Resolved | undefined, path: string): Resolved | undefined {
  return path
    .split('.')
    .reduce<Resolved | undefined>(
      (inner, name) => (isList(inner) ? inner[Number(name)] : isObject(inner) ? inner[name] : undefined),
      value,
    );
}
