import type { Stack } from 'aws-cdk-lib';
import type { EnvironmentName } from '../environment/modes';
import type { Psp } from '../environment/providers';

/** The five tables of an environment. */
export type TableName = 'apps' | 'records' | 'balances' | 'guards' | 'ledger';

/** The Lambda functions, each with a role of the same name. */
export const FUNCTIONS = ['api', 'archive', 'provider'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** The alias that callers invoke, never `$LATEST`. */
export const CURRENT = 'current';

/** The REST API's one stage. */
export const API_STAGE = 'gateway';

/** Namespace of the gateway's own metrics; their one dimension is `environment`. */
export const METRIC_NAMESPACE = 'Airlock';

/**
 * The name of a table, function, role, topic, API or dashboard: `airlock-sandbox-records`. Fixed, so that policies, people and the
 * other parts of this project name a resource without asking CloudFormation.
 */
export function nameOf(environment: EnvironmentName, part?: string): string {
  return ['airlock', environment, ...(part ? [part] : [])].join('-');
}

/** A log group below the environment's own prefix, for example `/airlock/live/api`. */
export function logGroupName(environment: EnvironmentName, part: string): string {
  return `/airlock/${environment}/${part}`;
}

/** The bucket with a copy of every ledger row. Buckets are named for the whole world, so the account is in the name. */
export function ledgerArchiveName({
  name,
  account,
}: {
  readonly name: EnvironmentName;
  readonly account: string;
}): string {
  return nameOf(name, `ledger-archive-${account}`);
}

/** Takes what the function `archive` could not archive. */
export function archiveDeadLettersName(environment: EnvironmentName): string {
  return nameOf(environment, 'archive-dead-letters');
}

/** A role of this account by its name, whether it is made yet or not. */
export function roleArn(stack: Stack, roleName: string): string {
  return stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName });
}

/** The trail that records what is done in the account. */
export function trailArn(stack: Stack, environment: EnvironmentName): string {
  return stack.formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: nameOf(environment) });
}

/** The secret that holds a PSP's credentials. */
export function pspSecretName(environment: EnvironmentName, psp: Psp | '*'): string {
  return `airlock/${environment}/psp/${psp}`;
}

/** The secret that holds the key with which an app signs. */
export function appSecretName(environment: EnvironmentName, appId: string): string {
  return `airlock/${environment}/apps/${appId}`;
}
