import type { AuditReport, Verdict } from '../findings/audit-report';
import { type Finding, SEVERITIES } from '../findings/finding';
import { counted } from './counted';

/** Exit code of `airlock audit`; 2 is for what could not be read. */
export const EXIT_CODE: Readonly<Record<Verdict, 0 | 1 | 3>> = { isolated: 0, breached: 1, unverified: 3 };

export const VERDICT_MARK: Readonly<Record<Verdict, '✓' | '✗' | '?'>> = {
  isolated: '✓',
  breached: '✗',
  unverified: '?',
};

/** The verdict as a sentence without its final period. */
export function headline({ verdict, findings, unverified }: AuditReport): string {
  switch (verdict) {
    case 'isolated':
      return 'Isolated: nothing crosses between sandbox and live';
    case 'breached':
      return `Breached: ${counted(findings.length, 'way')} across`;
    case 'unverified':
      return `Unverified: nothing is seen to cross, but ${counted(unverified.length, 'thing')} could not be decided`;
  }
}

/** `1 critical, 2 low`. */
export function bySeverity(findings: readonly Finding[]): string {
  return SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`)
    .join(', ');
}
