import type { Attempt } from './attempt';
import { unsuccessful } from './judge';
import { MODE_MISMATCH, NO_SUCH_HOST } from './key-attempts';
import type { Door, Party, ProbedGateway } from './party';
import { ask, deliver, elsewhere, INFO, signedFor } from './requests';

const UNKNOWN_HOST = [{ status: 401, code: 'authority_unknown' }, NO_SUCH_HOST];
const WRONG_SIGNATURE = [{ status: 401, code: 'signature_invalid' }];
const ALL_OTHER_HEADERS = 'says in X-Forwarded-Host, X-Host, X-Original-Host and Forwarded to be sent there';

/** With the other side's key, a host that is said to be another, and the doors beside a gateway's own host. */
export function hostAttempts(intruder: Party, { gateway: there }: Party): Attempt[] {
  const { gateway: other } = intruder;
  const base = {
    who: `key of ${intruder.mode}`,
    where: there.environment,
    home: async () => unsuccessful(await ask(intruder, INFO)),
  };
  return [
    {
      ...base,
      kind: 'host',
      what: `signs for its own side, and ${ALL_OTHER_HEADERS}`,
      expected: MODE_MISMATCH,
      send: () => sent(intruder, there, other.authority, there.authority, forwarded(other)),
    },
    ...there.doors.flatMap((door): Attempt[] => [
      {
        ...base,
        kind: 'door',
        what: `comes by ${door.name}, around this host`,
        expected: [...MODE_MISMATCH, NO_SUCH_HOST],
        send: () => knock(intruder, door, door.host),
      },
      {
        ...base,
        kind: 'door',
        what: `comes by ${door.name} under its own side's host`,
        expected: [...MODE_MISMATCH, NO_SUCH_HOST],
        send: () => knock(intruder, door, other.authority),
      },
    ]),
  ];
}

/** With a side's own key, and hosts that are not its own. */
export function ownHostAttempts(resident: Party, other: ProbedGateway): Attempt[] {
  const { gateway: there } = resident;
  const base = {
    who: `key of ${resident.mode}`,
    where: there.environment,
    home: async () => unsuccessful(await ask(resident, INFO)),
  };
  const unknownDoor: Attempt = {
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
      send: () => sent(resident, there, other.authority, other.authority, {}),
    },
    {
      ...base,
      kind: 'host',
      what: `signs for the other side, and ${ALL_OTHER_HEADERS}`,
      expected: WRONG_SIGNATURE,
      send: () => sent(resident, there, other.authority, there.authority, forwarded(other)),
    },
    ...(there.doors.length === 0 ? [unknownDoor] : []),
    ...there.doors.map(
      (door): Attempt => ({
        ...base,
        kind: 'door',
        what: `comes by ${door.name}, around this host`,
        expected: UNKNOWN_HOST,
        send: () => knock(resident, door, door.host),
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
  keys: Party,
  to: ProbedGateway,
  signedUnder: string,
  host: string,
  headers: Readonly<Record<string, string>>,
) {
  const request = await signedFor({ baseUrl: to.baseUrl, authority: signedUnder }, keys, INFO);
  return deliver(elsewhere(request, to, INFO.path, { ...headers, Host: host }));
}

async function knock(keys: Party, door: Door, host: string) {
  return deliver(await signedFor({ baseUrl: door.baseUrl, authority: host }, keys, INFO), door);
}
