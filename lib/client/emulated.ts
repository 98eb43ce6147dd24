import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ENVIRONMENTS, type EnvironmentName, type Mode } from '../environment/modes';
import { projectRoot } from '../environment/project-root';
import { Refusal } from './refusal';

/** One app of an emulated account, with its triple. */
export interface EmulatedApp {
  readonly name: string;
  readonly mode: Mode;
  readonly publicKey: string;
  readonly secret: string;
  readonly webhookSecret: string;
}

/** One emulated account as `airlock up` wrote it down. */
export interface EmulatedAccount {
  readonly account: string;
  readonly region: string;
  /** `http://localhost:<port>`. */
  readonly url: string;
  /** Exactly what a client signs as `@authority`. */
  readonly authority: string;
  readonly apps: readonly EmulatedApp[];
  /** Where the account's AWS services answer, `https://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Absolute path of the certificate that `endpoint` presents. */
  readonly ca: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export type EmulatedAccounts = Readonly<Record<EnvironmentName, EmulatedAccount>>;

/** Where the emulated accounts keep what they need: `.emulator`, or what AIRLOCK_EMULATOR says, as the tests do. */
export function emulatorFolder(): string {
  return resolve(projectRoot(), process.env['AIRLOCK_EMULATOR'] || '.emulator');
}

export function emulatedStateFile(): string {
  return join(emulatorFolder(), 'state.json');
}

/** The two emulated accounts, or undefined while they are not up. @throws Refusal when the file cannot be read */
export function emulatedAccounts(file = emulatedStateFile()): EmulatedAccounts | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}`, 'run `npx airlock up` again', 'usage');
  }
  try {
    const state = JSON.parse(text) as EmulatedAccounts;
    if (ENVIRONMENTS.every((name) => state[name].url && state[name].authority)) return state;
  } catch {
    // Half written or of another form: the same answer.
  }
  throw new Refusal(`${file} is not what \`airlock up\` writes`, 'run `npx airlock up` again', 'usage');
}

/** @throws Refusal while they are not up */
export function requireEmulatedAccount(environment: EnvironmentName, file?: string): EmulatedAccount {
  const accounts = emulatedAccounts(file);
  if (accounts) return accounts[environment];
  throw new Refusal('the emulated accounts are not up', 'start them with `npx airlock up`, or leave out --local');
}
