import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { EmulatedAccount } from '../client/emulated-accounts';
import type { EnvironmentName } from '../environment/modes';

/** The payment that seeding made, as its app saw it last. */
export interface DemoPayment {
  readonly id: string;
  readonly app: string;
  readonly status: string;
  readonly fallback: boolean;
  readonly checkoutUrl: string | null;
}

export interface AccountState extends EmulatedAccount {
  /** Of the REST API in the account. */
  readonly apiId: string;
  readonly payment?: DemoPayment;
}

/** What `airlock up` prints of the two accounts, and keeps in `state.json` while they are up; holds secrets. */
export interface State extends Readonly<Record<EnvironmentName, AccountState>> {
  /** Resource types that were left out, because the emulator lacks them. */
  readonly notEmulated: readonly string[];
  readonly seconds: number;
  /** Version of Node, such as `v24.21.0`. */
  readonly functionsRunOn: string;
  /** Of the process that keeps the accounts up. */
  readonly pid: number;
}

/** Written whole or not at all, and readable only by its owner. */
export function writeState(file: string, state: State): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}

export function removeState(file: string): void {
  rmSync(file, { force: true });
}
