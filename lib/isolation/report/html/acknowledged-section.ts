import type { AuditReport } from '../../findings/audit-report';
import type { Acknowledged } from '../../findings/finding';
import { counted, daysLeftText } from '../counted';
import { grouped } from '../grouped';
import { placeMarkup } from './badges';
import { html, Markup } from './markup';

const SOON = 14;
const PLACES_SHOWN = 100;

/** Acknowledged findings; the one that ends first comes first. */
export function acknowledgedSection({ acknowledged }: AuditReport): Markup {
  const soonest = [...acknowledged].sort((left, right) => left.daysLeft - right.daysLeft);
  return html`<section aria-labelledby="acknowledged">
<h2 id="acknowledged">Acknowledged</h2>
${
  acknowledged.length === 0
    ? html`<p>Nothing: no finding was set aside.</p>`
    : html`<p>${counted(acknowledged.length, 'finding')} that somebody answers for until a day. Only what live gives to sandbox, without a secret, money or customer data, can be acknowledged.</p>
<table><caption>The one that ends first comes first</caption><thead><tr><th scope="col">Days left</th><th scope="col">Finding</th><th scope="col">Reason</th><th scope="col">Owner and approver</th></tr></thead>
<tbody>${soonest.map(row)}</tbody></table>`
}
</section>`;
}

function row({ finding, reason, owner, approver, expires, daysLeft }: Acknowledged): Markup {
  return html`<tr><td class="number"><span class="badge ${daysLeft <= SOON ? 'unverified' : 'none'}">${daysLeftText(daysLeft)}</span><br><span class="quiet">until ${expires}</span></td><td>${finding.message}<br>${placeMarkup(finding)}<br><span class="quiet">${finding.severity} · ${finding.direction.replace('→', ' → ')} · <code>${finding.rule}</code></span></td><td>${reason}</td><td>${owner}<br><span class="quiet">approved by ${approver}</span></td></tr>
`;
}

/** cdk-nag's, by rule; shown, not judged. */
export function bestPracticesSection({ bestPractices }: AuditReport): Markup {
  if (bestPractices.length === 0) return Markup.nothing;
  return html`<section aria-labelledby="best-practices">
<h2 id="best-practices">Best practices set aside</h2>
<p>${counted(bestPractices.length, 'acknowledgement')} of cdk-nag that the assemblies carry. They are about good practice in one account and do not change the verdict.</p>
${[...grouped(bestPractices, ({ rule }) => withoutFinding(rule))].map(
  ([
    rule,
    items,
  ]) => html`<details class="fold"><summary><code>${rule}</code> <span class="quiet">${counted(items.length, 'place')}</span></summary>
<div class="inside"><ul>${items.slice(0, PLACES_SHOWN).map((item) => html`<li>${placeMarkup(item)}${detail(item.rule)}: ${item.reason}</li>`)}${
    items.length > PLACES_SHOWN
      ? html`<li>and ${counted(items.length - PLACES_SHOWN, 'place')} more</li>`
      : Markup.nothing
  }</ul></div></details>
`,
)}
</section>`;
}

/** cdk-nag adds what it found in brackets: `AwsSolutions-IAM5[Resource::*]`. */
function withoutFinding(rule: string): string {
  return rule.replace(/\[.*$/s, '');
}

function detail(rule: string): Markup {
  const found = rule.slice(withoutFinding(rule).length);
  return found ? html` <code>${found}</code>` : Markup.nothing;
}
