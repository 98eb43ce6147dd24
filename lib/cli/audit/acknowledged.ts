import { type AuditInput, audit } from '../../isolation/audit';
import { applyAcknowledgements } from '../../isolation/audit/acknowledge';
import { type Acknowledgement, loadAcknowledgements } from '../../isolation/audit/acknowledgement-file';
import { type AuditReport, verdictOf } from '../../isolation/findings/audit-report';
import { readGivenFile } from '../../isolation/input/given-file';

/** @param file of acknowledgements, where one was given. @throws AuditInputError */
export function readAcknowledgements(file: string | undefined): readonly Acknowledgement[] {
  return file === undefined ? [] : loadAcknowledgements(readGivenFile(file, 'acknowledgements').toString(), file);
}

/**
 * The audit, without the findings that a file acknowledges.
 * @param date that acknowledgements are held against
 * @param extend adds what else was found
 */
export async function auditWith<Report extends AuditReport = AuditReport>(
  input: AuditInput,
  entries: readonly Acknowledgement[],
  date: Date,
  extend?: (report: AuditReport) => Promise<Report>,
): Promise<AuditReport | Report> {
  const templates = audit(input);
  const report = extend ? await extend(templates) : templates;
  const { findings, acknowledged } = applyAcknowledgements(report.findings, entries, date);
  return { ...report, findings, acknowledged, verdict: verdictOf(findings, report.unverified) };
}
