import { concurrencyNeeded, quotas } from '../../../lib/operations/doctor/quotas';
import { aPatient, only } from './a-patient';

const limits = (ConcurrentExecutions: number, UnreservedConcurrentExecutions = ConcurrentExecutions) => ({
  'lambda:GetAccountSettings': { AccountLimit: { ConcurrentExecutions, UnreservedConcurrentExecutions } },
});

describe('airlock doctor: quotas', () => {
  test('what is needed is the throttle filled with requests as slow as the alarm lets them be, in two functions', () => {
    const alarms = { latencyP99Ms: 2000 } as Parameters<typeof concurrencyNeeded>[0]['alarms'];
    expect(concurrencyNeeded({ throttle: { rate: 200, burst: 400 }, alarms })).toBe(800);
  });

  test('FACTS M: a new account with 10 is told how to ask for more', async () => {
    expect(await only(quotas, aPatient(limits(10)))).toEqual({
      subject: 'Lambda concurrency',
      verdict: 'lacking',
      found: '10 at once, 800 needed',
      fix: 'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000 --region eu-west-1',
    });
  });

  test('exactly enough is enough, one less is not', async () => {
    expect(await only(quotas, aPatient(limits(800)))).toMatchObject({ verdict: 'ok' });
    expect(await only(quotas, aPatient(limits(799)))).toMatchObject({ verdict: 'lacking' });
  });

  test('what other functions have reserved does not count', async () => {
    expect(await only(quotas, aPatient(limits(1000, 500)))).toMatchObject({
      verdict: 'lacking',
      found: expect.stringContaining('500 at once'),
    });
  });

  test('an emulated account has none', async () => {
    expect(await only(quotas, aPatient({}, { local: true }))).toMatchObject({ verdict: 'not checked' });
  });
});
