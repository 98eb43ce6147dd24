import { createApp } from '../../../lib/operations/apps/create-app';
import { retireApp } from '../../../lib/operations/apps/retire-app';
import { setTraffic } from '../../../lib/operations/apps/set-traffic';
import { AccountInMemory } from './account-in-memory';

const reason = 'first customers of the pilot';
const at = Date.parse('2026-03-01T12:00:00.000Z');

describe('BG1 ZP7 retiring an app', () => {
  test('ends every version now and deletes nothing', async () => {
    const account = new AccountInMemory();
    const { app } = await createApp(account.connection(), { name: 'book-test' });
    const secrets = JSON.stringify([...account.secrets]);
    const retired = await retireApp(account.connection(), 'book-test', at);
    expect(retired).toMatchObject({ status: 'retired', retiredAt: '2026-03-01T12:00:00.000Z' });
    const item = account.items.get(`KEY#${app.publicKey} APP`);
    expect(item?.['secretVersions']).toEqual([{ ...app.secretVersions[0], notAfter: '2026-03-01T12:00:00.000Z' }]);
    expect(item).toMatchObject({ status: 'retired', appId: app.appId, retiredBy: account.connection().caller.arn });
    expect(JSON.stringify([...account.secrets])).toBe(secrets);
  });

  test('a version that ended before keeps its end', async () => {
    const account = new AccountInMemory();
    const { app } = await createApp(account.connection(), { name: 'book-test' });
    const ended = { versionId: 'old', notAfter: '2026-01-01T00:00:00.000Z' };
    const id = `KEY#${app.publicKey} APP`;
    const item = account.items.get(id);
    if (item) account.seed({ ...item, secretVersions: [ended] });
    expect((await retireApp(account.connection(), 'book-test', at)).secretVersions).toEqual([ended]);
  });

  test('twice is refused, and so is a live app that takes payments', async () => {
    const account = new AccountInMemory();
    await createApp(account.connection(), { name: 'book-test' });
    await retireApp(account.connection(), 'book-test', at);
    await expect(retireApp(account.connection(), 'book-test')).rejects.toThrow('was retired at 2026-03-01');
    const live = new AccountInMemory();
    await createApp(live.connection('live'), { name: 'book-live', provider: 'polar' });
    await setTraffic(live.connection('live'), { name: 'book-live', to: 'open', reason });
    await expect(retireApp(live.connection('live'), 'book-live')).rejects.toMatchObject({
      message: 'book-live takes real payments: its traffic is open',
      fix: expect.stringContaining('--close'),
    });
    await setTraffic(live.connection('live'), { name: 'book-live', to: 'closed', reason });
    await expect(retireApp(live.connection('live'), 'book-live')).resolves.toMatchObject({ status: 'retired' });
  });
});
