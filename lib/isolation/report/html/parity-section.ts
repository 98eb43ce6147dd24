import type { AuditReport, ParityDifference } from '../../findings/audit-report';
import { counted } from '../counted';
import { declaredSentence } from '../parity-summary';
import { statementText } from '../statement-text';
import { content, html, Markup } from './markup';

const SHOWN = 300;

/** What differs between the two assemblies; what an environment file declares is only counted. */
export function paritySection({ parity }: AuditReport): Markup {
  const undeclared = parity.filter(({ declared }) => !declared);
  const left = undeclared.length - SHOWN;
  return html`<section aria-labelledby="parity">
<h2 id="parity">Parity</h2>
<p>${undeclared.length === 0 ? 'Nothing differs' : `${counted(undeclared.length, 'difference')} between the two assemblies`} that no environment file declares. ${declaredSentence(parity)}.</p>
${
  undeclared.length === 0
    ? Markup.nothing
    : html`<table class="parity"><caption>Declared nowhere</caption><thead><tr><th scope="col">Where</th><th scope="col">sandbox</th><th scope="col">live</th></tr></thead><tbody>
${undeclared.slice(0, SHOWN).map(row)}</tbody></table>`
}
${left > 0 ? html`<p>${counted(left, 'more difference')} not shown here; the JSON report has them all.</p>` : Markup.nothing}
</section>`;
}

function row({ stack, logicalId, resourceType, property, sandbox, live, liveWeaker }: ParityDifference): Markup {
  const weaker = liveWeaker ? html`<br><span class="badge open">✗ live is weaker</span>` : Markup.nothing;
  return html`<tr><td><code>${[stack, logicalId].filter(Boolean).join(' / ')}</code><br>${property || 'the whole resource'} <span class="quiet">${resourceType}</span>${weaker}</td><td data-label="sandbox:">${value(sandbox)}</td><td data-label="live:">${value(live)}</td></tr>
`;
}

function value(json: string | null): Markup {
  if (json === null) return html`<span class="quiet">absent</span>`;
  return html`<code>${content(statementText(json, { indent: '', characters: Number.POSITIVE_INFINITY }))}</code>`;
}
