import { applyAcknowledgements } from '../isolation/acknowledge';
import { loadAcknowledgements } from '../isolation/acknowledgement-file';
import { type AuditInput, audit, verdictOf } from '../isolation/audit';
import { readGivenFile } from '../isolation/input/given-file';
import type { AuditReport } from '../isolation/report/audit-report';

/**
 * The audit, without the findings that a file acknowledges.
 * @param file of acknowledgements; read first, so that a mistake in it shows at once
 * @param date that acknowledgements are held against
 * @param extend adds what else was found
 */
export async function auditWith<Report extends AuditReport = AuditReport>(
  input: AuditInput,
  file: string | undefined,
  date: Date,
  extend?: (report: AuditReport) => Promise<Report>,
): Promise<AuditReport | Report> {
  const entries =
    file === undefined ? [] : loadAcknowledgements(readGivenFile(file, 'acknowledgements').toString(), file);
  const templates = audit(input);
  const report = extend ? await extend(templates) : templates;
  const { findings, acknowledged } = applyAcknowledgements(report.findings, entries, date);
  return { ...report, findings, acknowledged, verdict: verdictOf(findings, report.unverified) };
}
