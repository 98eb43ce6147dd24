import type { EnvironmentName } from '../environment/modes';
import type { Psp } from '../environment/providers';

/** The five tables of an environment. */
export type TableName = 'apps' | 'records' | 'balances' | 'guards' | 'ledger';

/** The Lambda functions, each with a role of the same name. */
export const FUNCTIONS = ['api', 'provider'] as const;
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

/** The secret that holds a PSP's credentials. */
export function pspSecretName(environment: EnvironmentName, psp: Psp | '*'): string {
  return `airlock/${environment}/psp/${psp}`;
}

/** The secret that holds the key with which an app signs. */
export function appSecretName(environment: EnvironmentName, appId: string): string {
  return `airlock/${environment}/apps/${appId}`;
}
