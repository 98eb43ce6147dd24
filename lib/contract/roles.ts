import type { EnvironmentName } from './environments';
import { nameOf, type Qualified } from './names';

/** The roles that people take on, by the names of their blocks in the environment file. */
export const PEOPLE = ['deployer', 'auditor', 'operator', 'onCall', 'breakGlass'] as const;
export type Person = (typeof PEOPLE)[number];

/** The pipeline's role beside them. */
export type PeopleRole = Person | 'ci';

const ROLE_PARTS: Readonly<Record<PeopleRole, string>> = {
  deployer: 'deployer',
  auditor: 'auditor',
  operator: 'operator',
  onCall: 'on-call',
  breakGlass: 'break-glass',
  ci: 'ci',
};

export function peopleRoleName(environment: EnvironmentName, of: PeopleRole): string {
  return nameOf(environment, ROLE_PARTS[of]);
}

/** The roles as which AWS services write, beside those of the functions. */
export const SERVICE_ROLES = ['trail', 'api-gateway-logs'] as const;
export type ServiceRole = (typeof SERVICE_ROLES)[number];

/** The roles that the CDK CLI and CloudFormation take on; the CDK's own names, which the stacks' synthesizer counts on. */
export type CdkRole = 'deploy' | 'file-publishing' | 'cfn-exec';

export function cdkRoleName({ qualifier, account, region }: Qualified, of: CdkRole): string {
  return `cdk-${qualifier}-${of}-role-${account}-${region}`;
}

/** The policies that limit roles, whatever their own say: those of the stacks, of the deployment, of people. */
export type Boundary = 'runtime' | 'deployment' | 'people';

export function boundaryName(environment: EnvironmentName, of: Boundary): string {
  return nameOf(environment, `${of}-boundary`);
}
