import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emulatedAccounts, requireEmulatedAccount } from '../../lib/client/emulated';
import { thrown } from './thrown';

describe('D14 where the emulated accounts are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-'));
  const file = join(folder, 'state.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('no file: they are not up', () => {
    expect(emulatedAccounts(join(folder, 'none.json'))).toBeUndefined();
    expect(thrown(() => requireEmulatedAccount('live', join(folder, 'none.json'))).fix).toContain('npx airlock up');
  });

  test('what `airlock up` wrote', () => {
    const account = (port: number) => ({ url: `http://localhost:${port}`, authority: `localhost:${port}` });
    writeFileSync(file, JSON.stringify({ sandbox: account(8080), live: account(8081) }));
    expect(requireEmulatedAccount('live', file).authority).toBe('localhost:8081');
  });

  test.each(['{"sandbox":', '{"sandbox":{"url":"http://localhost:1"}}', 'null', '[]'])('half a file: %s', (text) => {
    writeFileSync(file, text);
    expect(thrown(() => emulatedAccounts(file)).message).toContain('is not what `airlock up` writes');
  });
});
