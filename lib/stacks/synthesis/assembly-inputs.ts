import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { ENVIRONMENTS } from '../../environment/modes';

/** What a synthesis read, written down beside the templates, so that a reader can see whether they are up to date. */
interface AssemblyInputs {
  /** SHA-256 of each file by its path from the project; null for one that was not there. */
  readonly files: Readonly<Record<string, string | null>>;
  /** Context of the command line and of cdk.json, without what the CDK CLI sets itself. */
  readonly context: Readonly<Record<string, unknown>>;
}

const INPUTS_FILE = 'airlock-inputs.json';
const HANDLERS = join('lib', 'gateway', 'handlers');
/** Data and packages; code is known from what was bundled. */
const ALWAYS = [
  ...ENVIRONMENTS.map((name) => join('environments', `${name}.yaml`)),
  'cdk.json',
  'cdk.context.json',
  'package.json',
  'package-lock.json',
];

export interface SynthesisInputs {
  readonly root: string;
  /** Files of code, of the app and of the handlers. */
  readonly code: readonly string[];
  /** As the CDK CLI gives it. */
  readonly context: Readonly<Record<string, unknown>>;
  /** A file that changed after this time may have been read before its change. */
  readonly since: number;
}

/** Writes what was read into the assembly's folder. */
export function recordInputs(folder: string, { root, code, context, since }: SynthesisInputs): void {
  const own = code
    .map((file) => relative(root, isAbsolute(file) ? file : join(root, file)))
    .filter((file) => !file.startsWith('..') && !file.startsWith('node_modules'));
  const paths = [...new Set([...ALWAYS, ...own])].sort();
  const files = Object.fromEntries(
    paths.map((path) => [path, changedSince(join(root, path), since) ?? digestOf(root, path)]),
  );
  const inputs: AssemblyInputs = { files, context: withoutOwn(context) };
  writeFileSync(join(folder, INPUTS_FILE), `${JSON.stringify(inputs, null, 1)}\n`);
}

/**
 * What has changed since an assembly was synthesized, such as `environments/live.yaml`; empty when nothing has.
 * @returns undefined when the assembly does not say what it was made of
 */
export function changedInputs(folder: string, root: string): string[] | undefined {
  const path = join(folder, INPUTS_FILE);
  if (!existsSync(path)) return undefined;
  let inputs: AssemblyInputs;
  try {
    inputs = JSON.parse(readFileSync(path, 'utf8')) as AssemblyInputs;
    if (typeof inputs.files !== 'object' || typeof inputs.context !== 'object') return [INPUTS_FILE];
  } catch {
    return [INPUTS_FILE];
  }
  const changed = Object.entries(inputs.files)
    .filter(([file, digest]) => digestOf(root, file) !== digest)
    .map(([file]) => file);
  const added = handlersOf(root).filter((file) => !Object.hasOwn(inputs.files, file));
  const isSameContext = JSON.stringify(sorted(inputs.context)) === JSON.stringify(sorted(contextOf(root)));
  return [...changed, ...added, ...(isSameContext ? [] : ['the context given with -c'])];
}

function digestOf(root: string, path: string): string | null {
  const file = join(root, path);
  if (!existsSync(file)) return null;
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** A time in the future comes from a wrong clock, and says nothing. */
function changedSince(file: string, since: number): string | undefined {
  const { mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return mtimeMs > since && mtimeMs <= Date.now() ? 'changed while it was read' : undefined;
}

function handlersOf(root: string): string[] {
  return readdirSync(join(root, HANDLERS))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(HANDLERS, file));
}

/** What the files of the project say; the command line can add to it. */
function contextOf(root: string): Record<string, unknown> {
  const read = (file: string): Record<string, unknown> =>
    existsSync(join(root, file)) ? JSON.parse(readFileSync(join(root, file), 'utf8')) : {};
  return withoutOwn({ ...read('cdk.context.json'), ...Object(read('cdk.json')['context']) });
}

/** How the CDK CLI speaks to the library, and the stage, which is the folder's. */
const OWN_CONTEXT = /^(?:stage$|aws:cdk:|@aws-cdk\/core:failSynthOnValidationErrors$)/;

function withoutOwn(context: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(context).filter(([key]) => !OWN_CONTEXT.test(key)));
}

function sorted(context: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(context).sort(([one], [two]) => (one < two ? -1 : 1));
}
