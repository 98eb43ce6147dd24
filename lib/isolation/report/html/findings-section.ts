import type { AuditReport } from '../../findings/audit-report';
import { type Finding, type RuleDescription, worstFirst } from '../../findings/finding';
import { counted } from '../counted';
import { statementText } from '../statement-text';
import { placeMarkup } from './badges';
import { content, html, Markup } from './markup';

const SHOWN = 200;

export function findingsSection({ findings }: AuditReport, rules: readonly RuleDescription[]): Markup {
  if (findings.length === 0) return Markup.nothing;
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const shown = worstFirst(findings).slice(0, SHOWN);
  const left = findings.length - shown.length;
  return html`<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
<p>Ways across, worst first. Each is shown from who starts to what is reached.</p>
${shown.map((finding) => findingArticle(finding, titles.get(finding.rule)))}
${left > 0 ? html`<p>${counted(left, 'more finding')} not shown here; the JSON report has them all.</p>` : Markup.nothing}
</section>`;
}

function findingArticle(finding: Finding, title: string | undefined): Markup {
  const { severity, direction, rule, message, path, statement, fix, resourceType } = finding;
  return html`<article class="finding ${severity}">
<p class="labels"><span class="badge ${severity}">${severity}</span> <strong>${direction.replace('→', ' → ')}</strong> <span class="quiet"><code>${rule}</code>${title ? html` – ${title}` : Markup.nothing}</span></p>
<h3>${message}</h3>
<p>${placeMarkup(finding)} <span class="quiet">${resourceType}</span></p>
<dl>
<dt>Path</dt><dd><ol class="path">${path.map((hop) => html`<li>${hop}</li>`)}</ol></dd>
<dt>Decided by</dt><dd>${decidedBy(statement)}</dd>
<dt>Fix</dt><dd>${fix}</dd>
</dl>
</article>
`;
}

function decidedBy(statement: string | null): Markup {
  if (statement === null) return html`nothing that forbids it`;
  return html`<pre>${content(statementText(statement, { indent: '\t' }))}</pre>`;
}
