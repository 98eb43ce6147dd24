import type { StackInput } from '../model/side-input';
import { AuditInputError } from './audit-input-error';
import { legible } from './legible';
import { type SideSource, UNKNOWN_ACCOUNT } from './side-reading';

/** What AWS takes where nothing else is said. */
const DEFAULT_REGION = 'us-east-1';

/**
 * The account and region of a side: as given, else where most of its stacks go. A stack that goes elsewhere keeps its own account.
 * @throws AuditInputError when neither says it
 */
export function locateSide(
  { name, account, region }: SideSource,
  stacks: readonly StackInput[],
): { account: string; region: string } {
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new AuditInputError(
      `account ${legible(account)} is no account id`,
      `give --${name}-account with its twelve digits`,
    );
  }
  if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    throw new AuditInputError(`region ${legible(region)} is no region`, `give --${name}-region such as eu-west-1`);
  }
  const own = account ?? accountOf(name, stacks);
  const regions = stacks.filter((stack) => stack.account === own).flatMap((stack) => stack.region ?? []);
  return { account: own, region: region ?? mostFrequent(regions)[0] ?? DEFAULT_REGION };
}

function accountOf(name: string, stacks: readonly StackInput[]): string {
  const accounts = stacks.flatMap((stack) => stack.account ?? []);
  const [account, ...more] = mostFrequent(accounts.filter((candidate) => candidate !== UNKNOWN_ACCOUNT));
  if (account !== undefined && more.length === 0) return account;
  const fix = `give --${name}-account with the twelve digits of ${name}'s account`;
  if (account !== undefined) {
    throw new AuditInputError(`its stacks go to several accounts alike: ${[account, ...more].join(', ')}`, fix);
  }
  throw new AuditInputError(
    accounts.length > 0
      ? 'its stacks go to whatever account they are deployed with'
      : 'templates do not say for which account they are',
    accounts.length > 0 ? `${fix}, or give the stacks an env and synthesize again` : fix,
  );
}

/** Those that are there most often; several when they are so alike. */
function mostFrequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].filter(([, count]) => count === most).map(([value]) => value);
}
