import { ENVIRONMENTS } from '../environment/modes';
import type { AccountState, State } from '../local/state';
import { pairs } from './table';

/** Where everything is and how to call it; without secrets, which are in the state file. */
export function summary(state: State): string {
  return [
    ...ENVIRONMENTS.map((name) => `${name}\n${indented(account(state[name]))}`),
    `Not emulated, and proven on the AWS template instead: ${state.notEmulated.join(', ') || 'nothing'}`,
    `Functions run on Node ${state.functionsRunOn}.${state.functionsRunOn.startsWith('v24.') ? '' : ' Lambda runs them on Node 24, of which there is no build for this machine.'}`,
    `Credentials of each app: .emulator/state.json, as publicKey, secret and webhookSecret. A signed request with them:`,
    indented(
      [
        'PAYMENT_GATEWAY_PUBLIC_KEY=pk_… PAYMENT_GATEWAY_SECRET=sk_… \\',
        `  npx airlock call POST /v1/payments --data '{"amount":1250,"currency":"EUR"}' --local`,
      ].join('\n'),
    ),
    `Up in ${state.seconds} s.`,
  ].join('\n\n');
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
