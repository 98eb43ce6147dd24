import { describeText, joinText, type Text } from '../../../lib/isolation/template/value';
import type { Deployed } from './deployed-side';
import { TO_WRITE, throughKey, withKey } from './encryption';
import { logGroupArn } from './log-group-arn';
import { BY_ITSELF, perhapsForAccount, sent } from './sent-keys';
import type { Walk } from './walk';

/** What CloudWatch Logs does with a group's key. Source: CloudWatch Logs user guide, "Encrypt log data", key policy. */
const LOGS_KEY_ACTIONS = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
];

/** Log group → key. The CDK adds nothing to the key's policy, and AWS then refuses to make the group. */
export function logGroupWiring(walk: Walk): void {
  const { side } = walk;
  for (const group of side.ofType('AWS::Logs::LogGroup')) {
    const from = describeText(group.reference ?? group.logicalId);
    withKey(walk, { kind: 'log group → key', from, named: group.properties['KmsKeyId'] }, (holder) => {
      const context = { 'kms:EncryptionContext:aws:logs:arn': sent(logGroupArn(group)) };
      walk.asService('log group → key', from, `logs.${side.region}.amazonaws.com`, {
        actions: LOGS_KEY_ACTIONS,
        holder,
        keys: { ...perhapsForAccount(side.account), ...context },
      });
    });
  }
}

/** A role writes into a group: a stream of its own making, and the lines in it, for which CloudWatch Logs uses the key as the role. */
export function writesLog(walk: Walk, kind: string, from: string, role: Deployed, group: Deployed, stream: Text): void {
  const resource = joinText([logGroupArn(group), ':log-stream:', stream]);
  const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  walk.asRole(kind, from, role, { actions, resource, keys: BY_ITSELF });
  throughKey(walk, role, { kind, from, resource: group, actions: TO_WRITE });
}
