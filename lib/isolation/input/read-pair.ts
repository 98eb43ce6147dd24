import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { AuditInputError } from './audit-input-error';
import { legible } from './legible';
import { readSide } from './read-side';
import type { SideReading, SideSource } from './side-reading';

/**
 * Reads both environments.
 * @throws AuditInputError when one cannot be read, or when the two are one
 */
export function readPair(
  sandbox: Omit<SideSource, 'name'>,
  live: Omit<SideSource, 'name'>,
): { sandbox: SideReading; live: SideReading } {
  refuseSameFolder(sandbox.path, live.path);
  const pair = { sandbox: readSide({ ...sandbox, name: 'sandbox' }), live: readSide({ ...live, name: 'live' }) };
  if (pair.sandbox.account !== pair.live.account) return pair;
  throw new AuditInputError(
    `sandbox and live are both in account ${pair.live.account}: there is no boundary between them`,
    'give each environment its own account, or say which it is with --sandbox-account and --live-account',
  );
}

function refuseSameFolder(sandbox: string, live: string): void {
  let one: string;
  let two: string;
  try {
    one = realpathSync(sandbox);
    two = realpathSync(live);
  } catch {
    // Reading that side says more.
    return;
  }
  if (one === two) {
    throw new AuditInputError(
      `sandbox and live are the same: ${legible(live)}`,
      'give each environment what it deploys',
    );
  }
  const [outer, inner] = one.length < two.length ? [one, two] : [two, one];
  if (inner.startsWith(outer + sep)) {
    throw new AuditInputError(
      `${legible(inner)} lies inside ${legible(outer)}, so that one environment holds the other`,
      'give each environment a folder of its own',
    );
  }
}
