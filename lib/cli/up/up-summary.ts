import { ENVIRONMENTS } from '../../environment/modes';
import type { AccountState, State } from '../../local/state';
import { pairs } from '../output/table';

/**
 * Where everything is and how to call it; without secrets, which are in the state file.
 * @param up whether the accounts stay up, so that what is printed can be tried
 */
export function summary(state: State, up = true): string {
  return [
    ...ENVIRONMENTS.map((name) => `${name}\n${indented(account(state[name]))}`),
    `Not emulated, and proven on the AWS template instead: ${state.notEmulated.join(', ') || 'nothing'}`,
    `Functions run on Node ${state.functionsRunOn}.${state.functionsRunOn.startsWith('v24.') ? '' : ' Lambda runs them on Node 24, of which there is no build for this machine.'}`,
    ...(up ? [toTry(state)] : []),
    `Up in ${state.seconds} s.`,
  ].join('\n\n');
}

/** Commands that work as they are printed, in the project's folder. */
function toTry(state: State): string {
  const commands = ENVIRONMENTS.flatMap((name) => {
    const { apps, payment } = state[name];
    const app = apps[0]?.name;
    if (!app) return [];
    const pay = `npx airlock call POST /v1/payments --data '{"amount":1250,"currency":"EUR"}' --app ${app} --local`;
    const look = payment && `npx airlock call GET /v1/payments/${payment.id} --app ${payment.app} --local`;
    return [pay, ...(look ? [look] : [])];
  });
  return `Signed requests to try, from another terminal; the apps' credentials are in .emulator/state.json:\n\n${indented(commands.join('\n'))}`;
}

function account({ account: id, region, url, authority, apps, endpoint, payment }: AccountState): string {
  return pairs({
    gateway: url,
    'signed as': authority,
    account: `${id} in ${region}, AWS services at ${endpoint}`,
    apps: apps.map(({ name, publicKey }) => `${name} (${publicKey})`).join(', '),
    payment: payment
      ? `${payment.id} of ${payment.app}: ${payment.status}${payment.fallback ? ', a fallback that cannot be paid' : ''}`
      : null,
    checkout: payment?.status === 'succeeded' ? null : (payment?.checkoutUrl ?? null),
  });
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
