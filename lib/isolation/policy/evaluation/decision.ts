import type { Hit, Policy } from '../document/policy';
import type { PolicyKind } from '../document/policy-document';
import type { PreparedRequest } from '../request/access-request';
import { MAYBE, type Truth } from '../truth';

export type Outcome = 'allowed' | 'denied' | 'unknown';

/** Why a request is decided as it is. */
const REASONS = {
  'explicit-deny': 'a statement denies it',
  granted: 'a statement allows it, and nothing that limits the caller stands against it',
  'root-user': 'the root user may do everything in its own account',
  'needs-no-permission': 'it needs no permission, and no policy can deny it',
  'root-assumes-no-role': 'the root user cannot assume a role',
  'no-identity-allow': 'no policy of the caller allows it',
  'no-resource-allow': 'no policy of the resource allows it',
  'no-allow': 'neither a policy of the caller nor one of the resource allows it',
  'boundary-silent': "the caller's permissions boundary does not allow it",
  'session-silent': 'the session policies do not allow it',
  'service-control-silent': "the service control policies of the caller's account do not allow it",
  'resource-control-silent': "the resource control policies of the resource's account do not allow it",
  'deny-not-known': 'a statement may deny it',
  'allow-not-known': 'no statement surely allows it, but one may',
} as const;

export type Reason = keyof typeof REASONS;

/** A statement that decides, or that may. */
export interface DecidingStatement {
  /** Name and kind of its policy. */
  readonly policy: string;
  readonly kind: PolicyKind;
  /** Position in the policy, from 0; one past the end for what an unreadable policy may hold. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny' | undefined;
  /** The elements that may or may not match; empty when it surely matches. */
  readonly unsure: readonly string[];
}

/** The answer to one request. */
export class Decision {
  constructor(
    readonly outcome: Outcome,
    readonly reason: Reason,
    private readonly hits: readonly Hit[],
    private readonly request: PreparedRequest,
    private readonly bounded: boolean,
  ) {}

  /** The reason in words. */
  get because(): string {
    return REASONS[this.reason];
  }

  /** The statements that decide; for an unknown outcome those that may, and for want of an allow those that may deny as well. */
  get statements(): DecidingStatement[] {
    return this.hits.flatMap(({ policy, statement, truth }) => {
      if (!policy || !statement) return [];
      return {
        policy: policy.name,
        kind: policy.kind,
        index: statement.index,
        sid: statement.sid,
        effect: statement.effect,
        unsure: unsure(policy, truth, statement.unsure(this.request, this.bounded)),
      };
    });
  }
}

function unsure({ problems }: Policy, truth: Truth, elements: string[]): string[] {
  if (truth !== MAYBE) return [];
  return problems.length > 0 ? ['the policy cannot be read', ...elements] : elements;
}
