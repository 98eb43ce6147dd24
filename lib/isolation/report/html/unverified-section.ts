import type { AuditReport } from '../../findings/audit-report';
import type { Unverified } from '../../findings/finding';
import { counted } from '../counted';
import { largestFirst } from '../grouped';
import { placeMarkup } from './badges';
import { html, Markup } from './markup';

const REASONS_SHOWN = 100;
const PLACES_SHOWN = 50;

/** What could not be decided, by reason, most frequent first. */
export function unverifiedSection({ unverified }: AuditReport): Markup {
  const groups = largestFirst(unverified, ({ reason }) => reason);
  const left = groups.slice(REASONS_SHOWN).reduce((sum, [, items]) => sum + items.length, 0);
  return html`<section aria-labelledby="not-verified">
<h2 id="not-verified">What was not verified</h2>
${
  unverified.length === 0
    ? html`<p>Nothing: everything in the templates was decided.</p>`
    : html`<p>${counted(unverified.length, 'thing')} could not be decided, for ${counted(groups.length, 'reason')}. None of them counts as a pass.</p>`
}
${groups.slice(0, REASONS_SHOWN).map(([reason, items]) => reasonGroup(reason, items))}
${left > 0 ? html`<p>${counted(left, 'more thing')} with other reasons; the JSON report has them all.</p>` : Markup.nothing}
</section>`;
}

function reasonGroup(reason: string, items: readonly Unverified[]): Markup {
  const left = items.length - PLACES_SHOWN;
  return html`<details class="fold"><summary><span class="badge unverified">? ${items.length}</span> ${reason}</summary>
<div class="inside"><ul>${items
    .slice(0, PLACES_SHOWN)
    .map(
      (item) =>
        html`<li>${placeMarkup(item)} <span class="quiet">${item.resourceType} · <code>${item.rule}</code></span></li>`,
    )}${left > 0 ? html`<li>and ${counted(left, 'place')} more; the JSON report has them all</li>` : Markup.nothing}</ul></div></details>
`;
}
