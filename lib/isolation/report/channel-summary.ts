import { isEnvironmentName } from '../../environment/modes';
import type { AuditReport, MatrixRow } from '../findings/audit-report';
import { CHANNELS, type Channel, type Direction, directionTo, type Finding } from '../findings/finding';
import type { RuleDecision } from '../findings/observation';
import { largestFirst } from './grouped';

export const DECISIONS = ['open', 'unverified', 'closed'] as const;
export type DecisionCounts = Readonly<Record<RuleDecision, number>>;

export interface ChannelSummary {
  readonly channel: Channel;
  readonly rows: readonly MatrixRow[];
  /** Whether nothing was asked because the report says that it was not looked at. */
  readonly outOfScope: boolean;
  readonly counts: DecisionCounts;
  readonly directions: Readonly<Record<Direction, DecisionCounts>>;
  /** Why, most frequent first within each decision; open ones first. */
  readonly reasons: readonly { readonly decision: RuleDecision; readonly reason: string; readonly count: number }[];
}

/** The questions of each channel. Every channel between two accounts has an entry, also one about which there was nothing to ask. */
export function summariseChannels({ matrix, outOfScope }: AuditReport): ChannelSummary[] {
  return CHANNELS.map((channel) => summary(channel, matrix, outOfScope)).filter(
    ({ channel, rows }) => rows.length > 0 || (channel !== 'parity' && channel !== 'input'),
  );
}

function summary(channel: Channel, matrix: readonly MatrixRow[], outOfScope: readonly string[]): ChannelSummary {
  const rows = matrix.filter((row) => row.channel === channel);
  return {
    channel,
    rows,
    outOfScope: rows.length === 0 && outOfScope.some((line) => line.startsWith(`the ${channel} of `)),
    counts: countDecisions(rows),
    directions: {
      'sandbox→live': countDecisions(rows.filter((row) => rowDirection(row) === 'sandbox→live')),
      'live→sandbox': countDecisions(rows.filter((row) => rowDirection(row) === 'live→sandbox')),
    },
    reasons: DECISIONS.flatMap((decision) =>
      largestFirst(
        rows.filter((row) => row.decision === decision),
        ({ reason }) => reason,
      ).map(([reason, same]) => ({ decision, reason, count: same.length })),
    ),
  };
}

export function countDecisions(rows: readonly MatrixRow[]): DecisionCounts {
  const counts = { open: 0, unverified: 0, closed: 0 };
  for (const { decision } of rows) counts[decision] += 1;
  return counts;
}

/** Towards which side a question asks: the one that its `to` names; otherwise where the resource stands. */
export function rowDirection({ to, environment }: MatrixRow): Direction {
  const [first = ''] = to.split(/[^a-z]/);
  return directionTo(isEnvironmentName(first) ? first : environment);
}

/** Findings for which no question of the matrix is open, so that the picture does not show them. */
export function findingsOutsideMatrix({ findings, matrix }: AuditReport): Finding[] {
  const key = ({ environment, stack, logicalId }: MatrixRow | Finding) =>
    JSON.stringify([environment, stack, logicalId]);
  const open = new Set(matrix.filter(({ decision }) => decision === 'open').map(key));
  return findings.filter((finding) => !open.has(key(finding)));
}
