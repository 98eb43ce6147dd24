import type { Mutable, Party, Site } from '../edits/site';

/** What a statement is about: given by the place of the policy. */
export interface Subject {
  readonly actions: Mutable;
  /** Left out where the policy's type has none, as in a trust policy. */
  readonly resource?: Mutable;
  /** Services that such a policy usually lets in, none when it never does. */
  readonly service?: string;
}

type Statements = (subject: Subject, site: Site) => Mutable[];

/** One way to write the statements of a policy of a resource. */
export interface StatementForm {
  readonly operator: string;
  readonly name: string;
  readonly opening?: Statements;
  readonly benign?: Statements;
  readonly intrinsic?: true;
  readonly notInTrust?: true;
  /** Uses a service, so the place must have one. */
  readonly needsService?: true;
}

export function statement(
  { actions, resource }: Subject,
  more: { [key: string]: Mutable },
): { [key: string]: Mutable } {
  return { Effect: 'Allow', Action: actions, ...(resource !== undefined && { Resource: resource }), ...more };
}

export const root = ({ account }: Party) => `arn:aws:iam::${account}:root`;

export type Condition = { [operator: string]: { [key: string]: Mutable } };

export const ORGANIZATION = 'o-a1b2c3d4e5';

/** Prefix of the actions, such as `s3`. */
export function serviceOf({ actions }: Subject): string {
  const [first] = Array.isArray(actions) ? actions : [actions];
  return String(first).split(':')[0] ?? '';
}

/** Actions of the same service which the statement is not about. */
export function anotherAction(subject: Subject): string {
  return serviceOf(subject) === 'sts' ? 'sts:TagSession' : `${serviceOf(subject)}:Delete*`;
}
