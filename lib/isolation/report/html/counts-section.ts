import type { AuditReport, Counts } from '../../findings/audit-report';
import { formatCount } from '../counted';
import { sumSentence } from '../counts-sum';
import { html, type Markup } from './markup';

/** What was looked at, as a sum that a reader can check, and what was not. */
export function countsSection({ counts, outOfScope }: AuditReport): Markup {
  return html`<section aria-labelledby="looked-at">
<h2 id="looked-at">What was looked at</h2>
<p>Every property of every resource, every output and every file of code is one of these; what is not looked at does not pass.</p>
${bar(counts)}
<p><strong>${sumSentence(counts)}</strong></p>
<dl>
<dt>Resources</dt><dd>${formatCount(counts.resources)}</dd>
<dt>Policy statements</dt><dd>${formatCount(counts.statements)}</dd>
<dt>Policy decisions</dt><dd>${formatCount(counts.decisions)}</dd>
</dl>
</section>
<section aria-labelledby="out-of-scope">
<h2 id="out-of-scope">Out of scope</h2>
${
  outOfScope.length === 0
    ? html`<p>Nothing that was asked for was left out.</p>`
    : html`<p>Not looked at; it does not change the verdict.</p><ul>${outOfScope.map((line) => html`<li>${line}</li>`)}</ul>`
}
</section>`;
}

function bar({ checked, notAChannel, unverified }: Counts): Markup {
  const total = Math.max(checked + notAChannel + unverified, 1);
  const width = (count: number) => Math.round((count / total) * 10_000) / 10;
  const [first, second, third] = [width(checked), width(notAChannel), width(unverified)];
  return html`<svg class="bar" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true"><rect class="checked" x="0" y="0" width="${first}" height="14"/><rect class="other" x="${first}" y="0" width="${second}" height="14"/><rect class="undecided" x="${first + second}" y="0" width="${third}" height="14"/></svg>`;
}
