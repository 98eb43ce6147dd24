import { Refusal } from '../../contract/refusal';
import { peopleRoleName } from '../../contract/roles';
import type { Environment } from '../../environment/schema';
import type { Check, Patient } from './check';
import { CHECKS } from './checks';
import { type Finding, lacking, notChecked, type Observation, ok } from './finding';

/** What was found in one account. */
export interface Examination {
  /** Whether nothing is lacking; what was not checked does not count. */
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Looks at an account through the patient that `connect` opens. When that fails because the credentials are none or not
 * of this account, nothing else is asked.
 * @throws what `connect` throws beside a Refusal
 */
export async function examine(
  environment: Environment,
  connect: () => Promise<Patient>,
  checks: readonly Check[] = CHECKS,
): Promise<Examination> {
  let patient: Patient;
  try {
    patient = await connect();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'usage') throw error;
    const why = `needs an identity of account ${environment.account}`;
    return examination([
      { check: 'identity', ...lacking('credentials', error.message, error.fix) },
      ...[{ id: 'region' }, ...checks].map(({ id }) => ({ check: id, ...notChecked(id, why) })),
    ]);
  }
  const found = await Promise.all(checks.map((check) => look(check, patient)));
  return examination([...whoAndWhere(patient), ...found.flat()]);
}

function whoAndWhere({ caller, environment, local }: Patient): Finding[] {
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

/** A check that cannot look has not seen that all is well, so that it counts as lacking. */
async function look(check: Check, patient: Patient): Promise<Finding[]> {
  const { id } = check;
  try {
    const observations = await check.look(patient);
    return observations.map((observation) => ({ check: id, ...observation, fix: fixFor(patient, observation) }));
  } catch (error) {
    return [{ check: id, ...unseen(check, patient, error as Error) }];
  }
}

/** What mends an account on AWS does not reach an emulated one, which is quickly made anew. */
function fixFor({ local }: Patient, { fix }: Observation): string | null {
  return local && fix ? 'end `npx airlock up` and start it again' : fix;
}

function unseen({ id, actions }: Check, { caller, environment }: Patient, { name, message }: Error): Observation {
  if (/AccessDenied|NotAuthorized|AuthorizationError|UnauthorizedOperation/.test(name)) {
    const role = peopleRoleName(environment.name, 'auditor');
    return lacking(id, `${caller.arn} may not look: it needs ${actions.join(', ')}`, `run this as ${role}`);
  }
  return lacking(id, `AWS did not say: ${name}: ${message}`, 'see that the network is there, and run this again');
}

function examination(findings: readonly Finding[]): Examination {
  return { healthy: findings.every(({ verdict }) => verdict !== 'lacking'), findings };
}
