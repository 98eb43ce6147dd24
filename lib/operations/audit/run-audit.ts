import { audit } from '../../isolation/audit';
import { applyAcknowledgements } from '../../isolation/audit/acknowledge';
import { type Acknowledgement, loadAcknowledgements } from '../../isolation/audit/acknowledgement-file';
import type { Emulation } from '../../isolation/deployed/deployed-account';
import { type AuditReport, verdictOf } from '../../isolation/findings/audit-report';
import { readGivenFile } from '../../isolation/input/given-file';
import { freshAssemblies } from '../cdk/fresh-assemblies';
import type { AccountsToRead } from './deployed-accounts';
import { provenanceOf, reportDate } from './provenance';
import { type AuditSources, readSources, refuseMissing } from './sources';

export interface AuditRequest extends AuditSources, AccountsToRead {
  /** Read the accounts as well as the templates. */
  readonly deployed?: boolean;
}

export interface AuditRun {
  readonly acknowledgements: readonly Acknowledgement[];
  /** Version of this tool, for the report. */
  readonly toolVersion: string;
  /** In what emulated accounts differ from AWS; for a request with `local`. */
  readonly emulation?: Emulation;
  /** Takes one line about what is being done. */
  readonly say: (line: string) => void;
}

/** @param file of acknowledgements, where one was given. @throws AuditInputError */
export function readAcknowledgements(file: string | undefined): readonly Acknowledgement[] {
  return file === undefined ? [] : loadAcknowledgements(readGivenFile(file, 'acknowledgements').toString(), file);
}

/**
 * Audits what would be deployed now, and on request what is deployed: makes the project's own assemblies where they are
 * not up to date, reads both sides, judges them, and says what the report was made from.
 * @throws AuditInputError, EnvironmentFileError, Refusal when there can be no verdict
 */
export async function runAudit(request: AuditRequest, run: AuditRun): Promise<AuditReport> {
  const { acknowledgements, say } = run;
  // A mistake in what was given shows at once, and not after a synthesis.
  refuseMissing(request);
  // Only reading accounts needs the AWS SDK, which takes longer to load than an audit takes.
  const deployed = request.deployed ? await import('./deployed-accounts.js') : undefined;
  const sources = deployed?.templatesDeployedTo(request) ?? request;
  const undated = await freshAssemblies(sources, say, request.local ? () => 'npx airlock up' : undefined);
  const sides = readSources(sources);
  const date = reportDate();
  const templates = audit(sides);
  const report = (await deployed?.addDeployed(templates, sides, request, run)) ?? templates;
  const { findings, acknowledged } = applyAcknowledgements(report.findings, acknowledgements, date);
  const unknownInputs = undated
    .filter((stage) => sides[stage].environment !== undefined)
    .map((stage) => `whether ${sources[stage]} is as the files of ${stage} say now: it carries no airlock-inputs.json`);
  return {
    ...report,
    findings,
    acknowledged,
    verdict: verdictOf(findings, report.unverified),
    outOfScope: [...report.outOfScope, ...unknownInputs],
    provenance: provenanceOf(date, accountsRead(request), run.toolVersion),
  };
}

function accountsRead({ deployed, local }: AuditRequest): 'none' | 'emulated' | 'aws' {
  if (!deployed) return 'none';
  return local ? 'emulated' : 'aws';
}
