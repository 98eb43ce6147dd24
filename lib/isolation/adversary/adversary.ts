import { oncePer } from '../once-per';
import { compilePolicy } from '../policy/document/policy';
import type { Principal } from '../policy/request/principal';
import type { Resolved, Text } from '../template/value';

/** Controls everything in the other account and tries to use a resource of this side. */
export interface Adversary {
  /** The account that the adversary controls. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** The time of the audit: every request comes later. */
  readonly now: Date;
  /** Whether a bucket of this name is known to be of this side, so that no other account can have it. */
  ownsBucket(name: Text): boolean;
}

/** A principal that the adversary can act as, with its description. */
export interface ForeignCaller {
  readonly principal: Principal;
  /** Such as `role airlock-adversary of 222222222222`. */
  readonly description: string;
}

/** A resource and everything that decides who may use it, except the caller's own policies. */
export interface ProtectedResource {
  /** ARN; `*` where it is not known. */
  readonly resource: Text;
  readonly account: string;
  readonly kind: 'resource' | 'trust';
  readonly documents: readonly { readonly name: string; readonly document: Resolved }[];
}

/** The actions that a pattern stands for. When its service is not known, one example that the pattern matches. */
export type ExpandActions = (pattern: string) => readonly string[];

/** A name of the adversary's choice. */
export const ADVERSARY = 'airlock-adversary';

/** What the adversary may do in its own account: everything. */
export const everything = oncePer((_: Adversary) =>
  compilePolicy({
    name: 'whatever the other account allows',
    kind: 'identity',
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  }),
);

/** Whether a pattern for an account can mean this one. */
export function canBe(pattern: string, account: string): boolean {
  const glob = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${glob}$`).test(account);
}
