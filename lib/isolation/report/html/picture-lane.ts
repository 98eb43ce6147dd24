import type { EnvironmentName } from '../../../environment/modes';
import type { MatrixRow } from '../../findings/audit-report';
import type { Direction } from '../../findings/finding';
import type { ChannelSummary, DecisionCounts } from '../channel-summary';
import { CHANNEL_TITLES } from '../channel-titles';
import { counted, formatCount } from '../counted';
import { answersText, DECISION_MARK, worstDecision } from './badges';
import { html, Markup } from './markup';

/** Widths in units of the drawing; the two accounts stand left and right, two doors and the channels' names between them. */
export interface Geometry {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  readonly account: number;
  readonly pill: number;
  /** Above the first lane, for the accounts' names. */
  readonly top: number;
}

export const WIDE: Geometry = { name: 'wide', width: 1000, account: 170, pill: 200, top: 84 };
export const NARROW: Geometry = { name: 'narrow', width: 360, account: 46, pill: 128, top: 50 };
/** Height of a lane. */
export const LANE = 46;
/** Width of a door. */
export const WALL = 7;

/** Left edges of the two doors. */
export function walls({ width, pill }: Geometry): readonly [number, number] {
  return [(width - pill) / 2 - 14 - WALL, (width + pill) / 2 + 14];
}

/** A channel with both its directions; a link if there is anything to see in the matrix. */
export function lane(geometry: Geometry, channel: ChannelSummary, y: number): Markup {
  const { width, pill } = geometry;
  const { title, about } = CHANNEL_TITLES[channel.channel];
  const asked = channel.rows.length > 0;
  const label = `${title}: ${asked ? bothDirections(channel) : nothing(channel)}`;
  const drawn = html`${way(geometry, channel, 'sandbox→live', y)}${way(geometry, channel, 'live→sandbox', y)}
${places(geometry, channel.rows, 'sandbox', y)}${places(geometry, channel.rows, 'live', y)}`;
  const name = html`<rect class="pill" x="${(width - pill) / 2}" y="${y - 15}" width="${pill}" height="30" rx="15"/><text class="name ${asked ? 'asked' : 'none'}" x="${width / 2}" y="${y + 5}" text-anchor="middle">${title}</text>
<rect class="hit" x="0" y="${y - LANE / 2}" width="${width}" height="${LANE}"><title>${label}. Open if ${about}.</title></rect>`;
  if (!asked) return html`<g>${drawn}${name}</g>\n`;
  // The label says in words what is drawn, and begins with all the text that is in the link: who speaks to a computer says that.
  return html`<g aria-hidden="true">${drawn}</g><a href="#channel-${channel.channel}" aria-label="${label}">${name}</a>\n`;
}

function bothDirections({ directions }: ChannelSummary): string {
  return `sandbox to live ${answersText(directions['sandbox→live'])}; live to sandbox ${answersText(directions['live→sandbox'])}`;
}

function nothing({ outOfScope }: ChannelSummary): string {
  return outOfScope ? 'not looked at' : 'nothing to ask';
}

/** How many resources, outputs and files of an account were asked about; on the wide picture only. */
function places({ name, width, account }: Geometry, rows: readonly MatrixRow[], side: EnvironmentName, y: number) {
  const found = new Set(rows.filter(({ environment }) => environment === side).map(({ resource }) => resource));
  if (name === 'narrow' || found.size === 0) return Markup.nothing;
  const x = side === 'sandbox' ? 1 + account / 2 : width - 1 - account / 2;
  return html`<text class="small" x="${x}" y="${y + 4}" text-anchor="middle">${counted(found.size, 'place')}</text>`;
}

/** One direction: a line from its account towards the other, and above it what was found. */
function way(geometry: Geometry, channel: ChannelSummary, direction: Direction, y: number): Markup {
  const { width, account, name } = geometry;
  const counts = channel.directions[direction];
  const decision = worstDecision(counts);
  const x = (value: number) => (direction === 'live→sandbox' ? width - value : value);
  const [door] = walls(geometry);
  const none = name === 'wide' ? nothing(channel) : '–';
  const label = html`<text class="small ${decision ?? 'none'}" x="${x((account + door) / 2)}" y="${y - 6}" text-anchor="middle">${decision ? shortAnswer(counts, name) : none}</text>`;
  if (!decision) return label;
  const line = decision === 'open' ? through(geometry, direction, y) : `M${x(account + 1)} ${y}H${x(door - 3)}m0 -7v14`;
  return html`<path class="way-${decision}" d="${line}"/>${label}`;
}

/** Past the name, above it from sandbox and below it from live, and into the other account with an arrow's head. */
function through(geometry: Geometry, direction: Direction, y: number): string {
  const { width, account } = geometry;
  const [near, far] = walls(geometry);
  const back = direction === 'live→sandbox';
  const x = (value: number) => (back ? width - value : value);
  const level = back ? y + 19 : y - 19;
  const [behind, ahead] = back ? [9, -9] : [-9, 9];
  return [
    `M${x(account + 1)} ${y}H${x(near - 18)}Q${x(near - 8)} ${y} ${x(near)} ${level}`,
    `H${x(far + WALL)}Q${x(far + WALL + 8)} ${y + 10} ${x(far + WALL + 18)} ${y + 10}`,
    `H${x(width - account - 3)}m${behind} -5l${ahead} 5l${behind} 5`,
  ].join('');
}

/** The worst with its mark: `✗ 2/40 open`, or `✗ 2/40` where there is no room. */
function shortAnswer(counts: DecisionCounts, size: Geometry['name']): string {
  const decision = worstDecision(counts) ?? 'closed';
  const all = counts.open + counts.unverified + counts.closed;
  const number = counts[decision] === all ? formatCount(all) : `${formatCount(counts[decision])}/${formatCount(all)}`;
  return `${DECISION_MARK[decision]} ${number}${size === 'wide' ? ` ${decision}` : ''}`;
}
