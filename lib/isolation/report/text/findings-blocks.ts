import { visible, visibleLine } from '../../../environment/visible';
import type { AuditReport } from '../../findings/audit-report';
import {
  type Acknowledged,
  type Finding,
  type Place,
  type Severity,
  type Unverified,
  worstFirst,
} from '../../findings/finding';
import { counted, daysLeftText } from '../counted';
import { largestFirst } from '../grouped';
import { statementText } from '../statement-text';
import { type Look, type Paint, wrapped } from './text-layout';

/** How wide the lines may be, and how to colour. */
export interface TextPage {
  readonly width: number;
  readonly paint: Paint;
}

const FINDINGS_SHOWN = 100;
const PLACES_SHOWN = 5;
const SEVERITY_LOOK: Readonly<Record<Severity, Look>> = { critical: 'red', high: 'red', medium: 'yellow', low: 'cyan' };

/** Each finding as a block of its own, worst first. */
export function findingBlocks({ findings }: AuditReport, page: TextPage): string[] {
  const blocks = worstFirst(findings)
    .slice(0, FINDINGS_SHOWN)
    .map((finding) => findingBlock(finding, page));
  const left = findings.length - blocks.length;
  return left > 0
    ? [
        ...blocks,
        wrapped('', `… and ${counted(left, 'finding')} more; --format json has them all`, page.width).join('\n'),
      ]
    : blocks;
}

function findingBlock(finding: Finding, { width, paint }: TextPage): string {
  const { severity, rule, direction, message, path, statement, fix } = finding;
  const mark = `✗ ${severity}`;
  const [first = '', ...others] = wrapped('', `${mark}  ${visibleLine(rule)}  ${direction}`, width);
  const hops = path.flatMap((hop, at) =>
    wrapped(`${at === 0 ? '  path  ' : '        '}${at + 1}  `, visibleLine(hop), width),
  );
  return [
    first.replace(mark, paint(SEVERITY_LOOK[severity], mark)),
    ...others,
    ...wrapped('  ', `${placeText(finding)}  (${visibleLine(finding.resourceType)})`, width),
    ...wrapped('  ', visible(message), width),
    ...hops,
    ...wrapped('  by    ', statement === null ? 'nothing that forbids it' : statementText(statement), width),
    ...wrapped('  fix   ', visible(fix), width),
  ].join('\n');
}

/** What could not be decided, by reason, most frequent first; of each the first few places. */
export function unverifiedBlock({ unverified }: AuditReport, { width, paint }: TextPage): string[] {
  if (unverified.length === 0) return [];
  const groups = largestFirst(unverified, ({ reason }) => reason).flatMap(([reason, items]) => [
    ...wrapped(`  ${paint('yellow', '?')} `, `${visible(reason)} (${items.length})`, width),
    ...placeLines(items, width),
  ]);
  return [[paint('bold', `Not verified (${unverified.length})`), ...groups].join('\n')];
}

function placeLines(items: readonly Unverified[], width: number): string[] {
  const shown = items.slice(0, items.length === PLACES_SHOWN + 1 ? items.length : PLACES_SHOWN);
  const lines = shown.flatMap((item) => wrapped('      ', `${placeText(item)}  ${visibleLine(item.rule)}`, width));
  const left = items.length - shown.length;
  return left > 0 ? [...lines, `      … and ${left} more`] : lines;
}

export function acknowledgedBlock({ acknowledged }: AuditReport, { width, paint }: TextPage): string[] {
  if (acknowledged.length === 0) return [];
  const soonest = [...acknowledged].sort((left, right) => left.daysLeft - right.daysLeft);
  return [
    [
      paint('bold', `Acknowledged (${acknowledged.length})`),
      ...soonest.flatMap((item) => acknowledgedLines(item, { width, paint })),
    ].join('\n'),
  ];
}

function acknowledgedLines({ finding, ...item }: Acknowledged, { width, paint }: TextPage): string[] {
  const left = daysLeftText(item.daysLeft);
  return [
    ...wrapped(
      '  ',
      `${paint(item.daysLeft <= 14 ? 'yellow' : 'bold', left)}  ${visibleLine(finding.rule)}  ${finding.severity}  ${finding.direction}`,
      width,
    ),
    ...wrapped('      ', placeText(finding), width),
    ...wrapped(
      '      ',
      `${visible(item.reason)} (${visibleLine(item.owner)}; approved by ${visibleLine(item.approver)}; until ${visibleLine(item.expires)})`,
      width,
    ),
  ];
}

/** `live / airlock-live-data / Ledger`; without the last part for the stack as a whole. */
function placeText({ environment, stack, logicalId }: Place): string {
  return [environment, stack, logicalId].filter(Boolean).map(visibleLine).join(' / ');
}
