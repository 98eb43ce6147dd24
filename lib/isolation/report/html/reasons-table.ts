import type { ChannelSummary } from '../channel-summary';
import { CHANNEL_TITLES } from '../channel-titles';
import { counted } from '../counted';
import { answersText, decisionBadge } from './badges';
import { html, Markup } from './markup';

const REASONS_SHOWN = 3;

/** What the picture shows, in words: each channel, both directions, and why. */
export function whyTable(channels: readonly ChannelSummary[]): Markup {
  return html`<table class="why"><caption>Why each channel is closed, or is not</caption>
<thead><tr><th scope="col">Channel</th><th scope="col">sandbox → live</th><th scope="col">live → sandbox</th><th scope="col">Why</th></tr></thead>
<tbody>
${channels.map(channelRow)}</tbody></table>`;
}

function channelRow({ channel, rows, directions, reasons, outOfScope }: ChannelSummary): Markup {
  const { title, about } = CHANNEL_TITLES[channel];
  const name = rows.length > 0 ? html`<a href="#channel-${channel}">${title}</a>` : html`${title}`;
  const left = reasons.length - REASONS_SHOWN;
  const why =
    rows.length === 0
      ? html`<span class="quiet">${outOfScope ? 'Not looked at; see what is out of scope.' : 'No rule found anything to ask about here.'} Open if ${about}.</span>`
      : html`<ul>${reasons
          .slice(0, REASONS_SHOWN)
          .map(({ decision, reason, count }) => html`<li>${decisionBadge(decision, count)} ${reason}</li>`)}${
          left > 0 ? html`<li class="quiet">and ${counted(left, 'other reason')}</li>` : Markup.nothing
        }</ul>`;
  return html`<tr><th scope="row">${name}</th><td class="number" data-label="sandbox → live:">${answersText(directions['sandbox→live'])}</td><td class="number" data-label="live → sandbox:">${answersText(directions['live→sandbox'])}</td><td>${why}</td></tr>
`;
}
