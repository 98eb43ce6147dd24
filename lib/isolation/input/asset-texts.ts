import { isUtf8 } from 'node:buffer';
import type { TextInput } from '../model/side-input';
import { isArchive, unzip } from './archive';
import { AuditInputError } from './audit-input-error';
import type { AuditedFiles } from './audited-files';
import { legible } from './legible';
import type { UnreadFile } from './side-reading';

/** Collects what is deployed beside the templates: text to look into, and what cannot be looked into, with the reason. */
export class AssetTexts {
  readonly texts: TextInput[] = [];
  readonly unread: UnreadFile[] = [];
  private readonly seen = new Set<string>();
  private room = LARGEST_CONTENT;

  constructor(private readonly files: AuditedFiles) {}

  /** An asset as a manifest names it: a file, an archive or a folder of code. The same one twice is read once. */
  add(path: string): void {
    if (this.seen.has(path)) return;
    this.seen.add(path);
    this.orUnread(path, () => {
      const below = this.files.kindOf(path) === 'folder' ? this.files.list(path) : [path];
      for (const file of below) this.orUnread(file, () => this.addBytes(file, this.files.read(file), 0));
    });
  }

  cannotRead(path: string, reason: string): void {
    this.unread.push({ path: legible(path), reason });
  }

  private addBytes(path: string, bytes: Buffer, depth: number): void {
    const text = asText(bytes);
    if (isArchive(bytes) && depth < DEEPEST_ARCHIVE) this.addArchive(path, bytes, depth);
    else if (text === undefined) this.cannotRead(path, `binary, ${bytes.length} bytes`);
    else this.texts.push({ path: legible(path), text, kind: 'code' });
  }

  private addArchive(path: string, bytes: Buffer, depth: number): void {
    let content: ReturnType<typeof unzip>;
    try {
      content = unzip(bytes, this.room);
    } catch (error) {
      this.cannotRead(path, error instanceof Error ? error.message : String(error));
      return;
    }
    for (const file of content) {
      const below = `${path}!${file.path}`;
      if (!Buffer.isBuffer(file.content)) this.cannotRead(below, file.content.reason);
      else {
        this.room -= file.content.length;
        this.addBytes(below, file.content, depth + 1);
      }
    }
  }

  private orUnread(path: string, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof AuditInputError)) throw error;
      this.cannotRead(path, error.message);
    }
  }
}

/** In bytes, unpacked from all archives of a side. */
const LARGEST_CONTENT = 64 * 1024 * 1024;

/** A layer may be an archive in a package; no more than that. */
const DEEPEST_ARCHIVE = 2;

/** Text of any encoding that keeps ASCII as it is; undefined for what is no text. */
function asText(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined;
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}
