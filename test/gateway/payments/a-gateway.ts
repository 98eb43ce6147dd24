import { Deadline } from '../../../lib/gateway/deadline';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import type { Count } from '../../../lib/gateway/ports/log';
import { withoutLimit } from '../limits/without-limit';

/** A gateway for what must be decided before anything is read or written: each use of a table or provider is an error. */
export function aGatewayWithoutData(environment: Gateway['environment'], now: number) {
  const counts: Count[] = [];
  const refuse = (): never => {
    throw new Error('nothing may be read, written or asked here');
  };
  const gateway = {
    environment,
    hosts: [`gateway.${environment}.airlock.example`],
    maxBodyBytes: 65_536,
    store: { get: refuse, read: refuse, list: refuse, put: refuse, commit: refuse },
    secrets: { accepted: refuse },
    providers: { info: refuse, excluded: refuse, openedHere: refuse, open: refuse },
    deadline: new Deadline(),
    limit: withoutLimit,
    log: { count: (metric: Count) => counts.push(metric), note: () => {} },
    now: () => now,
  } as unknown as Gateway;
  return { gateway, counts };
}
