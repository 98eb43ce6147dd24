import { loadEnvironments } from '../environment/load';
import type { EnvironmentName } from '../environment/modes';
import type { KnownGateway, KnownGateways } from './destination';
import { type EmulatedAccount, emulatedAccounts, requireEmulatedAccount } from './emulated';

/**
 * The hosts of both environments: of the environment files, and of the emulated accounts while they are up.
 * @param local keys are used at the emulated accounts instead of at the deployed hosts
 * @throws EnvironmentFileError, Refusal when `local` and the accounts are not up
 */
export function knownGateways(local: boolean): KnownGateways {
  const files = loadEnvironments();
  const emulated = emulatedAccounts();
  const known = (name: EnvironmentName): KnownGateway => {
    const host = files[name].domain?.name;
    const url = local ? requireEmulatedAccount(name).url : host && `https://${host}`;
    return {
      ...(url && { url }),
      authorities: [...(host ? [host.toLowerCase()] : []), ...(emulated ? loopbackNames(emulated[name]) : [])],
    };
  };
  return { sandbox: known('sandbox'), live: known('live') };
}

/** The port tells the two apart, whichever way this machine is written. */
function loopbackNames({ url }: EmulatedAccount): string[] {
  const { port } = new URL(url);
  return ['localhost', '127.0.0.1', '[::1]'].map((name) => (port ? `${name}:${port}` : name));
}
