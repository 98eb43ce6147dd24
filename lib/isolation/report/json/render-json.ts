import type {
  AuditReport,
  BestPracticeAcknowledgement,
  Counts,
  MatrixRow,
  ParityDifference,
  Provenance,
} from '../../findings/audit-report';
import type { Acknowledged, Finding, Unverified } from '../../findings/finding';

const PLACE = ['environment', 'stack', 'logicalId'] as const;

const REPORT = keys<AuditReport>()(
  'verdict',
  'assemblies',
  'findings',
  'unverified',
  'acknowledged',
  'parity',
  'matrix',
  'counts',
);
const FINDING = keys<Finding>()(
  'rule',
  'severity',
  'direction',
  ...PLACE,
  'resourceType',
  'message',
  'path',
  'statement',
  'fix',
);
const UNVERIFIED = keys<Unverified>()(...PLACE, 'reason', 'rule', 'resourceType');
const ACKNOWLEDGED = keys<Acknowledged>()('finding', 'reason', 'owner', 'approver', 'expires', 'daysLeft');
const PARITY = keys<ParityDifference>()(
  'stack',
  'logicalId',
  'resourceType',
  'property',
  'sandbox',
  'live',
  'declared',
  'liveWeaker',
  'declaredBy',
);
const ROW = keys<MatrixRow>()(
  'from',
  'to',
  'channel',
  'resource',
  'decision',
  'reason',
  'statement',
  'rule',
  ...PLACE,
  'resourceType',
);
const COUNTS = keys<Counts>()('total', 'checked', 'notAChannel', 'unverified', 'resources', 'statements', 'decisions');
const BEST_PRACTICE = keys<BestPracticeAcknowledgement>()('rule', ...PLACE, 'reason');
const ASSEMBLY = keys<AuditReport['assemblies']['live']>()('account', 'region', 'digest');

const PROVENANCE = keys<Provenance>()('date', 'toolVersion', 'commit', 'uncommitted', 'evidence', 'assumptions');

/** The report as JSON with keys in the contract's order, whatever made it; equal reports are equal bytes. Ends with a line feed. */
export function renderJson(report: AuditReport): string {
  const value: AuditReport = {
    ...report,
    assemblies: {
      sandbox: ordered(report.assemblies.sandbox, ASSEMBLY),
      live: ordered(report.assemblies.live, ASSEMBLY),
    },
    findings: report.findings.map((finding) => ordered(finding, FINDING)),
    unverified: report.unverified.map((item) => ordered(item, UNVERIFIED)),
    acknowledged: report.acknowledged.map((item) =>
      ordered({ ...item, finding: ordered(item.finding, FINDING) }, ACKNOWLEDGED),
    ),
    parity: report.parity.map((difference) => ordered(difference, PARITY)),
    matrix: report.matrix.map((row) => orderedLater(row, ROW)),
    counts: ordered(report.counts, COUNTS),
    bestPractices: report.bestPractices.map((item) => ordered(item, BEST_PRACTICE)),
    ...(report.provenance && { provenance: ordered(report.provenance, PROVENANCE) }),
  };
  return `${JSON.stringify(ordered(value, REPORT), null, 2)}\n`;
}

/** The same once it is written: a large audit has so many rows that a copy of each is not kept. */
function orderedLater<Value extends object>(value: Value, first: readonly string[]): Value {
  return { toJSON: () => ordered(value, first) } as unknown as Value;
}

/** What the contract does not name follows in alphabetical order. */
function ordered<Value extends object>(value: Value, first: readonly string[]): Value {
  const rest = Object.keys(value)
    .filter((key) => !first.includes(key))
    .sort();
  const known = first.filter((key) => Object.hasOwn(value, key));
  return Object.fromEntries([...known, ...rest].map((key) => [key, value[key as keyof Value]])) as Value;
}

/** Keys that the type has, so that a renamed one is found by the compiler. */
function keys<Value>() {
  return (...names: (keyof Value & string)[]): readonly string[] => names;
}
