import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AuditInputError } from './audit-input-error';
import { legible } from './legible';

const MB = 1024 * 1024;
/** In bytes; CloudFormation itself takes templates of 1 MB. */
export const LARGEST_FILE = 16 * MB;
/** In bytes, over all files of one side. */
const LARGEST_SIDE = 64 * MB;
/** More than any assembly has; a hostile one must not keep us busy. */
const MOST_FILES = 50_000;
const DEEPEST_FOLDER = 40;

/**
 * The files of one side, and nothing outside its folder: what a path or a link leads to is read only when it is a regular file
 * below the folder. Keeps to a size, and remembers what was read for the digest.
 */
export class AuditedFiles {
  private readonly hashes = new Map<string, string>();
  private size = 0;

  /**
   * @param root real path of what is audited
   * @param boundary real path of the folder that its files may come from
   */
  constructor(
    readonly root: string,
    private readonly boundary = root,
  ) {}

  /**
   * @param path from the root
   * @throws AuditInputError when it is not there, no regular file, outside, or too large
   */
  read(path: string): Buffer {
    const name = legible(path);
    const real = this.realPath(path);
    // Before it is opened, which is enough to make some devices act.
    refuseUnlessFile(statSync(real), name);
    let file: number;
    try {
      // Without NONBLOCK, opening a pipe without a writer would wait forever.
      file = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch (error) {
      throw new AuditInputError(`${name} cannot be read (${codeOf(error)})`, 'see that you may read it, and try again');
    }
    try {
      const bytes = this.readOpen(file, name);
      this.remember(relative(this.root, real), bytes);
      return bytes;
    } finally {
      closeSync(file);
    }
  }

  private readOpen(file: number, name: string): Buffer {
    const stats = fstatSync(file);
    refuseUnlessFile(stats, name);
    if (stats.size > LARGEST_FILE) {
      throw new AuditInputError(
        `${name} has ${Math.ceil(stats.size / MB)} MB; a file of at most ${LARGEST_FILE / MB} MB is read`,
        'see that it is what it should be; CloudFormation takes templates of at most 1 MB',
      );
    }
    if (this.size + stats.size > LARGEST_SIDE) {
      throw new AuditInputError(
        `the files up to ${name} have more than ${LARGEST_SIDE / MB} MB together`,
        'give a folder that holds one environment and nothing else',
      );
    }
    const bytes = Buffer.alloc(stats.size);
    let at = 0;
    for (let got = -1; got !== 0 && at < bytes.length; at += got)
      got = readSync(file, bytes, at, bytes.length - at, null);
    if (at < bytes.length) {
      throw new AuditInputError(`${name} became shorter while it was read`, 'wait until it is written, and try again');
    }
    this.size += bytes.length;
    return bytes;
  }

  /** What a path leads to; undefined when it is not there, outside, or neither. */
  kindOf(path: string): 'file' | 'folder' | undefined {
    try {
      const stats = statSync(this.realPath(path));
      return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * Everything below a folder that is no folder, sorted; a folder that links lead to twice, once. What leads out or nowhere is
   * in the list too: reading it says so.
   * @param skip names of folders that are not looked into
   * @throws AuditInputError when there are too many
   */
  list(folder = '.', skip: (name: string) => boolean = () => false): string[] {
    const found: string[] = [];
    const visited = new Set<string>();
    const walk = (path: string, depth: number): void => {
      const real = this.realPath(path);
      if (visited.has(real)) return;
      visited.add(real);
      for (const name of readdirSync(real).sort()) {
        const below = join(path, name);
        if (this.kindOf(below) !== 'folder') found.push(below);
        else if (!skip(name)) walk(below, depth + 1);
        if (depth > DEEPEST_FOLDER || found.length > MOST_FILES) {
          throw new AuditInputError(
            `${legible(folder)} has more than ${MOST_FILES} files or folders ${DEEPEST_FOLDER} deep`,
            'give the folder of the cloud assembly or of the templates',
          );
        }
      }
    };
    walk(folder, 0);
    return found;
  }

  /** For the digest. */
  remember(path: string, bytes: Buffer): void {
    this.hashes.set(path.split(sep).join('/'), createHash('sha256').update(bytes).digest('hex'));
  }

  /** Over the path and the bytes of everything that was read. */
  digest(): string {
    const hash = createHash('sha256');
    for (const path of [...this.hashes.keys()].sort()) hash.update(`${path}\0${this.hashes.get(path)}\n`);
    return `sha256:${hash.digest('hex')}`;
  }

  private realPath(path: string): string {
    const name = legible(path);
    let real: string;
    try {
      real = realpathSync(isAbsolute(path) ? path : resolve(this.root, path));
    } catch (error) {
      const why = codeOf(error) === 'ELOOP' ? 'is a link to itself' : `is not there (${codeOf(error)})`;
      throw new AuditInputError(`${name} ${why}`, 'write the folder again, and let it finish');
    }
    if (real !== this.boundary && !real.startsWith(this.boundary + sep)) {
      throw new AuditInputError(
        `${name} leads out of the folder ${legible(this.boundary)}`,
        'put the file itself into the folder; nothing outside of it is read',
      );
    }
    return real;
  }
}

function refuseUnlessFile(stats: { isFile(): boolean }, name: string): void {
  if (stats.isFile()) return;
  throw new AuditInputError(`${name} is no regular file`, 'take it out of the folder, or put a file in its place');
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
