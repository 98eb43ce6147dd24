import { asText, describeText } from '../../../lib/isolation/template/value';
import { items } from './deployed-side';
import { keyNamedBy, TO_WRITE, withKey } from './encryption';
import { forResource, sent } from './sent-keys';
import type { Walk } from './walk';

const CLOUDWATCH = 'cloudwatch.amazonaws.com';

/** Alarm → topic → the topic's key. Without the second half an alarm fails without a sign; the emulator delivers it all the same. */
export function alarmWiring(walk: Walk): void {
  for (const alarm of walk.side.ofType('AWS::CloudWatch::Alarm')) {
    const { AlarmActions, OKActions, InsufficientDataActions } = alarm.properties;
    const actions = [AlarmActions, OKActions, InsufficientDataActions].flatMap(items);
    if (actions.length === 0) walk.fail('alarm → topic', alarm.logicalId, 'tells nobody');
    const targets = new Map(actions.map((action) => [describeText(asText(action) ?? ''), action]));
    for (const [name, target] of targets) {
      const topic = walk.side.find('AWS::SNS::Topic', target);
      if (!topic?.arn) {
        walk.fail('alarm → topic', alarm.logicalId, `acts on ${name}, which is no topic of the stacks`);
        continue;
      }
      const keys = forResource(alarm.arn ?? '', walk.side.account);
      walk.asService('alarm → topic', alarm.logicalId, CLOUDWATCH, { actions: ['sns:Publish'], holder: topic, keys });
      const encrypted = { kind: 'alarm → topic → key', from: alarm.logicalId, named: keyNamedBy(topic) };
      const context = { 'kms:EncryptionContext:aws:sns:topicArn': sent(topic.arn) };
      withKey(walk, encrypted, (holder) =>
        walk.asService(encrypted.kind, alarm.logicalId, CLOUDWATCH, {
          actions: TO_WRITE,
          holder,
          keys: { ...keys, ...context },
        }),
      );
    }
  }
}
