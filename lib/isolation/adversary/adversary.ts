import { oncePer } from '../once-per';
import { compilePolicy } from '../policy/document/policy';
import type { Principal } from '../policy/request/principal';
import type { Resolved, Text } from '../template/value';

/** Who controls everything in the other account, and reaches for a resource of ours. */
export interface Adversary {
  /** The account that the adversary controls. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** Before which no request can come any more. */
  readonly now: Date;
  /** Whether a bucket of this name is known to be ours: nobody else can have it. */
  ownsBucket(name: Text): boolean;
}

/** Somebody whom the adversary can act as, and how to say so. */
export interface ForeignCaller {
  readonly principal: Principal;
  /** Such as `role airlock-adversary of 222222222222`. */
  readonly description: string;
}

/** A resource with everything that says who may use it, but for the caller's own policies. */
export interface ProtectedResource {
  /** ARN; `*` where it is not known. */
  readonly resource: Text;
  readonly account: string;
  readonly kind: 'resource' | 'trust';
  readonly documents: readonly { readonly name: string; readonly document: Resolved }[];
}

/** What a pattern of actions stands for; an instance of the pattern when its service is not known. */
export type ExpandActions = (pattern: string) => readonly string[];

/** A name of the adversary's choice. */
export const ADVERSARY = 'airlock-adversary';

/** What the adversary may do at home: everything. */
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
