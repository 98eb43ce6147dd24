import { ENVIRONMENTS } from '../../../contract/environments';
import { visible, visibleLine } from '../../../environment/visible';
import type { AuditReport, ParityDifference, ReportedDefault, Verdict } from '../../findings/audit-report';
import { countDecisions, summariseChannels } from '../channel-summary';
import { CHANNEL_TITLES } from '../channel-titles';
import { counted } from '../counted';
import { addsUp, DOES_NOT_ADD_UP, sumSentence } from '../counts-sum';
import { declaredSentence } from '../parity-summary';
import { madeBy } from '../provenance';
import { bySeverity, headline, VERDICT_MARK } from '../verdict';
import { acknowledgedBlock, findingBlocks, type TextPage, unverifiedBlock } from './findings-blocks';
import { type Look, painter, wrapped } from './text-layout';

export interface TextOptions {
  /** Whether the text goes to a terminal that shows colours. */
  readonly colour: boolean;
  /** Columns of the terminal. @default 100 */
  readonly width?: number | undefined;
}

const VERDICT_LOOK: Readonly<Record<Verdict, Look>> = { isolated: 'green', breached: 'red', unverified: 'yellow' };
const PARITY_SHOWN = 20;

/** The report for a terminal: the verdict, then what is worst first. Ends with a line feed. */
export function renderText(report: AuditReport, { colour, width = 100 }: TextOptions): string {
  const page: TextPage = { width: Math.max(width, 44), paint: painter(colour) };
  const blocks = [
    verdictBlock(report, page),
    ...findingBlocks(report, page),
    ...unverifiedBlock(report, page),
    ...acknowledgedBlock(report, page),
    ...parityBlock(report, page),
    channelsBlock(report, page),
    ...listBlock('Out of scope', report.outOfScope, page),
    ...listBlock('Parameter defaults taken as what is deployed', report.defaults.map(defaultLine), page),
    ...listBlock('Assumed', report.provenance?.assumptions ?? [], page),
    countsBlock(report, page),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function verdictBlock(report: AuditReport, { width, paint }: TextPage): string {
  const mark = VERDICT_MARK[report.verdict];
  const look = VERDICT_LOOK[report.verdict];
  const severities = report.findings.length > 0 ? ` (${bySeverity(report.findings)})` : '';
  return [
    ...wrapped(`${mark} `, headline(report) + severities, width).map((line) => paint(look, line)),
    ...(addsUp(report.counts) ? [] : wrapped('✗ ', DOES_NOT_ADD_UP, width).map((line) => paint('red', line))),
    ...ENVIRONMENTS.flatMap((name) => {
      const { account, region, digest } = report.assemblies[name];
      return wrapped(`  ${name.padEnd(9)}`, visibleLine(`${account}  ${region}  ${digest}`), width);
    }),
    ...(report.provenance
      ? [
          ...wrapped('  made     ', `${report.provenance.date} by ${madeBy(report.provenance)}`, width),
          ...wrapped('  from     ', report.provenance.evidence, width),
        ]
      : []),
  ].join('\n');
}

function parityBlock({ parity }: AuditReport, page: TextPage): string[] {
  if (parity.length === 0) return [];
  const undeclared = parity.filter(({ declared }) => !declared);
  const shown = undeclared.slice(0, PARITY_SHOWN);
  const left = undeclared.length - shown.length;
  return [
    [
      ...heading(`Parity (${counted(undeclared.length, 'difference')} declared nowhere)`, page),
      ...shown.flatMap((difference) => parityLines(difference, page)),
      ...(left > 0 ? [`  … and ${left} more`] : []),
      ...wrapped('  ', declaredSentence(parity), page.width),
    ].join('\n'),
  ];
}

function parityLines(
  { stack, logicalId, property, sandbox, live, liveWeaker }: ParityDifference,
  { width, paint }: TextPage,
) {
  const where = [stack, logicalId, property].filter(Boolean).map(visibleLine).join(' / ');
  return [
    ...wrapped('  ', liveWeaker ? `${where}  ${paint('red', 'live is weaker')}` : where, width),
    ...wrapped('      sandbox  ', visible(sandbox ?? 'absent'), width),
    ...wrapped('      live     ', visible(live ?? 'absent'), width),
  ];
}

/** How many questions were asked about each channel, and how they were answered. */
function channelsBlock(report: AuditReport, { width, paint }: TextPage): string {
  const { open, unverified, closed } = countDecisions(report.matrix);
  const rows = summariseChannels(report).flatMap(({ channel, counts, outOfScope }) => {
    const title = `  ${CHANNEL_TITLES[channel].title.padEnd(20)}`;
    const answers = [
      counts.open > 0 ? paint('red', `✗ ${counts.open} open`) : '',
      counts.unverified > 0 ? paint('yellow', `? ${counts.unverified} unverified`) : '',
      counts.closed > 0 ? paint('green', `✓ ${counts.closed} closed`) : '',
    ].filter(Boolean);
    const none = paint('faint', outOfScope ? 'not looked at' : 'nothing to ask');
    return wrapped(title, answers.join('  ') || none, width);
  });
  const sum = `${counted(report.matrix.length, 'question')}: ${open} open, ${unverified} unverified, ${closed} closed`;
  return [...heading(`Channels (${sum})`, { width, paint }), ...rows].join('\n');
}

function listBlock(title: string, lines: readonly string[], { width, paint }: TextPage): string[] {
  if (lines.length === 0) return [];
  return [
    [
      ...heading(`${title} (${lines.length})`, { width, paint }),
      ...lines.flatMap((line) => wrapped('  – ', visible(line), width)),
    ].join('\n'),
  ];
}

function defaultLine({ environment, stack, parameter, value, decides }: ReportedDefault): string {
  const conditions = decides.length > 0 ? `, which decides ${decides.join(', ')}` : '';
  return `${environment} ${stack}: ${parameter} is ${value === null ? 'not shown' : `"${value}"`}${conditions}`;
}

function countsBlock({ counts, bestPractices }: AuditReport, { width, paint }: TextPage): string {
  const looked = [
    counted(counts.resources, 'resource'),
    counted(counts.statements, 'policy statement'),
    counted(counts.decisions, 'policy decision'),
  ];
  return [
    paint('bold', 'Looked at'),
    ...wrapped('  ', addsUp(counts) ? sumSentence(counts) : paint('red', sumSentence(counts)), width),
    ...wrapped('  ', looked.join(', '), width),
    ...(bestPractices.length > 0
      ? wrapped(
          '  ',
          `${counted(bestPractices.length, 'acknowledgement')} of cdk-nag in the assemblies, shown by --format html`,
          width,
        )
      : []),
  ].join('\n');
}

function heading(text: string, { width, paint }: TextPage): string[] {
  return wrapped('', text, width).map((line) => paint('bold', line));
}
