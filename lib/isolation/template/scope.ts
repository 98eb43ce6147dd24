import type { DeploymentTarget } from './deployment-target';
import { fingerprint, type Json, type JsonObject } from './json';
import { describeText, type Resolved, Unknown, type UnknownOrigin } from './value';

/** What an intrinsic function needs of the resolver around it. */
export interface Scope {
  readonly template: JsonObject;
  readonly target: DeploymentTarget;
  resolve(value: Json): Resolved;
  /** An unknown of this stack; the same label stands for the same value. */
  unknown(label: string, reason: string, origin?: UnknownOrigin): Unknown;
  /** What a template's condition comes to. */
  condition(name: string): boolean | Unknown;
  /** What `Ref` gives. */
  reference(name: string): Resolved;
  /** What `Fn::GetAtt` gives. */
  attribute(logicalId: string, name: string): Resolved;
}

/** Stands for `AWS::NoValue`: the resolver takes it out of lists and objects. */
export const NO_VALUE = new Unknown('AWS::NoValue', 'no value');

/** Tells the unknowns of one stack from those of another. */
export function stackPrefix({ account, region, stack }: DeploymentTarget): string {
  return `${describeText(account)}/${describeText(region)}/${stack}`;
}

/** One intrinsic function: its argument as written, and what it comes to. */
export type Intrinsic = (argument: Json, scope: Scope) => Resolved;

/** An unknown for a call of a function that cannot be worked out; equal calls in one stack have equal values. */
export function unresolvedCall(scope: Scope, name: string, argument: Json, reason: string): Unknown {
  return scope.unknown(`${name} ${fingerprint(argument)}`, reason);
}
