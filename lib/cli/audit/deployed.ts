import { join } from 'node:path';
import { emulatorFolder } from '../../client/emulated';
import { ENVIRONMENTS, type EnvironmentName } from '../../environment/modes';
import type { DeployedReport, DeployedSummary, Pair } from '../../isolation/deployed/deployed-report';
import type { AuditReport } from '../../isolation/findings/audit-report';
import { AuditInputError } from '../../isolation/input/audit-input-error';
import type { SideInput } from '../../isolation/model/side-input';
import type { DeployedAccount } from '../../operations/deployed/deployed-account';
import type { DeployedOptions } from './deployed-options';
import type { AuditSources } from './sources';

/** Where the templates are that the accounts came from. */
export function templatesOf<Options extends AuditSources & DeployedOptions>(options: Options): Options {
  if (!options.local) return options;
  const folder = (name: EnvironmentName) => join(emulatorFolder(), name, 'aws-assembly');
  return { ...options, sandbox: options.sandbox ?? folder('sandbox'), live: options.live ?? folder('live') };
}

/**
 * Reads both accounts, sandbox to its end and then live, each with its own credentials: at no time are both at hand.
 * @throws AuditInputError when one cannot be entered
 */
export async function readDeployed(
  options: DeployedOptions,
  say: (line: string) => void = () => undefined,
): Promise<Pair<DeployedAccount>> {
  return { sandbox: await readOne('sandbox', options, say), live: await readOne('live', options, say) };
}

async function readOne(
  stage: EnvironmentName,
  { local = false, sandboxProfile, liveProfile }: DeployedOptions,
  say: (line: string) => void,
): Promise<DeployedAccount> {
  const { connect } = await import('../../operations/account/connection.js');
  const { readAccount } = await import('../../operations/deployed/read-account.js');
  const profile = stage === 'sandbox' ? sandboxProfile : liveProfile;
  try {
    const connection = await connect({ stage, local, ...(profile && { profile }) });
    try {
      say(`reading ${stage} (account ${connection.environment.account}) as ${connection.caller.arn}`);
      return await readAccount(connection, Date.now());
    } finally {
      connection.close();
    }
  } catch (error) {
    const { name, message, fix } = error as Error & { fix?: string };
    if (name !== 'Refusal') throw error;
    // Nothing was found out, which is not the same as a way across.
    throw new AuditInputError(message, fix?.replace('--profile NAME', `--${stage}-profile NAME`) ?? '');
  }
}

/**
 * What adds to the audit of the templates what their accounts are like.
 * @throws AuditInputError when the templates are not this project's, or an account cannot be entered
 */
export function withAccounts(templates: Pair<SideInput>, options: DeployedOptions, say: (line: string) => void) {
  return async (report: AuditReport): Promise<DeployedReport> => {
    const accounts = await readDeployed(options, say);
    for (const name of ENVIRONMENTS) checkSame(name, templates[name].account, accounts[name].account);
    const { withDeployed } = await import('../../isolation/deployed/deployed-report.js');
    const { EMULATION } = await import('../../local/assembly/emulation.js');
    const whole = withDeployed(report, templates, accounts, options.local ? EMULATION : undefined);
    for (const name of ENVIRONMENTS) say(readLine(name, whole.deployed[name]));
    return whole;
  };
}

function checkSame(name: EnvironmentName, template: string, account: string): void {
  if (template === account) return;
  throw new AuditInputError(
    `the templates of ${name} are for account ${template}, and ${name} is account ${account}`,
    '--deployed reads the accounts of the environment files: give the assemblies that go there',
  );
}

/** What was read of one account, in a line. */
function readLine(name: EnvironmentName, { read, compared, drift, notRead }: DeployedSummary): string {
  const total = Object.values(read).reduce((sum, count) => sum + count, 0);
  return `${name}: ${total} resources read, ${compared} held against the templates, ${drift.length} not as there, ${notRead.length} not read`;
}
