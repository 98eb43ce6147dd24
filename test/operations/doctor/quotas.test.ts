import { ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { concurrencyNeeded, quotas } from '../../../lib/operations/doctor/quotas';
import { inspectedAccount } from './inspected-account';

/** An account of live, whose file reserves 100 for `provider` and 10 for `archive`. */
const account = (ConcurrentExecutions: number, reserved: Readonly<Record<string, number>> | 'nothing deployed') => {
  const taken = reserved === 'nothing deployed' ? 0 : Object.values(reserved).reduce((sum, each) => sum + each, 0);
  return {
    'lambda:GetAccountSettings': {
      AccountLimit: { ConcurrentExecutions, UnreservedConcurrentExecutions: ConcurrentExecutions - taken },
    },
    'lambda:GetFunctionConcurrency': ({ FunctionName }: { FunctionName: string }) =>
      reserved === 'nothing deployed'
        ? new ResourceNotFoundException({ message: 'no such function', $metadata: {} })
        : { ReservedConcurrentExecutions: reserved[FunctionName] },
  };
};
const AS_FILED = { 'airlock-live-provider': 100, 'airlock-live-archive': 10 };

describe('airlock doctor: quotas', () => {
  test('the API needs the throttle filled with requests as slow as the alarm lets them be', () => {
    const alarms = { latencyP99Ms: 2000 } as Parameters<typeof concurrencyNeeded>[0]['alarms'];
    expect(concurrencyNeeded({ throttle: { rate: 200, burst: 400 }, alarms })).toBe(400);
  });

  test('FACTS M: a new account with 10, which could reserve nothing, is told how to ask for more', async () => {
    expect(await quotas.inspect(inspectedAccount(account(10, 'nothing deployed')))).toEqual([
      {
        subject: 'Lambda concurrency',
        verdict: 'lacking',
        found: '10 at once free, 510 needed',
        fix: 'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000 --region eu-west-1',
      },
    ]);
  });

  test('exactly enough is enough, one less is not, before the deployment as after it', async () => {
    const verdicts = async (limit: number, reserved: Parameters<typeof account>[1]) =>
      (await quotas.inspect(inspectedAccount(account(limit, reserved)))).map(({ verdict }) => verdict);
    expect(await verdicts(510, 'nothing deployed')).toEqual(['ok']);
    expect(await verdicts(509, 'nothing deployed')).toEqual(['lacking']);
    expect(await verdicts(510, AS_FILED)).toEqual(['ok', 'ok', 'ok']);
    expect(await verdicts(509, AS_FILED)).toEqual(['lacking', 'ok', 'ok']);
  });

  // Lambda Developer Guide, "Configuring reserved concurrency": 100 are always left unreserved.
  test('however little the API needs, the hundred that Lambda leaves unreserved have to be there', async () => {
    const slow = { environment: { throttle: { rate: 1, burst: 1 } } };
    const found = async (limit: number) =>
      (await quotas.inspect(inspectedAccount(account(limit, 'nothing deployed'), slow)))[0];
    expect(await found(210)).toMatchObject({ verdict: 'ok', found: '210 at once free, 210 needed' });
    expect(await found(209)).toMatchObject({ verdict: 'lacking' });
  });

  test('what other functions have reserved does not count', async () => {
    const others = { ...AS_FILED, 'of-another': 400 };
    expect((await quotas.inspect(inspectedAccount(account(900, others))))[0]).toMatchObject({
      verdict: 'lacking',
      found: '390 at once free, 400 needed',
    });
  });

  test.each([undefined, 5, 400])(
    'a function with %p reserved instead of what the file says is lacking',
    async (found) => {
      const reserved = { ...AS_FILED, 'airlock-live-provider': found } as Record<string, number>;
      expect(await quotas.inspect(inspectedAccount(account(2000, reserved)))).toContainEqual({
        subject: 'airlock-live-provider',
        verdict: 'lacking',
        found: `${found ?? 0} at once reserved, the file says 100`,
        fix: 'npx airlock deploy live',
      });
    },
  );

  test('an emulated account has none', async () => {
    expect(await quotas.inspect(inspectedAccount({}, { local: true }))).toMatchObject([{ verdict: 'not checked' }]);
  });
});
