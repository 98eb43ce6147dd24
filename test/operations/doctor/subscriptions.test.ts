import { NotFoundException } from '@aws-sdk/client-sns';
import { subscriptions } from '../../../lib/operations/doctor/subscriptions';
import { awsError, type InspectedAccountProps, inspectedAccount } from './inspected-account';

const [first, second] = ['live-alarms@airlock.example', 'on-call@airlock.example'];
const mail = (Endpoint: string | undefined, SubscriptionArn: string) => ({
  Protocol: 'email',
  Endpoint,
  SubscriptionArn,
});
const confirmed = 'arn:aws:sns:eu-west-1:222222222222:airlock-live-alarms:1';
const look = (answer: object, props: InspectedAccountProps = {}) =>
  subscriptions.inspect(inspectedAccount({ 'sns:ListSubscriptionsByTopic': answer }, props));

describe('airlock doctor: subscriptions', () => {
  test('all confirmed, on several pages', async () => {
    const found = await look(({ NextToken }: { NextToken?: string }) =>
      NextToken
        ? { Subscriptions: [mail(second, confirmed)] }
        : { Subscriptions: [mail(first, confirmed)], NextToken: '2' },
    );
    expect(found.map(({ subject, verdict }) => [subject, verdict])).toEqual([
      [first, 'ok'],
      [second, 'ok'],
    ]);
  });

  test('AZ7: one has not confirmed, so that nobody is told', async () => {
    const [, pending] = await look({
      Subscriptions: [mail(first, confirmed), mail(second, 'PendingConfirmation')],
    });
    expect(pending).toMatchObject({
      subject: second,
      verdict: 'lacking',
      found: 'not confirmed',
      fix: expect.stringMatching(/^follow the link in the mail from AWS; aws sns subscribe .+ sends another$/),
    });
  });

  test.each([
    ['there are none', { Subscriptions: [] }],
    ['there is no topic', awsError(NotFoundException)],
    ['somebody else is told', { Subscriptions: [mail('other@airlock.example', confirmed)] }],
    ['the address is told in another way', { Subscriptions: [{ ...mail(first, confirmed), Protocol: 'email-json' }] }],
  ])('%s: how to subscribe', async (_, answer) => {
    expect((await look(answer))[0]).toMatchObject({
      verdict: 'lacking',
      found: 'not subscribed',
      fix: `aws sns subscribe --topic-arn arn:aws:sns:eu-west-1:222222222222:airlock-live-alarms --protocol email --notification-endpoint ${first}`,
    });
  });

  test('emulated: subscribed is seen, confirmed is not', async () => {
    const [one, other] = await look({ Subscriptions: [mail(first, confirmed)] }, { local: true });
    expect([one?.verdict, other?.verdict]).toEqual(['not checked', 'lacking']);
  });
});
