import { asText, describeText, type Resolved, type Text } from '../../../lib/isolation/template/value';
import { type Deployed, type DeployedSide, items, member } from './deployed-side';
import { logGroupArn } from './log-group-arn';
import { passedOn } from './sent-keys';
import type { Walk } from './walk';

/** How a service uses the key of what it keeps, as the role that calls it. Source: each service's guide, "encryption context". */
interface KeyUse {
  /** As in `kms:ViaService`. */
  readonly service: string;
  /** What the resource says is its key. */
  readonly key: (resource: Deployed) => Resolved | undefined;
  /** For each member of the encryption context the values that it may have. */
  readonly context: (side: DeployedSide, resource: Deployed, object: Text) => Readonly<Record<string, readonly Text[]>>;
}

const USES: Readonly<Record<string, KeyUse>> = {
  'AWS::DynamoDB::Table': {
    service: 'dynamodb',
    key: ({ properties }) => member(properties, 'SSESpecification', 'KMSMasterKeyId'),
    context: ({ account }, { reference = '' }) => ({
      'aws:dynamodb:tableName': [reference],
      'aws:dynamodb:subscriberId': [account],
    }),
  },
  'AWS::Logs::LogGroup': {
    service: 'logs',
    key: ({ properties }) => properties['KmsKeyId'],
    context: (_, group) => ({ 'aws:logs:arn': [logGroupArn(group)] }),
  },
  'AWS::S3::Bucket': {
    service: 's3',
    key: ({ properties }) => {
      const [rule] = items(member(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration'));
      return member(rule, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID');
    },
    // The bucket's where it has a key of its own, the object's elsewhere.
    context: (_, { arn = '' }, object) => ({ 'aws:s3:arn': [object, arn] }),
  },
  'AWS::SQS::Queue': {
    service: 'sqs',
    key: ({ properties }) => properties['KmsMasterKeyId'],
    context: (_, { arn = '' }) => ({ 'aws:sqs:arn': [arn] }),
  },
  'AWS::SecretsManager::Secret': {
    service: 'secretsmanager',
    key: ({ properties }) => properties['KmsKeyId'],
    context: (_, { arn = '' }) => ({ SecretARN: [arn] }),
  },
  'AWS::SNS::Topic': {
    service: 'sns',
    key: ({ properties }) => properties['KmsMasterKeyId'],
    context: (_, { arn = '' }) => ({ 'aws:sns:topicArn': [arn] }),
  },
};

/** What it takes, through the service that keeps it, to read and to write something that is encrypted. */
export const TO_READ = ['kms:Decrypt'];
export const TO_WRITE = ['kms:Decrypt', 'kms:GenerateDataKey'];

export interface KeyRequest {
  readonly kind: string;
  readonly from: string;
  /** What is encrypted. */
  readonly resource: Deployed;
  readonly actions: readonly string[];
  /** ARN of the one object, for buckets. */
  readonly object?: Text;
}

/** A role may use the key of what it reads or writes, through the service that keeps it; without a key there is nothing to ask. */
export function throughKey(walk: Walk, role: Deployed, request: KeyRequest): void {
  const { kind, from, resource, actions, object = '' } = request;
  const use = USES[resource.type];
  if (!use) {
    walk.fail(kind, from, `uses the key of a ${resource.type}, and the walk does not know how`);
    return;
  }
  withKey(walk, { kind, from, named: use.key(resource) }, (key) => {
    const keys = passedOn(use.service, walk.side.region, use.context(walk.side, resource, object));
    walk.asRole(kind, from, role, { actions, holder: key, keys });
  });
}

export function keyNamedBy(resource: Deployed): Resolved | undefined {
  return USES[resource.type]?.key(resource);
}

/** Goes on with the key that a property names, if it names one. */
export function withKey(
  walk: Walk,
  { kind, from, named }: { readonly kind: string; readonly from: string; readonly named: Resolved | undefined },
  goOn: (key: Deployed) => void,
): void {
  if (named === undefined) return;
  const key = walk.side.find('AWS::KMS::Key', named);
  if (key) {
    goOn(key);
    return;
  }
  const text = asText(named);
  walk.fail(
    kind,
    from,
    `is encrypted with ${text === undefined ? 'what is no key' : describeText(text)}, which no stack holds`,
  );
}
