import { Refusal } from '../../contract/refusal';
import { peopleRoleName } from '../../contract/roles';
import { loadEnvironments } from '../../environment/load';
import type { EnvironmentName } from '../../environment/modes';
import type { Environment } from '../../environment/schema';
import type { ConnectionProps } from '../account/connection';
import { withAccount } from '../account/with-account';
import { type Check, type CheckResult, lacking, notChecked, ok, type SubjectResult } from './check';
import { CHECKS } from './checks';
import { type InspectedAccount, inspectedAccount } from './inspected-account';

export interface DoctorReport {
  readonly stage: EnvironmentName;
  readonly account: string;
  /** Whether nothing is lacking; what was not checked does not count. */
  readonly healthy: boolean;
  readonly findings: readonly CheckResult[];
}

/**
 * Inspects the account of a stage. An account that cannot be entered, because the credentials are none or not of this
 * account, is a result too: nothing else is asked then.
 * @throws EnvironmentFileError, Refusal when what was asked for is wrong in itself
 */
export async function inspectAccount(props: ConnectionProps): Promise<DoctorReport> {
  const environment = loadEnvironments()[props.stage];
  try {
    return await withAccount(props, (account) => runChecks(inspectedAccount(account, Boolean(props.local))));
  } catch (error) {
    return notEntered(environment, error);
  }
}

/** Runs every check, all at the same time. A check that fails is a result, so that nothing is thrown. */
export async function runChecks(account: InspectedAccount, checks: readonly Check[] = CHECKS): Promise<DoctorReport> {
  const found = await Promise.all(checks.map((check) => runCheck(check, account)));
  return reportOf(account.environment, [...whoAndWhere(account), ...found.flat()]);
}

/** @throws the error, unless it says that the account could not be entered */
export function notEntered(environment: Environment, error: unknown, checks: readonly Check[] = CHECKS): DoctorReport {
  if (!(error instanceof Refusal) || error.kind === 'usage') throw error;
  const why = `needs an identity of account ${environment.account}`;
  return reportOf(environment, [
    { check: 'identity', ...lacking('credentials', error.message, error.fix) },
    ...[{ id: 'region' }, ...checks].map(({ id }) => ({ check: id, ...notChecked(id, why) })),
  ]);
}

function whoAndWhere({ caller, environment, local }: InspectedAccount): CheckResult[] {
  const { account, region } = environment;
  return [
    { check: 'identity', ...ok(caller.arn, `account ${account}`) },
    {
      check: 'region',
      // The call that asked who we are went to this region's endpoint, which refuses where a region is not enabled.
      ...(local ? notChecked(region, 'the emulator answers for any region') : ok(region, 'enabled: it knows us')),
    },
  ];
}

/** A check that could not be run has not seen that all is well, so it counts as lacking. */
async function runCheck(check: Check, account: InspectedAccount): Promise<CheckResult[]> {
  const { id } = check;
  try {
    const results = await check.inspect(account);
    return results.map((result) => ({ check: id, ...result, fix: fixFor(account, result) }));
  } catch (error) {
    return [{ check: id, ...notRun(check, account, error as Error) }];
  }
}

/** A command for AWS does not reach an emulated account, which is quickly made anew. */
function fixFor({ local }: InspectedAccount, { fix }: SubjectResult): string | null {
  return local && fix ? 'end `npx airlock up` and start it again' : fix;
}

function notRun(
  { id, actions }: Check,
  { caller, environment }: InspectedAccount,
  { name, message }: Error,
): SubjectResult {
  if (/AccessDenied|NotAuthorized|AuthorizationError|UnauthorizedOperation/.test(name)) {
    const role = peopleRoleName(environment.name, 'auditor');
    return lacking(id, `${caller.arn} may not look: it needs ${actions.join(', ')}`, `run this as ${role}`);
  }
  return lacking(id, `AWS did not say: ${name}: ${message}`, 'see that the network is there, and run this again');
}

function reportOf({ name, account }: Environment, findings: readonly CheckResult[]): DoctorReport {
  return { stage: name, account, healthy: findings.every(({ verdict }) => verdict !== 'lacking'), findings };
}
