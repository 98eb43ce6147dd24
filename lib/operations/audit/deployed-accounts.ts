import { join } from 'node:path';
import { emulatorFolder } from '../../client/emulated-accounts';
import { Refusal } from '../../contract/refusal';
import { ENVIRONMENTS, type EnvironmentName } from '../../environment/modes';
import type { DeployedAccount, Emulation } from '../../isolation/deployed/deployed-account';
import {
  type DeployedReport,
  type DeployedSummary,
  type Pair,
  withDeployed,
} from '../../isolation/deployed/deployed-report';
import type { AuditReport } from '../../isolation/findings/audit-report';
import { AuditInputError } from '../../isolation/input/audit-input-error';
import type { SideInput } from '../../isolation/model/side-input';
import { withAccount } from '../account/with-account';
import { readAccount } from '../deployed/read-account';
import type { AuditSources } from './sources';

/** How both accounts are entered. */
export interface AccountsToRead {
  /** The emulated accounts of this machine instead of AWS. */
  readonly local?: boolean;
  readonly sandboxProfile?: string;
  readonly liveProfile?: string;
}

/** Where the templates are that the accounts were deployed from. */
export function templatesDeployedTo<Request extends AuditSources & AccountsToRead>(request: Request): Request {
  if (!request.local) return request;
  const folder = (name: EnvironmentName) => join(emulatorFolder(), name, 'aws-assembly');
  return { ...request, sandbox: request.sandbox ?? folder('sandbox'), live: request.live ?? folder('live') };
}

/**
 * Adds to the audit of the templates what their accounts are like.
 * @throws AuditInputError when the templates are for other accounts, or an account cannot be entered
 */
export async function addDeployed(
  report: AuditReport,
  templates: Pair<SideInput>,
  request: AccountsToRead,
  { emulation, say }: { readonly emulation?: Emulation; readonly say: (line: string) => void },
): Promise<DeployedReport> {
  const accounts = await readAccounts(request, say);
  for (const name of ENVIRONMENTS) checkSame(name, templates[name].account, accounts[name].account);
  const whole = withDeployed(report, templates, accounts, request.local ? emulation : undefined);
  for (const name of ENVIRONMENTS) say(summaryLine(name, whole.deployed[name]));
  return whole;
}

/**
 * Reads both accounts, first sandbox and then live, each with its own credentials: at no time are both at hand.
 * @throws AuditInputError when one cannot be entered
 */
async function readAccounts(request: AccountsToRead, say: (line: string) => void): Promise<Pair<DeployedAccount>> {
  return { sandbox: await readOne('sandbox', request, say), live: await readOne('live', request, say) };
}

async function readOne(
  stage: EnvironmentName,
  { local = false, sandboxProfile, liveProfile }: AccountsToRead,
  say: (line: string) => void,
): Promise<DeployedAccount> {
  const profile = stage === 'sandbox' ? sandboxProfile : liveProfile;
  try {
    return await withAccount(
      { stage, local, ...(profile && { profile }), profileOption: `--${stage}-profile` },
      (account) => {
        say(`reading ${stage} (account ${account.environment.account}) as ${account.caller.arn}`);
        return readAccount(account, Date.now());
      },
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Nothing was found out, which is not the same as a way across.
    throw new AuditInputError(error.message, error.fix);
  }
}

function checkSame(name: EnvironmentName, template: string, account: string): void {
  if (template === account) return;
  throw new AuditInputError(
    `the templates of ${name} are for account ${template}, and ${name} is account ${account}`,
    '--deployed reads the accounts of the environment files: give the assemblies that go there',
  );
}

/** What was read of one account, in a line. */
function summaryLine(name: EnvironmentName, { read, compared, drift, notRead }: DeployedSummary): string {
  const total = Object.values(read).reduce((sum, count) => sum + count, 0);
  return `${name}: ${total} resources read, ${compared} held against the templates, ${drift.length} not as there, ${notRead.length} not read`;
}
