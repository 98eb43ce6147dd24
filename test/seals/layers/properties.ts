import type { Json } from '../../../lib/isolation/template/json';
import type { Deployed, DeployedResource } from '../deployed';
import type { Path } from '../documents';
import { type Layer, samePlace } from '../layer';
import { at } from '../removal';

/** What a property must be, and what happens otherwise. */
type Demand = readonly [path: Path, holds: (value: Json | undefined, deployed: Deployed) => boolean, otherwise: string];

const yes = (value: Json | undefined) => value === true;
const atLeastOne = (value: Json | undefined) => Number(value) >= 1;
const ofKey = (value: Json | undefined, { key }: Deployed) => value === key;
const named = (value: Json | undefined) => typeof value === 'string' && value !== '';
/** Whether one item of the list holds this text somewhere. */
const holding = (text: string) => (value: Json | undefined) =>
  Array.isArray(value) && value.some((item) => JSON.stringify(item).includes(text));
const some = (value: Json | undefined) => Array.isArray(value) && value.length > 0;
const is = (expected: string) => (value: Json | undefined) => value === expected;

const property = (...path: (string | number)[]): Path => ['properties', ...path];
const PUBLIC = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
const encryption = property(
  'BucketEncryption',
  'ServerSideEncryptionConfiguration',
  0,
  'ServerSideEncryptionByDefault',
);

const KEPT: readonly Demand[] = (['DeletionPolicy', 'UpdateReplacePolicy'] as const).map((name) => [
  ['definition', name],
  is('Retain'),
  'it goes with its stack',
]);

const DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  'AWS::DynamoDB::Table': [
    ...KEPT,
    [property('DeletionProtectionEnabled'), yes, 'anybody who may delete a table deletes it'],
    [property('PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'), yes, 'what is lost stays lost'],
    [property('SSESpecification', 'SSEEnabled'), yes, 'it is not encrypted with a key of ours'],
    [property('SSESpecification', 'KMSMasterKeyId'), ofKey, 'it is not encrypted with a key of ours'],
  ],
  'AWS::KMS::Key': [...KEPT, [property('EnableKeyRotation'), yes, 'a leaked key is of use forever']],
  'AWS::SecretsManager::Secret': [...KEPT, [property('KmsKeyId'), ofKey, 'every reader in the account can decrypt it']],
  'AWS::SecretsManager::ResourcePolicy': [
    ...KEPT,
    [property('BlockPublicPolicy'), yes, 'a policy can open the secret to everybody'],
  ],
  'AWS::S3::Bucket': [
    ...KEPT,
    ...PUBLIC.map((name): Demand => [property('PublicAccessBlockConfiguration', name), yes, 'it can be made public']),
    [property('OwnershipControls', 'Rules', 0, 'ObjectOwnership'), is('BucketOwnerEnforced'), 'access lists count'],
    [property('VersioningConfiguration', 'Status'), is('Enabled'), 'what is put in replaces what was there'],
    [[...encryption, 'SSEAlgorithm'], named, 'it is not encrypted as demanded'],
  ],
  'AWS::Logs::LogGroup': [
    ...KEPT,
    [property('KmsKeyId'), ofKey, 'lines are not encrypted with a key of ours'],
    [property('RetentionInDays'), atLeastOne, 'lines are kept forever'],
  ],
  'AWS::SNS::Topic': [[property('KmsMasterKeyId'), ofKey, 'alarms lie about in the clear']],
  'AWS::SQS::Queue': [...KEPT, [property('KmsMasterKeyId'), ofKey, 'messages are not encrypted with a key of ours']],
  'AWS::CloudTrail::Trail': [
    ...KEPT,
    ...['IsLogging', 'EnableLogFileValidation', 'IsMultiRegionTrail', 'IncludeGlobalServiceEvents'].map(
      (name): Demand => [property(name), yes, 'something can happen unseen'],
    ),
    [property('KMSKeyId'), ofKey, 'events are not encrypted with a key of ours'],
    [property('AdvancedEventSelectors'), holding('"Management"'), 'what is managed is not recorded'],
    [property('AdvancedEventSelectors'), holding('-ledger-archive-'), 'the archive can be touched unseen'],
    [property('CloudWatchLogsLogGroupArn'), named, 'no alarm sees the events'],
    [property('CloudWatchLogsRoleArn'), named, 'no alarm sees the events'],
  ],
  'AWS::CloudWatch::Alarm': [[property('AlarmActions'), some, 'the alarm tells nobody']],
  'AWS::ApiGateway::RestApi': [[property('DisableExecuteApiEndpoint'), yes, 'there is a second way in']],
  'AWS::ApiGateway::DomainName': [[property('SecurityPolicy'), is('TLS_1_2'), 'old TLS is taken']],
  'AWS::ApiGateway::Stage': [
    [property('MethodSettings', 0, 'ThrottlingRateLimit'), atLeastOne, 'one caller takes all there is'],
    [property('MethodSettings', 0, 'ThrottlingBurstLimit'), atLeastOne, 'one caller takes all there is'],
    [property('AccessLogSetting', 'DestinationArn'), named, 'nobody sees who called'],
  ],
  // One setting for every API of the account and region.
  'AWS::ApiGateway::Account': KEPT,
  // The alias can go back to the version before.
  'AWS::Lambda::Version': KEPT,
  'AWS::WAFv2::WebACL': [
    [property('Rules'), holding('"RateBasedStatement"'), 'one address takes all there is'],
    ...['AmazonIpReputationList', 'KnownBadInputsRuleSet'].map(
      (rules): Demand => [
        property('Rules'),
        holding(`"ManagedRuleGroupStatement":{"Name":"AWSManagedRules${rules}"`),
        'what is known to attack gets through',
      ],
    ),
  ],
  'AWS::WAFv2::WebACLAssociation': [[property('WebACLArn'), named, 'the firewall stands before nothing']],
  'AWS::IAM::OIDCProvider': [[property('ClientIdList'), some, 'tokens for anybody count']],
};

/** Of single resources, by a part of their names. */
const BY_NAME: readonly (readonly [type: string, name: RegExp, demands: readonly Demand[]])[] = [
  [
    'AWS::S3::Bucket',
    /-ledger-archive-/,
    [[[...encryption, 'KMSMasterKeyID'], ofKey, 'it is encrypted with a key of AWS']],
  ],
  ['AWS::S3::Bucket', /-(ledger-archive|trail)-/, locked()],
  ['AWS::S3::BucketPolicy', /-(ledger-archive|trail)-/, KEPT],
  ['AWS::IAM::Role', /-api-gateway-logs$/, KEPT],
  [
    'AWS::DynamoDB::Table',
    /-(ledger|records)$/,
    [[property('StreamSpecification'), (value) => value !== undefined, 'changes go unnoticed']],
  ],
];

function locked(): Demand[] {
  const otherwise = 'evidence can be deleted';
  return [
    [property('ObjectLockEnabled'), yes, otherwise],
    [property('ObjectLockConfiguration', 'ObjectLockEnabled'), is('Enabled'), otherwise],
    [property('ObjectLockConfiguration', 'Rule', 'DefaultRetention', 'Days'), atLeastOne, otherwise],
  ];
}

/** Whether what holds data is kept, encrypted, private and seen: what policies cannot say. */
export const properties: Layer = {
  name: 'property',
  check: (deployed, only) =>
    deployed.resources
      .filter((resource) => !only || samePlace(resource, only))
      .flatMap((resource) =>
        demandsOn(resource).flatMap(([path, holds, otherwise]) =>
          holds(at({ properties: resource.properties, definition: resource.definition }, path), deployed)
            ? []
            : [`${resource.logicalId}: ${path.slice(1).join('.')} is not as it must be, so ${otherwise}`],
        ),
      ),
};

function demandsOn({ type, properties }: DeployedResource): Demand[] {
  const { BucketName, Bucket, TableName, RoleName } = properties;
  const name = String(BucketName ?? Bucket ?? TableName ?? RoleName ?? '');
  const named = BY_NAME.filter(([of, form]) => of === type && form.test(name)).flatMap(([, , demands]) => demands);
  return [...(DEMANDS[type] ?? []), ...named];
}
