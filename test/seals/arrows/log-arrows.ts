import { describeText, joinText, PartialText, type Text } from '../../../lib/isolation/template/value';
import type { Deployed } from './deployed-side';
import { withKey } from './encryption';
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
export function logGroupArrows(walk: Walk): void {
  const { side } = walk;
  for (const group of side.ofType('AWS::Logs::LogGroup')) {
    const from = describeText(group.reference ?? group.logicalId);
    withKey(walk, { kind: 'log group → key', from, named: group.properties['KmsKeyId'] }, (holder) => {
      const context = { 'kms:EncryptionContext:aws:logs:arn': sent(groupArn(group)) };
      walk.asService('log group → key', from, `logs.${side.region}.amazonaws.com`, {
        actions: LOGS_KEY_ACTIONS,
        holder,
        keys: { ...perhapsForAccount(side.account), ...context },
      });
    });
  }
}

/** A role writes into a group: a stream of its own making, and the lines in it. */
export function writesLog(walk: Walk, kind: string, from: string, role: Deployed, group: Deployed, stream: Text): void {
  const resource = joinText([groupArn(group), ':log-stream:', stream]);
  const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  walk.asRole(kind, from, role, { actions, resource, keys: BY_ITSELF });
}

/** The group's ARN as it stands in other ARNs and in encryption contexts: without the `:*` that CloudFormation gives. */
export function groupArn({ arn = '' }: Deployed): Text {
  if (typeof arn === 'string') return arn.replace(/:\*$/, '');
  const last = arn.parts.at(-1);
  return typeof last === 'string' ? new PartialText([...arn.parts.slice(0, -1), last.replace(/:\*$/, '')]) : arn;
}
