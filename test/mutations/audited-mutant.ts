import { audit } from '../../lib/isolation/audit';
import type { AuditReport } from '../../lib/isolation/findings/audit-report';
import { type Judged, judge } from './judge';
import type { Mutant } from './mutants';

/** Makes the edit and says what the auditor made of it. A crash is an outcome too. */
export function judgeMutant(mutant: Mutant, baselines: ReadonlyMap<string, AuditReport>): Judged {
  const baseline = baselines.get(mutant.app);
  if (!baseline) throw new Error(`no base app ${mutant.app}`);
  const { pair, expected } = mutant.apply();
  try {
    return judge(mutant, expected, baseline, audit(pair));
  } catch (error) {
    return { outcome: 'failed', because: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
