import { keyNamedBy, TO_WRITE, withKey } from './encryption';
import { forResource, sent } from './sent-keys';
import type { Walk } from './walk';

/** What SNS delivers without permission: the owner of the address confirms it. */
const CONFIRMED = ['email', 'email-json', 'sms'];

/** Topic → its subscribers: people, a function, a queue. */
export function subscriptionWiring(walk: Walk): void {
  const { side } = walk;
  for (const { logicalId, properties } of side.ofType('AWS::SNS::Subscription')) {
    const { TopicArn, Protocol, Endpoint } = properties;
    const topic = side.find('AWS::SNS::Topic', TopicArn);
    if (!topic?.arn) {
      walk.fail('topic → subscriber', logicalId, 'subscribes to no topic of the stacks');
      continue;
    }
    const keys = forResource(topic.arn, side.account);
    const alias = side.find('AWS::Lambda::Alias', Endpoint) ?? side.find('AWS::Lambda::Function', Endpoint);
    const queue = side.find('AWS::SQS::Queue', Endpoint);
    if (CONFIRMED.includes(String(Protocol))) {
      if (typeof Endpoint === 'string' && Endpoint !== '') walk.pass('topic → people');
      else walk.fail('topic → people', logicalId, 'has no address');
    } else if (Protocol === 'lambda' && alias) {
      const request = { actions: ['lambda:InvokeFunction'], holder: alias, keys };
      walk.asService('topic → function', logicalId, 'sns.amazonaws.com', request);
    } else if (Protocol === 'sqs' && queue?.arn) {
      const context = { 'kms:EncryptionContext:aws:sqs:arn': sent(queue.arn) };
      walk.asService('topic → queue', logicalId, 'sns.amazonaws.com', {
        actions: ['sqs:SendMessage'],
        holder: queue,
        keys,
      });
      withKey(walk, { kind: 'topic → queue → key', from: logicalId, named: keyNamedBy(queue) }, (holder) => {
        const request = { actions: TO_WRITE, holder, keys: { ...keys, ...context } };
        walk.asService('topic → queue → key', logicalId, 'sns.amazonaws.com', request);
      });
    } else {
      walk.fail('topic → subscriber', logicalId, `delivers by ${String(Protocol)}, which the walk does not know`);
    }
  }
}
