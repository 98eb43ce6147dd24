export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number;
}
