import type { EnvironmentName } from '../../environment/modes';
import type { ParityDifference } from '../../isolation/findings/audit-report';
import { declaredSentence } from '../../isolation/report/parity-summary';

/** @param first environment, whose values are printed first */
export function differencesText(differences: readonly ParityDifference[], first: EnvironmentName): string {
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
