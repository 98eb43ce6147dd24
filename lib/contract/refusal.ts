/** Whether the caller asked wrongly (`usage`: nothing was tried) or was told no (`refused`). */
export type RefusalKind = 'usage' | 'refused';

/** A no that a person can act on: one sentence, and the fix. Neither ever holds a secret. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly fix: string,
    readonly kind: RefusalKind = 'refused',
  ) {
    super(message);
    this.name = 'Refusal';
  }
}
