import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentFileError, type EnvironmentProblem } from '../../lib/environment/problem';
import { projectRoot } from '../../lib/environment/project-root';

export type FileName = 'sandbox' | 'live';

/** A committed file's text with one passage replaced. */
export interface Edit {
  readonly file: FileName;
  readonly find: string;
  readonly put: string;
}

export function committed(file: FileName): string {
  return readFileSync(join(projectRoot(), 'environments', `${file}.yaml`), 'utf8');
}

/** The line, counted from 1, on which a committed file has the passage. The passage must be there once. */
export function lineWith(file: FileName, passage: string): number {
  const [before, ...rest] = committed(file).split(passage);
  if (before === undefined || rest.length !== 1) throw new Error(`${passage} is ${rest.length} times in ${file}.yaml`);
  return before.split('\n').length;
}

/** Runs `use` on a folder with the committed files, edited. */
export function withEdits<Result>(edits: readonly Edit[], use: (folder: string) => Result): Result {
  const texts = { sandbox: committed('sandbox'), live: committed('live') };
  for (const { file, find, put } of edits) {
    if (texts[file].split(find).length !== 2) throw new Error(`${find} is not once in ${file}.yaml`);
    texts[file] = texts[file].replace(find, () => put);
  }
  return withFiles(texts, use);
}

/** Runs `use` on a folder with these files and no others. */
export function withFiles<Result>(texts: Readonly<Record<string, string>>, use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-environments-'));
  try {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, `${name}.yaml`), text);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The problems that a load reports; none when it succeeds. Anything but an EnvironmentFileError is thrown on. */
export function problemsOf(load: () => unknown): readonly EnvironmentProblem[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof EnvironmentFileError) return error.problems;
    throw error;
  }
}
