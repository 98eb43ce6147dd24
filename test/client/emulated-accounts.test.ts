import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emulatedAccounts, requireEmulatedAccount } from '../../lib/client/emulated-accounts';
import { thrown } from './thrown';

describe('D14 where the emulated accounts are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-'));
  const file = join(folder, 'state.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('no file: they are not up', () => {
    expect(emulatedAccounts(join(folder, 'none.json'))).toBeUndefined();
    expect(thrown(() => requireEmulatedAccount('live', join(folder, 'none.json'))).fix).toContain('npx airlock up');
  });

  const account = (port: number) => ({
    url: `http://localhost:${port}`,
    authority: `localhost:${port}`,
    ca: join(folder, 'certificate.pem'),
  });

  test('what `airlock up` wrote', () => {
    writeFileSync(file, JSON.stringify({ sandbox: account(8080), live: account(8081) }));
    expect(requireEmulatedAccount('live', file).authority).toBe('localhost:8081');
  });

  test('in a copy of their folder they are not up: what it says is about the other one', () => {
    writeFileSync(file, JSON.stringify({ sandbox: account(8080), live: account(8081), pid: process.pid }));
    const copy = `${folder}-copy`;
    cpSync(folder, copy, { recursive: true });
    try {
      expect(requireEmulatedAccount('live', file).authority).toBe('localhost:8081');
      const copied = join(copy, 'state.json');
      expect(emulatedAccounts(copied)).toBeUndefined();
      const { message, fix } = thrown(() => requireEmulatedAccount('live', copied));
      expect(message).toBe(
        `the emulated accounts are not up; this folder is a copy, and ${copied} speaks of those of ${folder}`,
      );
      expect(fix).toContain('npx airlock up');
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  test('after the process that kept them up was killed: said, with its number', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(file, JSON.stringify({ sandbox: account(8080), live: account(8081), pid }));
    expect(emulatedAccounts(file)).toBeUndefined();
    expect(thrown(() => requireEmulatedAccount('live', file)).message).toBe(
      `the emulated accounts are not up; the \`airlock up\` that kept them up (process ${pid}) was killed`,
    );
  });

  test.each(['{"sandbox":', '{"sandbox":{"url":"http://localhost:1"}}', 'null', '[]'])('half a file: %s', (text) => {
    writeFileSync(file, text);
    expect(thrown(() => emulatedAccounts(file)).message).toContain('is not what `airlock up` writes');
  });
});
