import { Refusal } from '../../../lib/contract/refusal';
import { appKey, nameKey } from '../../../lib/gateway/apps/app';
import { createApp } from '../../../lib/operations/apps/create-app';
import { retireApp } from '../../../lib/operations/apps/retire-app';
import { fingerprint } from '../../../lib/operations/apps/sealed-secret';
import type { StoredApp } from '../../../lib/operations/apps/stored-apps';
import { AccountInMemory } from './account-in-memory';

function stored(account: AccountInMemory, name: string): StoredApp {
  const claim = account.items.get(`${nameKey(name).pk} NAME`);
  return account.items.get(`${appKey(String(claim?.['publicKey'])).pk} APP`) as unknown as StoredApp;
}

describe('GW1 GW7 D6 an app and its triple', () => {
  test('is stored under its public key, its secrets in Secrets Manager only', async () => {
    const account = new AccountInMemory();
    const connection = account.connection();
    const { app, secret, webhookSecret, resumed } = await createApp(
      connection,
      { name: 'book-test' },
      1_772_366_400_000,
    );
    expect(resumed).toBe(false);
    expect(app).toMatchObject({
      product: 'book',
      mode: 'test',
      environment: 'sandbox',
      provider: 'mock',
      status: 'active',
    });
    expect([app.appId, app.publicKey, secret].map((text) => text.split('_', 2).join('_'))).toEqual([
      'app_test',
      'pk_test',
      'sk_test',
    ]);
    const { pk, sk, ...item } = account.items.get(`KEY#${app.publicKey} APP`) ?? {};
    expect(item).toEqual(app);
    expect(item).toMatchObject({ createdAt: '2026-03-01T12:00:00.000Z', createdBy: connection.caller.arn });
    const [version] = app.secretVersions;
    expect(version?.notAfter).toBeNull();
    const signing = account.secrets.get(`airlock/sandbox/apps/${app.appId}`);
    expect(signing?.versions.get(version?.versionId ?? '')).toBe(secret);
    expect([...(account.secrets.get(`airlock/sandbox/webhooks/${app.appId}`)?.versions.values() ?? [])]).toEqual([
      webhookSecret,
    ]);
    expect(JSON.stringify([...account.items])).not.toMatch(/sk_test|whsec_/);
  });

  test('every secret is sealed and tagged before it has a value', async () => {
    const account = new AccountInMemory();
    const connection = account.connection();
    const { app, secret } = await createApp(connection, { name: 'book-sandbox', provider: 'paypal' });
    for (const { calls, policy } of account.secrets.values()) {
      expect(calls).toEqual(['create', 'policy', 'value']);
      expect(policy).toContain('"aws:PrincipalAccount":"111111111111"');
    }
    expect(account.secrets.get(`airlock/sandbox/apps/${app.appId}`)?.tags).toMatchObject({
      'airlock:environment': 'sandbox',
      'airlock:product': 'airlock',
      'airlock:app': 'book-sandbox',
      'airlock:mode': 'sandbox',
      'airlock:fingerprint': fingerprint(connection.environment.fingerprintSalt, secret),
    });
  });

  test.each([
    ['live', 'book-live', 'closed'],
    ['sandbox', 'book-sandbox', 'open'],
    ['sandbox', 'book-test', 'open'],
  ] as const)('in %s %s is born with its traffic %s', async (stage, name, traffic) => {
    const provider = name === 'book-test' ? {} : { provider: 'polar' };
    const { app } = await createApp(new AccountInMemory().connection(stage), { name, ...provider });
    expect(app.traffic).toBe(traffic);
  });

  test('a name that is taken is refused, and nothing is written', async () => {
    const account = new AccountInMemory();
    await createApp(account.connection(), { name: 'book-test' });
    const before = JSON.stringify([[...account.items], [...account.secrets]]);
    await expect(createApp(account.connection(), { name: 'book-test' })).rejects.toThrow('book-test exists already');
    expect(JSON.stringify([[...account.items], [...account.secrets]])).toBe(before);
  });

  test('of two that create it at once, one has it and its secret opens it', async () => {
    const account = new AccountInMemory();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => createApp(account.connection(), { name: 'book-test' })),
    );
    const [made, ...others] = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(others).toEqual([]);
    const app = stored(account, 'book-test');
    const versions = account.secrets.get(`airlock/sandbox/apps/${app.appId}`)?.versions;
    expect(versions?.get(app.secretVersions[0]?.versionId ?? '')).toBe(made?.secret);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Refusal);
    }
  });

  test('after retirement the name is free again, and the old app stays as it was', async () => {
    const account = new AccountInMemory();
    const { app: old } = await createApp(account.connection(), { name: 'book-test' });
    const retired = await retireApp(account.connection(), 'book-test');
    const { app, resumed } = await createApp(account.connection(), { name: 'book-test' });
    expect(resumed).toBe(false);
    expect(app.appId).not.toBe(old.appId);
    expect(stored(account, 'book-test').appId).toBe(app.appId);
    expect(account.items.get(`KEY#${old.publicKey} APP`)).toMatchObject({ ...retired, status: 'retired' });
  });
});

describe('D6 stopped between any two lines, creating is finished by the next run', () => {
  const CALLS = 10;

  test('it makes as many calls as are tried here', async () => {
    const account = new AccountInMemory();
    await createApp(account.connection(), { name: 'book-sandbox', provider: 'paypal' });
    expect(account.calls).toBe(CALLS - 1);
  });

  const stops = Array.from({ length: CALLS - 1 }, (_, at) => at + 1).flatMap((call) => [
    [call, 'before its effect', false] as const,
    [call, 'after its effect', true] as const,
  ]);
  test.each(stops)('at call %d, %s', async (call, _, effectOfLast) => {
    const account = new AccountInMemory();
    Object.assign(account, { diesAfter: call, effectOfLast });
    await expect(createApp(account.connection(), { name: 'book-sandbox', provider: 'paypal' })).rejects.toThrow('gone');
    const half = stored(account, 'book-sandbox');
    if (half?.status === 'active') {
      // Only printing was left: the triple is lost, and the next run says how to get another.
      expect([call, effectOfLast]).toEqual([CALLS - 1, true]);
      account.diesAfter = Number.POSITIVE_INFINITY;
      await expect(createApp(account.connection(), { name: 'book-sandbox' })).rejects.toMatchObject({
        fix: expect.stringContaining('retire book-sandbox'),
      });
      return;
    }
    const written = [...account.secrets.values()].flatMap(({ versions }) => [...versions.values()]);
    account.diesAfter = Number.POSITIVE_INFINITY;
    const again = { name: 'book-sandbox', ...(half ? {} : { provider: 'paypal' }) };
    const { app, secret, webhookSecret, resumed } = await createApp(account.connection(), again);
    expect(resumed).toBe(half !== undefined);
    if (half) expect([app.appId, app.publicKey, app.provider]).toEqual([half.appId, half.publicKey, 'paypal']);
    expect(stored(account, 'book-sandbox')).toMatchObject({ ...app, status: 'active' });
    expect(written).not.toContain(secret);
    expect(written).not.toContain(webhookSecret);
    const versions = account.secrets.get(`airlock/sandbox/apps/${app.appId}`)?.versions;
    expect(app.secretVersions.map(({ versionId }) => versions?.get(versionId))).toEqual([secret]);
    expect(account.secrets.size).toBe(2);
    for (const { policy, calls } of account.secrets.values()) {
      expect(policy).toBeDefined();
      expect(calls.indexOf('policy')).toBeLessThan(calls.indexOf('value'));
    }
  });
});
