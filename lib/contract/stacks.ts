import type { EnvironmentName } from './environments';
import { nameOf } from './names';

/** The stacks of an environment, in the order in which they are deployed, on top of its bootstrap. */
export const STACKS = ['foundation', 'secrets', 'data', 'gateway', 'observability', 'detection'] as const;
export type StackPart = (typeof STACKS)[number];

export function stackName(environment: EnvironmentName, part: StackPart | 'bootstrap'): string {
  return nameOf(environment, part);
}

/** Of the management account, and of neither environment. */
export const ORGANIZATION_STACK = 'airlock-organization';
