import type { AuditReport } from '../../findings/audit-report';
import { type RuleDescription, worstFirst } from '../../findings/finding';
import { addsUp, DOES_NOT_ADD_UP } from '../counts-sum';
import { EXIT_CODE, headline } from '../verdict';
import type { SarifInvocation, SarifLog, SarifRule } from './sarif-log';
import { sarifMessage } from './sarif-message';
import { acknowledgedDraft, findingDraft, finished, unverifiedDraft } from './sarif-results';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The report as SARIF 2.1.0 for a code scanning page; ends with a line feed. */
export function renderSarif(report: AuditReport, rules: readonly RuleDescription[]): string {
  return `${JSON.stringify(sarifLog(report, rules), null, 2)}\n`;
}

/** Findings are results that fail, what is unverified is `open`, what is acknowledged fails and is suppressed. */
export function sarifLog(report: AuditReport, rules: readonly RuleDescription[]): SarifLog {
  const drafts = [
    ...worstFirst(report.findings).map(findingDraft),
    ...report.unverified.map(unverifiedDraft),
    ...report.acknowledged.map(acknowledgedDraft),
  ];
  const descriptors = describe(rules, new Set(drafts.map(({ ruleId }) => ruleId)));
  const positions = new Map(descriptors.map(({ id }, index) => [id, index]));
  const { sandbox, live } = report.assemblies;
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'airlock',
            organization: 'Airlock',
            ...(report.provenance && { version: report.provenance.toolVersion }),
            rules: descriptors,
          },
        },
        automationDetails: {
          id: `airlock/audit/${sandbox.account}-${live.account}/`,
          description: sarifMessage(
            `isolation of sandbox (${sandbox.account}) and live (${live.account}), both directions`,
          ),
        },
        invocations: [invocation(report)],
        originalUriBaseIds: {
          sandbox: { description: sarifMessage('the assembly of sandbox') },
          live: { description: sarifMessage('the assembly of live') },
        },
        columnKind: 'utf16CodeUnits',
        results: finished(drafts, (id) => positions.get(id) ?? -1),
        properties: {
          verdict: report.verdict,
          counts: report.counts,
          assemblies: report.assemblies,
          ...(report.provenance && { provenance: report.provenance }),
        },
      },
    ],
  };
}

/** A rule that a result names and that has no description is listed too, by its id. */
function describe(rules: readonly RuleDescription[], used: ReadonlySet<string>): SarifRule[] {
  const described = rules.map(({ id, title, help }) => ({
    id,
    shortDescription: sarifMessage(title),
    help: sarifMessage(help),
    properties: { tags: ['security', 'isolation'] },
  }));
  const known = new Set(rules.map(({ id }) => id));
  return [...described, ...[...used].filter((id) => !known.has(id)).map((id) => ({ id }))];
}

function invocation(report: AuditReport): SarifInvocation {
  const adds = addsUp(report.counts);
  return {
    ...(report.provenance && { endTimeUtc: report.provenance.date }),
    executionSuccessful: adds,
    exitCode: EXIT_CODE[report.verdict],
    exitCodeDescription: headline(report),
    toolExecutionNotifications: [
      ...(adds ? [] : [{ level: 'error' as const, message: sarifMessage(DOES_NOT_ADD_UP) }]),
      ...(report.provenance ? [note(`from ${report.provenance.evidence}`)] : []),
      ...(report.provenance?.assumptions ?? []).map((text) => note(`assumed: ${text}`)),
      ...report.outOfScope.map((text) => note(`out of scope: ${text}`)),
    ],
  };
}

function note(text: string) {
  return { level: 'note' as const, message: sarifMessage(text) };
}
