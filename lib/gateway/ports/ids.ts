import type { IdPrefix } from '../../environment/ids';
import type { Mode } from '../../environment/modes';

/** Where ids and secrets come from, so that a simulation can repeat them. */
export interface Ids {
  /** A new durable id such as `pay_test_01J…`. @param at creation time in epoch milliseconds */
  next(prefix: IdPrefix, mode: Mode, at: number): string;
  /** Letters and digits that cannot be guessed. */
  token(length: number): string;
  /** What tells one try from another. */
  uuid(): string;
}
