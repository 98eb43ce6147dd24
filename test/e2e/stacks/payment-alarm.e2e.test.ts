import { CloudWatchClient, DescribeAlarmsCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import type { Client } from '../../../lib/client/client';
import { requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { loadEnvironments } from '../../../lib/environment/load';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';
import { freshClient } from '../accounts/demo-app';

const { paymentFailures, paymentFailureRate } = loadEnvironments().sandbox.alarms;

describe('DC3 AZ7: the alarm on failing payments', () => {
  const cloudWatch = new CloudWatchClient(emulatedConfig(requireEmulatedAccount('sandbox')));
  afterAll(() => cloudWatch.destroy());

  /** By how many payments too many failed, as CloudWatch has it. */
  async function excess(): Promise<number> {
    const now = Date.now();
    const { Datapoints = [] } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Airlock',
        MetricName: 'PaymentFailureExcess',
        Dimensions: [{ Name: 'environment', Value: 'sandbox' }],
        StartTime: new Date(now - 3_600_000),
        EndTime: new Date(now + 60_000),
        Period: 7200,
        Statistics: ['Sum'],
      }),
    );
    return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  }

  async function state(): Promise<string | undefined> {
    const AlarmNames = ['airlock-sandbox-payment-failures'];
    const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames }));
    return MetricAlarms[0]?.StateValue;
  }

  async function failOne(client: Client): Promise<void> {
    const { id } = await client.createPayment({ amount: 100, currency: 'EUR' });
    await client.testPayment(id, 'fail');
  }

  test('one failure is counted and no alarm; as many as the file says, beyond what may fail, are one', async () => {
    const client = await freshClient();
    const before = await excess();
    await failOne(client);
    const one = 1 - paymentFailureRate / 100;
    await until(async () => Math.abs((await excess()) - before - one) < 1e-6);
    expect(await state()).not.toBe('ALARM');
    // Successes of other tests count against it.
    const more = Math.ceil((paymentFailures + Math.max(0, -before)) / one);
    await Promise.all(Array.from({ length: more }, () => failOne(client)));
    await until(async () => (await state()) === 'ALARM');
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 200));
}
