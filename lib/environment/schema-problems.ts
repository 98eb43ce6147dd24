import type { z } from 'zod';
import { keysAt } from './fields';
import { nearest } from './nearest';
import { type EnvironmentProblem, type FieldPath, problem } from './problem';
import { redact } from './secret-text';
import type { YamlSource } from './yaml-source';

/** What a schema found in its file, each with its line. The schema's own texts say what is allowed. */
export function schemaProblems(
  error: z.ZodError,
  schema: z.ZodType,
  source: YamlSource,
  file: string,
): EnvironmentProblem[] {
  const at = (path: FieldPath) => ({
    file,
    line: source.lineOf(path),
    field: path.map((step) => redact(String(step))).join('.'),
  });
  return error.issues.flatMap((issue) => {
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => {
          const known = keysAt(schema, issue.path);
          return problem({ ...at([...issue.path, key]), found: 'not a known key', allowed: meant(key, known) });
        });
      case 'invalid_key':
        return [
          problem({ ...at(issue.path), found: 'not a fit key', allowed: issue.issues[0]?.message ?? issue.message }),
        ];
      default:
        return [problem({ ...at(issue.path), found: source.found(issue.path), allowed: issue.message })];
    }
  });
}

function meant(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return `${near ? `${near} is the nearest of ` : ''}${known.join(', ')}`;
}
