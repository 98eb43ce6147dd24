/** What is to be audited cannot be read: one sentence, and the fix. Nothing was judged. */
export class AuditInputError extends Error {
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
    this.name = 'AuditInputError';
  }
}
