/**
 * A service that this needs asks to wait, fails, or did not answer in time. Nothing is wrong with what was asked, and
 * the same again may well work.
 */
export class Unavailable extends Error {
  // Lambda tells a caller an error's name and little else.
  override readonly name = 'Unavailable';

  constructor(service: string, cause: unknown) {
    super(`${service} is not available: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
