import { printable } from './visible';

/** One thing wrong in an environment file. */
export interface EnvironmentProblem {
  /** Path of the file, from the working directory when it is below it. */
  readonly file: string;
  readonly line: number;
  /** Such as `alarms.notify.0`; empty for the file as a whole. */
  readonly field: string;
  /** What is there, never a value that looks like a secret. */
  readonly found: string;
  /** What may be there, and the fix. */
  readonly allowed: string;
  /** All of the above, for people. */
  readonly message: string;
}

export type FieldPath = readonly PropertyKey[];

/** @param comparison what is wrong about it beside the other file, such as `looser than sandbox's 2 (…:31)` */
export function problem(
  { file, line, field, found, allowed }: Omit<EnvironmentProblem, 'message'>,
  comparison = '',
): EnvironmentProblem {
  const subject = printable(field ? `${field} is ${found}` : found);
  const message = `${printable(file)}:${line}: ${subject}${comparison && `, ${comparison}`}\n  allowed: ${allowed}`;
  return { file, line, field, found, allowed, message };
}

/** The environment files are not as they must be. Carries every problem, not the first. */
export class EnvironmentFileError extends Error {
  override readonly name = 'EnvironmentFileError';

  constructor(readonly problems: readonly EnvironmentProblem[]) {
    super(problems.map(({ message }) => `✗ ${message}`).join('\n'));
  }
}
