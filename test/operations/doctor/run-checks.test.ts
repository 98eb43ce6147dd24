import { Refusal } from '../../../lib/contract/refusal';
import { loadEnvironments } from '../../../lib/environment/load';
import type { Check } from '../../../lib/operations/doctor/check';
import { lacking, notChecked, ok } from '../../../lib/operations/doctor/check';
import { notEntered, runChecks } from '../../../lib/operations/doctor/run-checks';
import { type InspectedAccountProps, inspectedAccount } from './inspected-account';

const { live } = loadEnvironments();
const check = (inspect: Check['inspect'], id = 'example'): Check => ({
  id,
  actions: ['sns:GetTopicAttributes'],
  inspect,
});
const checked = (checks: Check[], props: InspectedAccountProps = {}) => runChecks(inspectedAccount({}, props), checks);

describe('airlock doctor', () => {
  test('says first who and where we are', async () => {
    const { healthy, findings } = await checked([]);
    expect(healthy).toBe(true);
    expect(findings).toMatchObject([
      { check: 'identity', subject: expect.stringContaining('auditor'), verdict: 'ok', found: 'account 222222222222' },
      { check: 'region', subject: 'eu-west-1', verdict: 'ok' },
    ]);
    const [, region] = (await checked([], { local: true })).findings;
    expect(region).toMatchObject({ verdict: 'not checked' });
  });

  test('is healthy while something is only not checked, and not when anything is lacking', async () => {
    const unseen = check(async () => [ok('a', 'there'), notChecked('b', 'no mail here')]);
    const broken = check(async () => [ok('a', 'there'), lacking('b', 'gone', 'put it back')]);
    expect((await checked([unseen])).healthy).toBe(true);
    expect((await checked([unseen, broken])).healthy).toBe(false);
  });

  test('an emulated account is not mended by commands for AWS', async () => {
    const broken = check(async () => [lacking('b', 'gone', 'aws put it back')]);
    const { findings } = await checked([broken], { local: true });
    expect(findings.at(-1)?.fix).toBe('end `npx airlock up` and start it again');
    expect((await checked([broken])).findings.at(-1)?.fix).toBe('aws put it back');
  });

  test('a check that may not look is no pass: the actions and the role are named', async () => {
    const denied = Object.assign(new Error('User is not authorized'), { name: 'AccessDeniedException' });
    const { healthy, findings } = await checked([check(() => Promise.reject(denied))]);
    expect(healthy).toBe(false);
    expect(findings.at(-1)).toMatchObject({
      verdict: 'lacking',
      found: expect.stringMatching(/may not look: it needs sns:GetTopicAttributes$/),
      fix: 'run this as airlock-live-auditor',
    });
  });

  test('a check that fails otherwise is no pass, and the others are still made', async () => {
    const { healthy, findings } = await checked([
      check(() => Promise.reject(new Error('socket hang up')), 'first'),
      check(async () => [ok('b', 'there')], 'second'),
    ]);
    expect(healthy).toBe(false);
    expect(findings.slice(2)).toMatchObject([
      { check: 'first', verdict: 'lacking', found: 'AWS did not say: Error: socket hang up' },
      { check: 'second', verdict: 'ok' },
    ]);
  });

  test('BG4: credentials of the other account are all that is said of it', () => {
    const foreign = new Refusal('these credentials are of account 111111111111, which is sandbox', 'use others');
    const { healthy, findings } = notEntered(live, foreign, [check(async () => [])]);
    expect(healthy).toBe(false);
    expect(findings).toMatchObject([
      { check: 'identity', verdict: 'lacking', found: foreign.message, fix: 'use others' },
      { check: 'region', verdict: 'not checked' },
      { check: 'example', verdict: 'not checked', found: 'needs an identity of account 222222222222' },
    ]);
  });

  test('what is not about credentials is not made into a result', () => {
    const usage = new Refusal('state.json is not what `airlock up` writes', 'run it again', 'usage');
    for (const error of [usage, new Error('a defect')]) expect(() => notEntered(live, error, [])).toThrow(error);
  });
});
