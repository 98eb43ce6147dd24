import type { AuditReport } from '../../../lib/isolation/findings/audit-report';
import { breachedReport } from './sample-breaches';

/** The breached sample with a text put into every place that a template, a file or a person can fill. */
export function hostileReport(text: string): AuditReport {
  const report = breachedReport();
  const place = { stack: text, logicalId: text };
  const findings = report.findings.map((finding) => ({
    ...finding,
    ...place,
    rule: text,
    resourceType: text,
    message: text,
    path: [text, text],
    statement: text,
    fix: text,
  }));
  const { sandbox, live } = report.assemblies;
  return {
    ...report,
    assemblies: { sandbox: { ...sandbox, account: text, region: text, digest: text }, live },
    findings,
    unverified: report.unverified.map((item) => ({ ...item, ...place, rule: text, reason: text, resourceType: text })),
    acknowledged: findings.map((finding) => ({
      finding,
      reason: text,
      owner: text,
      approver: text,
      expires: text,
      daysLeft: 3,
    })),
    parity: report.parity.map((difference) => ({
      ...difference,
      ...place,
      property: text,
      resourceType: text,
      sandbox: text,
      live: JSON.stringify({ [text]: text }),
    })),
    matrix: report.matrix.slice(-8).map((row) => ({
      ...row,
      ...place,
      rule: text,
      from: text,
      to: text,
      resource: text,
      resourceType: text,
      reason: text,
      statement: JSON.stringify({ [text]: [text] }),
    })),
    outOfScope: [text],
    bestPractices: report.bestPractices.map((item) => ({ ...item, ...place, rule: text, reason: text })),
  };
}
