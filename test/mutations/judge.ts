import type { AuditReport } from '../../lib/isolation/findings/audit-report';
import type { Finding, Unverified } from '../../lib/isolation/findings/finding';
import type { Expected, Mutant } from './mutants';

/**
 * What the auditor made of a mutant. Of an opening: `caught`; `unexplained` (as caught, without path or fix), `wrong
 * direction` (a finding names the place, and the other direction), `elsewhere` (breached, but not there), `unverified`, `missed`. Of a benign one: `left alone`,
 * `falsely flagged`, `unverified`. An edit that cannot be decided is `caught` when the verdict is not `isolated`.
 */
const OUTCOMES = [
  'caught',
  'left alone',
  'unexplained',
  'wrong direction',
  'elsewhere',
  'missed',
  'falsely flagged',
  'unverified',
  'failed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const RIGHT: readonly Outcome[] = ['caught', 'left alone'];

export interface Judged {
  readonly outcome: Outcome;
  /** What the auditor said that decided, for people. */
  readonly because: string;
}

type Said = Pick<AuditReport, 'verdict' | 'findings' | 'unverified'>;

export function judge({ kind }: Mutant, expected: readonly Expected[], baseline: Said, report: Said): Judged {
  const findings = added(baseline.findings, report.findings);
  const unverified = added(baseline.unverified, report.unverified);
  if (kind === 'benign') return judgeBenign(findings, unverified);
  if (kind === 'undecidable') return judgeUndecidable(expected, findings, unverified);
  return judgeOpening(expected, report, findings, unverified);
}

function judgeBenign(findings: readonly Finding[], unverified: readonly Unverified[]): Judged {
  const [finding] = findings;
  if (finding) return { outcome: 'falsely flagged', because: describe(finding) };
  const [doubt] = unverified;
  return doubt ? { outcome: 'unverified', because: describeDoubt(doubt) } : { outcome: 'left alone', because: '' };
}

function judgeUndecidable(
  expected: readonly Expected[],
  findings: readonly Finding[],
  unverified: readonly Unverified[],
): Judged {
  if (unverified.some((doubt) => isAt(expected, doubt))) return { outcome: 'caught', because: '' };
  const [other] = [...unverified.map(describeDoubt), ...findings.map(describe)];
  return other ? { outcome: 'elsewhere', because: other } : { outcome: 'missed', because: 'isolated' };
}

function judgeOpening(
  expected: readonly Expected[],
  report: Said,
  findings: readonly Finding[],
  unverified: readonly Unverified[],
): Judged {
  const there = findings.filter((finding) => isAt(expected, finding));
  const right = there.filter(({ direction, environment }) =>
    expected.some((one) => one.environment === environment && one.directions.includes(direction)),
  );
  if (right.some(({ path, fix }) => path.length > 0 && fix !== '')) return { outcome: 'caught', because: '' };
  const [unexplained] = right;
  if (unexplained) return { outcome: 'unexplained', because: describe(unexplained) };
  const [turned] = there;
  if (turned) return { outcome: 'wrong direction', because: describe(turned) };
  const [elsewhere] = findings;
  if (elsewhere) return { outcome: 'elsewhere', because: describe(elsewhere) };
  const [doubt] = unverified;
  if (doubt) return { outcome: 'unverified', because: describeDoubt(doubt) };
  return { outcome: 'missed', because: report.verdict };
}

function isAt(expected: readonly Expected[], said: Finding | Unverified): boolean {
  return expected.some(
    ({ environment, stack, logicalIds }) =>
      said.environment === environment &&
      (logicalIds.length === 0 || (said.stack === stack && logicalIds.includes(said.logicalId))),
  );
}

/** What is said now and was not said of the base. */
function added<Item extends object>(before: readonly Item[], now: readonly Item[]): Item[] {
  const known = new Set(before.map((item) => JSON.stringify(item)));
  return now.filter((item) => !known.has(JSON.stringify(item)));
}

function describe({ rule, direction, stack, logicalId, message }: Finding): string {
  return `${rule} ${direction} ${stack}/${logicalId}: ${message}`;
}

function describeDoubt({ rule, stack, logicalId, reason }: Unverified): string {
  return `${rule} ${stack}/${logicalId}: ${reason}`;
}
