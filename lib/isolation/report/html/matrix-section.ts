import type { AuditReport } from '../../findings/audit-report';
import { type ChannelSummary, DECISIONS } from '../channel-summary';
import { CHANNEL_TITLES } from '../channel-titles';
import { counted, formatCount } from '../counted';
import { statementText } from '../statement-text';
import { countBadges, decisionBadge } from './badges';
import { content, html, Markup } from './markup';
import { type MatrixBlock, matrixExcerpt, STATEMENT_CHARACTERS } from './matrix-excerpt';

const REASON_CHARACTERS = 600;
/** As wide as the last column is. */
const STATEMENT_COLUMNS = 44;

/** Who × what → decision, folded by channel. */
export function matrixSection({ matrix }: AuditReport, channels: readonly ChannelSummary[]): Markup {
  const { blocks, left } = matrixExcerpt(matrix);
  const asked = channels.filter(({ rows }) => rows.length > 0);
  return html`<section aria-labelledby="matrix">
<h2 id="matrix">Matrix</h2>
<p>${counted(matrix.length, 'question')}, each asked as “is there any request that the other account can bring about which is allowed?”. The other account is taken to be hostile: its root user, any role name, tag, session name and source address, its membership of the same organisation, and every AWS service that it can make act for it. What only AWS knows is unknown, and unknown is never a pass.</p>
<p>Open a channel for its questions, and a reason for the statement that decides.</p>
${
  left > 0
    ? html`<p class="alarm">This page shows ${formatCount(matrix.length - left)} of ${formatCount(matrix.length)} questions: open ones first, then unverified ones, then some closed ones of each channel. The other ${formatCount(left)} are in the JSON report.</p>`
    : Markup.nothing
}
${filterForm(asked, matrix.length - left)}
${asked.map((channel) =>
  channelDetails(channel, worstBlocksFirst(blocks.filter(({ row }) => row.channel === channel.channel))),
)}
</section>`;
}

function worstBlocksFirst(blocks: readonly MatrixBlock[]): MatrixBlock[] {
  return DECISIONS.flatMap((decision) => blocks.filter(({ row }) => row.decision === decision));
}

function filterForm(channels: readonly ChannelSummary[], questions: number): Markup {
  return html`<form class="filter" hidden aria-label="Filter the matrix">
<label>Channel<select name="channel"><option value="">all</option>${channels.map(({ channel }) => html`<option value="${channel}">${CHANNEL_TITLES[channel].title}</option>`)}</select></label>
<label>Stands in<select name="environment"><option value="">both accounts</option><option>sandbox</option><option>live</option></select></label>
<label>Decision<select name="decision"><option value="">all</option><option>open</option><option>unverified</option><option>closed</option></select></label>
<label>Words<input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<button type="reset">Show all</button>
<output aria-live="polite">${counted(questions, 'question')}</output>
</form>`;
}

function channelDetails({ channel, counts }: ChannelSummary, blocks: readonly MatrixBlock[]): Markup {
  const { title, about } = CHANNEL_TITLES[channel];
  const shown = blocks.reduce((sum, { from }) => sum + from.length, 0);
  return html`<details class="channel" id="channel-${channel}" data-channel="${channel}"><summary><h3>${title}</h3>${countBadges(counts)}</summary>
<div class="inside"><p class="quiet">Open if ${about}.</p>
<table class="matrix"><caption>${title}: ${counted(shown, 'question')}</caption>
<thead><tr><th scope="col">Decision</th><th scope="col">Who → where</th><th scope="col">What</th><th scope="col">Why</th></tr></thead>
<tbody>
${blocks.map(matrixRow)}</tbody></table></div></details>
`;
}

function matrixRow({ row, from }: MatrixBlock): Markup {
  const { environment, decision, to, resourceType } = row;
  return html`<tr data-environment="${environment}" data-decision="${decision}" data-count="${from.length}"><td>${decisionBadge(decision)}</td><td>${who(from, to)}</td><td><span class="name-${environment}">${environment}</span> <code>${spaced(row)}</code><br><span class="quiet">${resourceType}</span></td><td>${why(row)}</td></tr>
`;
}

function who(from: readonly string[], to: string): Markup {
  const [only = ''] = from;
  if (from.length === 1) return html`${only} → ${to}`;
  return html`<ul>${from.map((each) => html`<li>${each}</li>`)}<li>→ ${to}</li></ul>`;
}

/** With spaces, so that it is broken between the stack and the id. */
function spaced({ stack, logicalId, resource }: MatrixBlock['row']): string {
  return resource === `${stack}/${logicalId}` ? [stack, logicalId].filter(Boolean).join(' / ') : resource;
}

function why({ reason, statement, rule }: MatrixBlock['row']): Markup {
  const short = reason.length > REASON_CHARACTERS ? `${reason.slice(0, REASON_CHARACTERS)}…` : reason;
  const id = html`<span class="quiet mono">${rule}</span>`;
  if (statement === null) return html`${short}<br>${id}`;
  const text = statementText(statement, { indent: '\t', width: STATEMENT_COLUMNS, characters: STATEMENT_CHARACTERS });
  return html`<details><summary>${short}</summary><pre>${content(text)}</pre></details>${id}`;
}
