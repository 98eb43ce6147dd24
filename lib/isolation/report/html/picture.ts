import type { EnvironmentName } from '../../../environment/modes';
import type { AuditReport } from '../../findings/audit-report';
import { type ChannelSummary, findingsOutsideMatrix } from '../channel-summary';
import { counted } from '../counted';
import { html, Markup } from './markup';
import { type Geometry, LANE, lane, NARROW, WALL, WIDE, walls } from './picture-lane';

/** The two accounts with every channel between them. Each lane leads to its questions in the matrix. */
export function picture(report: AuditReport, channels: readonly ChannelSummary[]): Markup {
  return html`<figure>
${drawing(WIDE, report, channels)}
${drawing(NARROW, report, channels)}
<figcaption>Each line is a channel in one direction. A line that ends at a door is closed; one that goes through is open; a broken one could not be decided. Select a channel to see its questions.${outside(report)}</figcaption>
</figure>`;
}

function outside(report: AuditReport): Markup {
  const count = findingsOutsideMatrix(report).length;
  if (count === 0) return Markup.nothing;
  return html` <strong class="open">Not in the picture, because no question of the matrix is about the same place: ${counted(count, 'finding')}.</strong>`;
}

/** One size of the picture; the style sheet shows the one that fits. */
function drawing(geometry: Geometry, report: AuditReport, channels: readonly ChannelSummary[]): Markup {
  const { name, width, top } = geometry;
  const height = top + channels.length * LANE + 12;
  const wallTop = name === 'wide' ? 4 : top - 4;
  return html`<svg class="${name}" viewBox="0 0 ${width} ${height}" role="group" aria-label="The accounts of sandbox and live, and ${counted(channels.length, 'channel')} between them">
${account(geometry, report, 'sandbox', height)}
${account(geometry, report, 'live', height)}
${walls(geometry).map((x) => html`<rect class="wall" x="${x}" y="${wallTop}" width="${WALL}" height="${height - wallTop - 4}" rx="3"/>`)}
${channels.map((channel, at) => lane(geometry, channel, top + at * LANE + LANE / 2))}
</svg>`;
}

/** On the narrow picture an account is a bar, with its name beside it. */
function account(geometry: Geometry, report: AuditReport, side: EnvironmentName, height: number): Markup {
  const { width, account: box, name } = geometry;
  const { account: id, region } = report.assemblies[side];
  const wide = name === 'wide';
  const inner = wide ? 1 + box / 2 : box + 8;
  const x = side === 'sandbox' ? inner : width - inner;
  const anchor = wide ? 'middle' : side === 'sandbox' ? 'start' : 'end';
  const lines = wide ? [shortened(id, 14), shortened(region, 22)] : [shortened(id, 14)];
  const [first, second] = wide ? [36, 58] : [20, 37];
  return html`<g><rect class="side-${side}" x="${side === 'sandbox' ? 1 : width - box - 1}" y="1" width="${box}" height="${height - 2}" rx="10"/><text class="title-${side}" x="${x}" y="${first}" text-anchor="${anchor}">${side}</text>${lines.map(
    (line, at) => html`<text class="small" x="${x}" y="${second + at * 18}" text-anchor="${anchor}">${line}</text>`,
  )}</g>`;
}

function shortened(text: string, characters: number): string {
  return text.length > characters ? `${text.slice(0, characters - 1)}…` : text;
}
