import type { ProbeAttempt } from './attempt';
import { MODE_MISMATCH, NO_SUCH_HOST } from './key-attempts';
import type { AlternateEndpoint, ProbeApp, ProbedGateway } from './probe-app';
import { INFO, redirected, sendOnce, sendSigned, signedFor } from './requests';
import { failureAtHome } from './run-attempt';

const UNKNOWN_HOST = [{ status: 401, code: 'authority_unknown' }, NO_SUCH_HOST];
const WRONG_SIGNATURE = [{ status: 401, code: 'signature_invalid' }];
const ALL_OTHER_HEADERS = 'says in X-Forwarded-Host, X-Host, X-Original-Host and Forwarded to be sent there';

/** With the attacker's key: requests that claim to be for another host, and requests by an API's alternate endpoints. */
export function hostAttempts(attacker: ProbeApp, { gateway: there }: ProbeApp): ProbeAttempt[] {
  const { gateway: other } = attacker;
  const base = {
    who: `key of ${attacker.mode}`,
    where: there.environment,
    home: async () => failureAtHome(await sendSigned(attacker, INFO)),
  };
  return [
    {
      ...base,
      kind: 'host',
      what: `signs for its own side, and ${ALL_OTHER_HEADERS}`,
      expected: MODE_MISMATCH,
      send: () => sent(attacker, there, other.authority, there.authority, forwarded(other)),
    },
    ...there.alternateEndpoints.flatMap((endpoint): ProbeAttempt[] => [
      {
        ...base,
        kind: 'door',
        what: `comes by ${endpoint.name}, around this host`,
        expected: [...MODE_MISMATCH, NO_SUCH_HOST],
        send: () => sendTo(attacker, endpoint, endpoint.host),
      },
      {
        ...base,
        kind: 'door',
        what: `comes by ${endpoint.name} under its own side's host`,
        expected: [...MODE_MISMATCH, NO_SUCH_HOST],
        send: () => sendTo(attacker, endpoint, other.authority),
      },
    ]),
  ];
}

/** With the target's own key: requests for hosts that are not its own. */
export function ownHostAttempts(target: ProbeApp, other: ProbedGateway): ProbeAttempt[] {
  const { gateway: there } = target;
  const base = {
    who: `key of ${target.mode}`,
    where: there.environment,
    home: async () => failureAtHome(await sendSigned(target, INFO)),
  };
  const unknownEndpoint: ProbeAttempt = {
    ...base,
    kind: 'door',
    what: 'comes by execute-api, around this host',
    expected: UNKNOWN_HOST,
    home: async () => `the id of the API is not known, or it has no other host: see --${there.environment}-api`,
    send: () => Promise.reject(new Error('nothing to send to')),
  };
  return [
    {
      ...base,
      kind: 'host',
      what: 'sends Host of the other side here, and signs for it',
      expected: UNKNOWN_HOST,
      send: () => sent(target, there, other.authority, other.authority, {}),
    },
    {
      ...base,
      kind: 'host',
      what: `signs for the other side, and ${ALL_OTHER_HEADERS}`,
      expected: WRONG_SIGNATURE,
      send: () => sent(target, there, other.authority, there.authority, forwarded(other)),
    },
    ...(there.alternateEndpoints.length === 0 ? [unknownEndpoint] : []),
    ...there.alternateEndpoints.map(
      (endpoint): ProbeAttempt => ({
        ...base,
        kind: 'door',
        what: `comes by ${endpoint.name}, around this host`,
        expected: UNKNOWN_HOST,
        send: () => sendTo(target, endpoint, endpoint.host),
      }),
    ),
  ];
}

function forwarded({ authority }: ProbedGateway): Readonly<Record<string, string>> {
  return {
    Forwarded: `host=${authority}`,
    'X-Forwarded-Host': authority,
    'X-Host': authority,
    'X-Original-Host': authority,
  };
}

async function sent(
  keys: ProbeApp,
  to: ProbedGateway,
  signedUnder: string,
  host: string,
  headers: Readonly<Record<string, string>>,
) {
  const request = await signedFor({ baseUrl: to.baseUrl, authority: signedUnder }, keys, INFO);
  return sendOnce(redirected(request, to, INFO.path, { ...headers, Host: host }));
}

async function sendTo(keys: ProbeApp, endpoint: AlternateEndpoint, host: string) {
  return sendOnce(await signedFor({ baseUrl: endpoint.baseUrl, authority: host }, keys, INFO), endpoint);
}
