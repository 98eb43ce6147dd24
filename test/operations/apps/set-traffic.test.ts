import { createApp } from '../../../lib/operations/apps/create-app';
import { retireApp } from '../../../lib/operations/apps/retire-app';
import { setTraffic } from '../../../lib/operations/apps/set-traffic';
import { AccountInMemory } from './account-in-memory';

const reason = 'first customers of the pilot';
const at = Date.parse('2026-03-01T12:00:00.000Z');

describe('traffic of a live app (ZP3, AZ5): opened only by a recorded decision', () => {
  test('the change and its record are one write', async () => {
    const account = new AccountInMemory();
    const { app } = await createApp(account.connection('live'), { name: 'book-live', provider: 'polar' });
    const connection = account.connection('live');
    const { change } = await setTraffic(connection, { name: 'book-live', to: 'open', reason: ` ${reason} ` }, at);
    expect(change).toEqual({
      from: 'closed',
      to: 'open',
      reason,
      by: connection.caller.arn,
      at: '2026-03-01T12:00:00.000Z',
      override: true,
    });
    expect(account.items.get(`KEY#${app.publicKey} APP`)).toMatchObject({ traffic: 'open', status: 'active' });
    const records = [...account.items.values()].filter(({ pk }) => pk === `APP#${app.appId}`);
    expect(records).toEqual([expect.objectContaining({ ...change, environment: 'live', mode: 'live' })]);
    expect(records[0]?.sk).toMatch(/^TRAFFIC#[0-9A-Z]{26}$/);
  });

  test('what is so already is left alone', async () => {
    const account = new AccountInMemory();
    await createApp(account.connection('live'), { name: 'book-live', provider: 'polar' });
    const items = account.items.size;
    const { change } = await setTraffic(account.connection('live'), { name: 'book-live', to: 'closed', reason });
    expect(change).toBeUndefined();
    expect(account.items.size).toBe(items);
  });

  test.each(['', '   ', 'because', 'x'.repeat(501)])('a reason of %j is none', async (words) => {
    const account = new AccountInMemory();
    await createApp(account.connection('live'), { name: 'book-live', provider: 'polar' });
    const decision = { name: 'book-live', to: 'open', reason: words } as const;
    await expect(setTraffic(account.connection('live'), decision)).rejects.toMatchObject({ kind: 'usage' });
  });

  test.each(['x', 'fraud', ' 1 ', 'x'.repeat(500)])('ZP7: to close, %j is reason enough', async (words) => {
    const account = new AccountInMemory();
    await createApp(account.connection('live'), { name: 'book-live', provider: 'polar' });
    await setTraffic(account.connection('live'), { name: 'book-live', to: 'open', reason });
    const decision = { name: 'book-live', to: 'closed', reason: words } as const;
    const { app, change } = await setTraffic(account.connection('live'), decision);
    expect([app.traffic, change?.reason]).toEqual(['closed', words.trim()]);
  });

  test.each(['', '  ', 'x'.repeat(501)])('ZP7: to close, %j is none', async (words) => {
    const account = new AccountInMemory();
    await createApp(account.connection('live'), { name: 'book-live', provider: 'polar' });
    const decision = { name: 'book-live', to: 'closed', reason: words } as const;
    await expect(setTraffic(account.connection('live'), decision)).rejects.toMatchObject({ kind: 'usage' });
  });

  test('of two opposite decisions at once, one is told that it lost', async () => {
    const account = new AccountInMemory();
    await createApp(account.connection('live'), { name: 'book-live', provider: 'polar' });
    const open = () => setTraffic(account.connection('live'), { name: 'book-live', to: 'open', reason });
    const outcomes = await Promise.allSettled([open(), open()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect([...account.items.values()].filter(({ sk }) => sk.startsWith('TRAFFIC#'))).toHaveLength(1);
  });

  test('an unknown or retired app has none', async () => {
    const account = new AccountInMemory();
    const decision = { name: 'book-test', to: 'closed', reason } as const;
    await expect(setTraffic(account.connection(), decision)).rejects.toThrow('sandbox has no app book-test');
    await createApp(account.connection(), { name: 'book-test' });
    await retireApp(account.connection(), 'book-test');
    await expect(setTraffic(account.connection(), decision)).rejects.toThrow('book-test is retired, not active');
  });
});
