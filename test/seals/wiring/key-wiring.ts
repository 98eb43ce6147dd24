import { describeText } from '../../../lib/isolation/template/value';
import { keyNamedBy, throughKey, withKey } from './encryption';
import { BY_ITSELF, passedOn, sent } from './sent-keys';
import type { Walk } from './walk';

/** What CloudFormation does with a key that it has made. Source: CloudFormation schema of AWS::KMS::Key, permissions of its handlers. */
const LOOKED_AFTER = [
  'kms:DescribeKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateKeyDescription',
];

/** What only the account's root may do in the end: put a mistake in the policy right, and take back that the key is deleted. */
const SAVED_BY_ROOT = ['kms:CancelKeyDeletion', 'kms:EnableKey', 'kms:GetKeyPolicy', 'kms:PutKeyPolicy'];

/** What making a table under a key takes. Source: CloudFormation schema of AWS::DynamoDB::Table, permissions of its handlers. */
const TABLE_MADE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt'];
/** What giving a value to a secret under a key takes. Source: Secrets Manager user guide, "Permissions for the KMS key". */
const SECRET_MADE = ['kms:Decrypt', 'kms:GenerateDataKey'];

/**
 * What making a log group under a key takes of the role that makes it, beside what CloudWatch Logs does as itself. Source: CloudWatch Logs user
 * guide, "Encrypt log data", on `kms:ViaService`.
 */
const LOG_GROUP_MADE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];

/** Key → who looks after it; table, secret and log group → key, as CloudFormation makes them. */
export function keyWiring(walk: Walk): void {
  const { side } = walk;
  const [deployment, ...more] = side
    .ofType('AWS::IAM::Role')
    .filter(({ reference = '' }) => /-cfn-exec-role-/.test(describeText(reference)));
  if (!deployment || more.length > 0) {
    walk.fail('deployment → key', 'the bootstrap', 'has not one deployment role');
    return;
  }
  for (const key of side.ofType('AWS::KMS::Key')) {
    const request = { holder: key, keys: BY_ITSELF };
    walk.asAccount('account → key', key.logicalId, { ...request, actions: SAVED_BY_ROOT });
    walk.asRole('deployment → key', key.logicalId, deployment, { ...request, actions: LOOKED_AFTER });
  }
  for (const { logicalId, reference, properties } of side.ofType('AWS::KMS::Alias')) {
    const request = { actions: ['kms:CreateAlias', 'kms:UpdateAlias'], keys: BY_ITSELF };
    const resource = `arn:aws:kms:${side.region}:${side.account}:${describeText(reference ?? '')}`;
    walk.asRole('alias → key', logicalId, deployment, { ...request, resource });
    withKey(walk, { kind: 'alias → key', from: logicalId, named: properties['TargetKeyId'] }, (holder) =>
      walk.asRole('alias → key', logicalId, deployment, { ...request, holder }),
    );
  }
  for (const table of side.ofType('AWS::DynamoDB::Table')) {
    const from = describeText(table.reference ?? table.logicalId);
    throughKey(walk, deployment, { kind: 'table → key', from, resource: table, actions: TABLE_MADE });
    // DynamoDB keeps the use of the key by a grant.
    withKey(walk, { kind: 'table → key', from, named: keyNamedBy(table) }, (holder) => {
      const keys = { ...passedOn('dynamodb', side.region, {}), 'kms:GrantIsForAWSResource': sent('true') };
      walk.asRole('table → key', from, deployment, { actions: ['kms:CreateGrant'], holder, keys });
    });
  }
  for (const secret of side.ofType('AWS::SecretsManager::Secret')) {
    const from = secret.logicalId;
    throughKey(walk, deployment, { kind: 'secret → key', from, resource: secret, actions: SECRET_MADE });
  }
  for (const group of side.ofType('AWS::Logs::LogGroup')) {
    const from = describeText(group.reference ?? group.logicalId);
    throughKey(walk, deployment, { kind: 'new log group → key', from, resource: group, actions: LOG_GROUP_MADE });
  }
}
