import type { EnvironmentName } from '../../environment/modes';
import { bothWays } from '../../isolation/audit/both-ways';
import type { ParityDifference } from '../../isolation/findings/audit-report';
import { parity } from '../../isolation/parity/parity';
import { declaredSentence } from '../../isolation/report/parity-summary';
import { readSources } from '../audit/sources';

/** @returns the differences for machines and for people; the first environment's values stand first */
export function compareAssemblies(first: EnvironmentName): [{ differences: ParityDifference[] }, string] {
  const { sandbox, live } = readSources({});
  const [one, two] = bothWays(sandbox, live);
  const differences = parity(one.own, two.own).map(({ weakness: _, difference: __, ...shown }) => shown);
  return [{ differences }, describe(differences, first)];
}

function describe(differences: readonly ParityDifference[], first: EnvironmentName): string {
  if (differences.length === 0) return '✓ no difference between sandbox and live but their names';
  const undeclared = differences.filter(({ declared }) => !declared);
  const count = (some: readonly unknown[]) => `${some.length} ${some.length === 1 ? 'difference' : 'differences'}`;
  return [
    ...undeclared.map((difference) => line(difference, first)),
    '',
    `${count(undeclared)} that no environment file declares; ${declaredSentence(differences)}; --json has each`,
  ]
    .join('\n')
    .trimStart();
}

function line(
  { stack, logicalId, resourceType, property, sandbox, live, liveWeaker }: ParityDifference,
  first: EnvironmentName,
): string {
  const [from, to] = first === 'sandbox' ? [sandbox, live] : [live, sandbox];
  const second = first === 'sandbox' ? 'live' : 'sandbox';
  const what = `${stack} ${logicalId} (${resourceType})`;
  const weaker = liveWeaker ? '  ! live is weaker\n' : '';
  if (property === '') return `${what}\n  only in ${from === null ? second : first}\n${weaker}`.trimEnd();
  return `${what} ${property}\n  ${first}: ${from ?? 'absent'}\n  ${second}: ${to ?? 'absent'}\n${weaker}`.trimEnd();
}
