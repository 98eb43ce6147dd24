import { inflateRawSync } from 'node:zlib';

/** A file of a zip archive: its bytes, or why they could not be had. */
export interface ArchivedFile {
  readonly path: string;
  readonly content: Buffer | { readonly reason: string };
}

/** In bytes, unpacked. */
const LARGEST_FILE = 16 * 1024 * 1024;

const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');
const ENTRY_SIGNATURE = Buffer.from('PK\x01\x02', 'latin1');
const FILE_SIGNATURE = Buffer.from('PK\x03\x04', 'latin1');
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
/** Stands where the 64-bit form of the format keeps a size; no package that Lambda takes needs it. */
const ELSEWHERE = 0xffffffff;

export function isArchive(bytes: Buffer): boolean {
  return startsWith(bytes, 0, FILE_SIGNATURE);
}

/**
 * What a zip archive holds by its directory, which is what AWS goes by, too. Nothing is unpacked beyond what an entry says of
 * itself, and an entry whose bytes are not what it says is given with the reason.
 * @param room bytes that may be unpacked in all
 * @throws when it is no whole zip archive
 */
export function unzip(bytes: Buffer, room: number): ArchivedFile[] {
  try {
    return readDirectory(bytes, room);
  } catch (error) {
    throw error instanceof RangeError ? new Error('a broken zip archive') : error;
  }
}

function readDirectory(bytes: Buffer, room: number): ArchivedFile[] {
  const end = bytes.lastIndexOf(END_SIGNATURE);
  if (end < bytes.length - END_SIZE - LONGEST_COMMENT || end + END_SIZE > bytes.length) {
    throw new Error('no zip archive, or only the start of one');
  }
  const count = bytes.readUInt16LE(end + 10);
  const files: ArchivedFile[] = [];
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let entry = 0; entry < count; entry++) {
    if (!startsWith(bytes, at, ENTRY_SIGNATURE))
      throw new Error(`a zip archive of ${count} files whose list is broken`);
    const nameLength = bytes.readUInt16LE(at + 28);
    const path = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const size = bytes.readUInt32LE(at + 24);
    total += size;
    if (!path.endsWith('/')) {
      const content = total > room ? { reason: 'more than is unpacked in all' } : unpack(bytes, at, size);
      files.push({ path, content });
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (at !== bytes.readUInt32LE(end + 16) + bytes.readUInt32LE(end + 12)) {
    throw new Error('a zip archive whose list is longer than it says');
  }
  return files;
}

/** @param entry where the directory's entry starts */
function unpack(bytes: Buffer, entry: number, size: number): ArchivedFile['content'] {
  if (size > LARGEST_FILE) return { reason: `too large: ${size} bytes unpacked` };
  if (bytes.readUInt16LE(entry + 8) & 1) return { reason: 'encrypted' };
  const method = bytes.readUInt16LE(entry + 10);
  const packedSize = bytes.readUInt32LE(entry + 20);
  const local = bytes.readUInt32LE(entry + 42);
  if (packedSize === ELSEWHERE || local === ELSEWHERE || !startsWith(bytes, local, FILE_SIGNATURE)) {
    return { reason: 'not where the archive says' };
  }
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (method !== STORED && method !== DEFLATED) return { reason: `packed with method ${method}, which is not read` };
  try {
    const content = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: size + 1 });
    return content.length === size ? content : { reason: 'not as long as the archive says' };
  } catch {
    return { reason: 'damaged' };
  }
}

function startsWith(bytes: Buffer, at: number, signature: Buffer): boolean {
  return bytes.subarray(at, at + signature.length).equals(signature);
}
