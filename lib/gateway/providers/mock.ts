import type { Ids } from '../ports/ids';
import type { Opened } from './contract';

/** A checkout on the gateway's own page, which needs no other function and is known to no one until its token is handed out. */
export function mockOpened(ids: Pick<Ids, 'token'>, paymentId: string, fallback: boolean): Opened {
  const token = `${paymentId}.${ids.token(43)}`;
  return { outcome: 'opened', provider: 'mock', fallback, checkout: { kind: 'mock', token } };
}
