import { createHash } from 'node:crypto';
import { ENVIRONMENTS } from '../../../contract/environments';
import type { AuditReport } from '../../findings/audit-report';
import type { RuleDescription } from '../../findings/finding';
import { countDecisions, summariseChannels } from '../channel-summary';
import { counted } from '../counted';
import { addsUp, DOES_NOT_ADD_UP } from '../counts-sum';
import { madeBy } from '../provenance';
import { bySeverity, headline, VERDICT_MARK } from '../verdict';
import { acknowledgedSection, bestPracticesSection } from './acknowledged-section';
import { answersText } from './badges';
import { countsSection } from './counts-section';
import { findingsSection } from './findings-section';
import { html, Markup } from './markup';
import { matrixSection } from './matrix-section';
import { paritySection } from './parity-section';
import { picture } from './picture';
import { whyTable } from './reasons-table';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { unverifiedSection } from './unverified-section';

/** Nothing is loaded, sent or run but what stands in the page: style and script are allowed by their digests. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  'img-src data:',
  `style-src '${digest(STYLE)}'`,
  `script-src '${digest(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The report as one page without any other file: equal reports are equal bytes. */
export function renderHtml(report: AuditReport, rules: readonly RuleDescription[] = []): string {
  const channels = summariseChannels(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(CONTENT_SECURITY_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${VERDICT_MARK[report.verdict]} ${headline(report)} – Airlock audit</title>
<link rel="icon" href="data:,">
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the report</a>
${pageHeader(report)}
<main id="content">
${findingsSection(report, rules)}
<section aria-labelledby="channels">
<h2 id="channels">Channels between the two accounts</h2>
${picture(report, channels)}
${whyTable(channels)}
</section>
${unverifiedSection(report)}
${acknowledgedSection(report)}
${matrixSection(report, channels)}
${paritySection(report)}
${countsSection(report)}
${bestPracticesSection(report)}
</main>
${pageFooter(report)}
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}

function pageHeader(report: AuditReport): Markup {
  const { verdict, matrix, unverified, acknowledged, findings, counts, bestPractices } = report;
  const [, kind = '', rest = ''] = /^(\w+): (.*)$/.exec(headline(report)) ?? [];
  return html`<header>
<p class="product">Airlock · isolation audit</p>
<div class="verdict ${verdict}">
<h1><span aria-hidden="true">${VERDICT_MARK[verdict]}</span><span>${kind}: ${rest}</span></h1>
<p>${counted(matrix.length, 'question')} asked in both directions: ${answersText(countDecisions(matrix))}. ${counted(findings.length, 'finding')}${findings.length > 0 ? ` (${bySeverity(findings)})` : ''}, ${unverified.length} not verified, ${acknowledged.length} acknowledged.</p>
</div>
${addsUp(counts) ? Markup.nothing : html`<p class="alarm" role="alert">✗ ${DOES_NOT_ADD_UP}.</p>`}
<nav aria-label="Parts of the report"><ul>
${findings.length > 0 ? html`<li><a href="#findings">Findings</a></li>` : Markup.nothing}
<li><a href="#channels">Channels</a></li>
<li><a href="#not-verified">Not verified</a></li>
<li><a href="#acknowledged">Acknowledged</a></li>
<li><a href="#matrix">Matrix</a></li>
<li><a href="#parity">Parity</a></li>
<li><a href="#looked-at">What was looked at</a></li>
<li><a href="#out-of-scope">Out of scope</a></li>
${bestPractices.length > 0 ? html`<li><a href="#best-practices">Best practices</a></li>` : Markup.nothing}
<li><a href="#digests">Digests</a></li>
</ul></nav>
</header>`;
}

function pageFooter({ assemblies, provenance }: AuditReport): Markup {
  return html`<footer>
${
  provenance
    ? html`<section aria-labelledby="made">
<h2 id="made">How this was made</h2>
<p>${provenance.date} by ${madeBy(provenance)}. From ${provenance.evidence}.</p>
<p>Taken for true, and not looked at:</p>
<ul>${provenance.assumptions.map((line) => html`<li>${line}</li>`)}</ul>
</section>
`
    : Markup.nothing
}
<section aria-labelledby="digests">
<h2 id="digests">What was read</h2>
<p>SHA-256 over everything that was read of each side. The same assemblies give the same digests and the same report.</p>
<dl>
${ENVIRONMENTS.map((name) => {
  const { account, region, digest } = assemblies[name];
  return html`<dt><span class="name-${name}">${name}</span></dt><dd>account ${account}, ${region}<br><code>${digest}</code></dd>
`;
})}</dl>
</section>
</footer>`;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
