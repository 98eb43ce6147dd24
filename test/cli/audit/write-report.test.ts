import { lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { saveReport } from '../../../lib/cli/audit/write-report';
import { folderWith, removeFolders } from '../../isolation/input/folders';

afterAll(removeFolders);

test('a report takes the place of what was there, and leaves nothing beside it', () => {
  const folder = folderWith({ 'report.json': 'old, and longer than the new one' });
  saveReport('new', join(folder, 'report.json'));
  expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['report.json']);
});

test('a link to a report stays a link', () => {
  const folder = folderWith({ 'real.json': '' });
  symlinkSync('real.json', join(folder, 'report.json'));
  saveReport('new', join(folder, 'report.json'));
  expect(lstatSync(join(folder, 'report.json')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('new');
});

test('a device is written to, not replaced', () => {
  saveReport('x', '/dev/null');
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});

test.each(['missing/report.json', 'taken'])('where it cannot be written, %s, it says so and leaves nothing', (path) => {
  const folder = folderWith({ 'taken/file': '' });
  expect(() => saveReport('new', join(folder, path))).toThrow(
    expect.objectContaining({
      name: 'Refusal',
      kind: 'usage',
      message: expect.stringMatching(/^cannot write .+\(E[A-Z]+\)$/),
    }),
  );
  expect(readdirSync(folder)).toEqual(['taken']);
});
