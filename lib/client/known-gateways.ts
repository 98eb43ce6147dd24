import type { EnvironmentName } from '../environment/modes';
import type { KnownGateway, KnownGateways } from './destination';
import { type EmulatedAccount, emulatedAccounts, requireEmulatedAccount } from './emulated-accounts';

/**
 * The hosts of both environments: of the environment files, and of the emulated accounts while they are up.
 * @param local keys are used at the emulated accounts instead of at the deployed hosts
 * @throws EnvironmentFileError, Refusal when `local` and the accounts are not up
 */
export function knownGateways(local: boolean): KnownGateways {
  let files: ReturnType<typeof import('../environment/load').loadEnvironments> | undefined;
  const hostOf = (name: EnvironmentName) => {
    // Loaded only when needed: reading the files takes longer than a call of an emulated account, which does not need them.
    const { loadEnvironments } = require('../environment/load') as typeof import('../environment/load');
    files ??= loadEnvironments();
    return files[name].domain?.name;
  };
  const known = (name: EnvironmentName): KnownGateway => {
    const host = local ? undefined : hostOf(name);
    const url = local ? requireEmulatedAccount(name).url : host && `https://${host}`;
    return {
      ...(url && { url }),
      get authorities() {
        const named = hostOf(name);
        const emulated = emulatedAccounts();
        return [...(named ? [named.toLowerCase()] : []), ...(emulated ? loopbackNames(emulated[name]) : [])];
      },
    };
  };
  return { sandbox: known('sandbox'), live: known('live') };
}

/** Every way to write this machine; the port tells the two environments apart. */
function loopbackNames({ url }: EmulatedAccount): string[] {
  const { port } = new URL(url);
  return ['localhost', '127.0.0.1', '[::1]'].map((name) => (port ? `${name}:${port}` : name));
}
