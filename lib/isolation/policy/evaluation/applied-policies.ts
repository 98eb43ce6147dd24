import type { Policy } from '../document/policy';

/** The policies that apply to a request. What is left out does not exist; pass an unreadable policy for what is not known. */
export interface AppliedPolicies {
  /** Of the user, its groups, or the role. */
  readonly identity?: readonly Policy[];
  readonly boundary?: Policy;
  /** Passed when the session was made; together they are one limit. */
  readonly session?: readonly Policy[];
  /** On the resource; several count as one. */
  readonly resource?: readonly Policy[];
  /**
   * `grants`: within an account the resource's policy or the caller's suffices. `required`: the resource's policy must
   * allow in any case, as with KMS keys and the trust in roles. @default 'grants'
   */
  readonly resourceRole?: 'grants' | 'required';
  /** Service control policies of the caller's account: one list for the root, each unit and the account. */
  readonly serviceControl?: readonly (readonly Policy[])[];
  /** Resource control policies of the resource's account, in the same way. */
  readonly resourceControl?: readonly (readonly Policy[])[];
  /** Account that manages the organisation; neither kind of control policy binds it. */
  readonly managementAccount?: string;
}
