import { isArchive, unzip } from '../../../lib/isolation/input/archive';
import { zip } from './zip';

const ROOM = 1_000_000;

test('deflated and stored files of a zip archive are unpacked, folders are none', () => {
  const bytes = zip([
    { path: 'lib/', content: '', method: 0 },
    { path: 'lib/index.js', content: 'exports.a = 1'.repeat(100) },
    { path: 'plain.txt', content: 'hello', method: 0 },
  ]);
  expect(isArchive(bytes)).toBe(true);
  const files = unzip(bytes, ROOM).map(({ path, content }) => [path, String(content)]);
  expect(files).toEqual([
    ['lib/index.js', 'exports.a = 1'.repeat(100)],
    ['plain.txt', 'hello'],
  ]);
});

test.each([
  [{ path: 'a', content: 'x'.repeat(50), claimedSize: 10 }, 'damaged'],
  [{ path: 'a', content: 'x'.repeat(50), claimedSize: 60 }, 'not as long as the archive says'],
  [{ path: 'a', content: 'x'.repeat(50), claimedSize: 49 }, 'not as long as the archive says'],
  [{ path: 'a', content: 'x', claimedSize: 0xffffffff }, 'more than is unpacked in all'],
  [{ path: 'a', content: 'x', method: 12 }, 'packed with method 12, which is not read'],
])('what an entry hides behind a wrong size or method is given as not read: %j', (entry, reason) => {
  expect(unzip(zip([entry]), ROOM)).toEqual([{ path: 'a', content: { reason } }]);
});

test('a file too large to unpack is not unpacked', () => {
  const size = 16 * 1024 * 1024 + 1;
  const [file] = unzip(zip([{ path: 'a', content: Buffer.alloc(size) }]), size);
  expect(file?.content).toEqual({ reason: `too large: ${size} bytes unpacked` });
});

test('files beyond the room are not unpacked', () => {
  const bytes = zip([
    { path: 'a', content: 'x'.repeat(10) },
    { path: 'b', content: 'y'.repeat(10) },
  ]);
  expect(unzip(bytes, 15).map(({ content }) => Buffer.isBuffer(content))).toEqual([true, false]);
});

test.each([
  ['the end is missing', (bytes: Buffer) => bytes.subarray(0, -4)],
  ['fewer files are listed than there are', (bytes: Buffer) => patched(bytes, bytes.length - 12, 1)],
  ['more files are listed than there are', (bytes: Buffer) => patched(bytes, bytes.length - 12, 3)],
  ['the list is elsewhere', (bytes: Buffer) => patched(bytes, bytes.length - 6, 200)],
])('an archive of which %s is refused as a whole', (_, damage) => {
  const bytes = zip([
    { path: 'a', content: 'x' },
    { path: 'b', content: 'y' },
  ]);
  expect(() => unzip(damage(bytes), ROOM)).toThrow(/zip archive/);
});

function patched(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(value, at);
  return copy;
}
