import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '../contract/refusal';
import { ENVIRONMENTS, type EnvironmentName, type Mode } from '../environment/modes';
import { projectRoot } from '../environment/project-root';
import { CREDENTIAL_VARIABLES } from './credentials';

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
  const accounts = accountsIn(file);
  return accounts && !whyGone(accounts, file) ? accounts : undefined;
}

function accountsIn(file: string): (EmulatedAccounts & { readonly pid?: number }) | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}`, 'run `npx airlock up` again', 'usage');
  }
  try {
    const state = JSON.parse(text) as EmulatedAccounts;
    if (ENVIRONMENTS.every((name) => state[name].url && state[name].authority && state[name].ca)) return state;
  } catch {
    // Half written, or of another form: refused below.
  }
  throw new Refusal(`${file} is not what \`airlock up\` writes`, 'run `npx airlock up` again', 'usage');
}

/** Why the accounts that the file names are gone; undefined when they are up. */
function whyGone({ sandbox, pid }: EmulatedAccounts & { readonly pid?: number }, file: string): string | undefined {
  const made = dirname(sandbox.ca);
  if (made !== dirname(resolve(file)) && made !== realpathSync(dirname(file))) {
    return `; this folder is a copy, and ${file} speaks of those of ${made}`;
  }
  if (pid !== undefined && !runs(pid)) return `; the \`airlock up\` that kept them up (process ${pid}) was killed`;
  return undefined;
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** @throws Refusal while they are not up */
export function requireEmulatedAccount(environment: EnvironmentName, file = emulatedStateFile()): EmulatedAccount {
  const accounts = accountsIn(file);
  const gone = accounts ? whyGone(accounts, file) : '';
  if (accounts && gone === undefined) return accounts[environment];
  throw new Refusal(
    `the emulated accounts are not up${gone}`,
    'start them with `npx airlock up`, or leave out --local',
  );
}

/**
 * The triple of an app of the emulated accounts, as a product's environment would carry it.
 * @throws Refusal when there is no such app, or when it is AWS that is asked
 */
export function emulatedCredentials(name: string, local: boolean): Readonly<Record<string, string>> {
  if (!local) {
    const fix = `add --local, or set ${CREDENTIAL_VARIABLES.publicKey} and ${CREDENTIAL_VARIABLES.secret}`;
    throw new Refusal('--app names an app of the emulated accounts; AWS gives out no secret of one', fix, 'usage');
  }
  const apps = ENVIRONMENTS.flatMap((environment) => requireEmulatedAccount(environment).apps);
  const app = apps.find((each) => each.name === name);
  if (!app) {
    const known = apps.map((each) => each.name).join(', ');
    throw new Refusal(`there is no app ${name} in the emulated accounts`, `there are ${known}`, 'usage');
  }
  const { publicKey, secret, webhookSecret } = app;
  return {
    [CREDENTIAL_VARIABLES.publicKey]: publicKey,
    [CREDENTIAL_VARIABLES.secret]: secret,
    [CREDENTIAL_VARIABLES.webhookSecret]: webhookSecret,
  };
}
