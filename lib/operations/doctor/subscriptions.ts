import { ListSubscriptionsByTopicCommand, NotFoundException, type Subscription } from '@aws-sdk/client-sns';
import { alarmTopicArn } from '../../contract/arns';
import { type Check, lacking, notChecked, ok } from './check';
import type { InspectedAccount } from './inspected-account';

/** Every address that the file names for alarms has confirmed, without which SNS sends nothing. */
export const subscriptions: Check = {
  id: 'subscriptions',
  actions: ['sns:ListSubscriptionsByTopic'],
  inspect: async (account) => {
    const { alarms } = account.environment;
    const TopicArn = alarmTopicArn(account.environment);
    const found = await list(account, TopicArn);
    return alarms.notify.map((address) => {
      const own = found.filter(({ Protocol, Endpoint }) => Protocol === 'email' && Endpoint === address);
      if (account.local && own.length > 0) return notChecked(address, 'the emulator sends no mail to confirm');
      if (own.some(({ SubscriptionArn = '' }) => SubscriptionArn.startsWith('arn:'))) return ok(address, 'confirmed');
      const again = `aws sns subscribe --topic-arn ${TopicArn} --protocol email --notification-endpoint ${address}`;
      return own.length > 0
        ? lacking(address, 'not confirmed', `follow the link in the mail from AWS; ${again} sends another`)
        : lacking(address, 'not subscribed', again);
    });
  },
};

async function list({ sns }: InspectedAccount, TopicArn: string): Promise<Subscription[]> {
  const found: Subscription[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const page = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, ...(NextToken && { NextToken }) }));
      found.push(...(page.Subscriptions ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
  } catch (error) {
    // The topic itself is another check's.
    if (!(error instanceof NotFoundException)) throw error;
  }
  return found;
}
