import { AuditInputError } from './audit-input-error';

/** Templates that take more room or time than any real one end in a sentence, not in a crash. */
export function withinLimits<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AuditInputError(
      `the templates are too large, or too deep, to be worked out: ${error.message}`,
      'look for a value that contains itself many times over, or audit fewer stacks at once',
    );
  }
}
