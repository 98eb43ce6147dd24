import type { EmulatorDifference } from './emulator-view';
import type { HttpCall } from './http-call';

/** An action on one resource, and the request that does it. */
export interface RequestedAction {
  readonly action: string;
  /** As AWS checks it. */
  readonly resource: string;
  /** Account that has the resource. */
  readonly owner: string;
  readonly call: HttpCall;
  /** Where the emulator checks another resource. */
  readonly seenAs?: { readonly resource: string; readonly because: EmulatorDifference };
  /** The error that says that the emulator knows nothing of this resource, whatever its IAM decided. */
  readonly answeredInstead?: string;
  /** Condition keys that AWS takes from this request. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /**
   * What is asked instead where our evaluator allows it: the same of something that does not exist. Left out where the request only
   * reads, or cannot go through as it is.
   */
  readonly otherwise?: RequestedAction;
}

/** A change that would go through: asked of the real thing only where it is to be denied. */
export function change(make: (name: string) => RequestedAction, real: string, absent: string): RequestedAction {
  return { ...make(real), otherwise: make(absent) };
}
