import type * as z from 'zod/mini';
import { shown } from '../unsecret';
import { Problem } from './problem';
import { OddNumber } from './strict-json';

type Issue = z.core.$ZodIssue;

const CODE_OF_FIELD: Readonly<Record<string, string>> = { amount: 'invalid_amount', currency: 'invalid_currency' };

/**
 * The refusal of a body or query that its schema does not accept: one problem, about the field most likely at fault.
 * An unknown field comes first, since a misspelt name also makes another one missing.
 * @param issues what zod found; a schema's own error texts say what is allowed
 * @param input what was parsed
 */
export function problemOf(issues: readonly Issue[], input: unknown, where: 'body' | 'query'): Problem {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (!issue) return refuse('invalid_field', undefined, `the ${where} is not valid`);
  if (issue.code === 'unrecognized_keys') return unknownField(issue, where);
  const path = issue.path.map(String);
  const param = path.length > 0 ? shown(path.join('.')) : undefined;
  const allowed = allowedBy(issue);
  const received = valueAt(input, issue.path);
  if (received === undefined) {
    return refuse('missing_field', param, `${param ?? where} is missing${allowed && `; send ${allowed}`}`);
  }
  const code = CODE_OF_FIELD[path[0] ?? ''] ?? 'invalid_field';
  return refuse(code, param, `${param ?? where} is ${describe(received, path)}${allowed && `; allowed is ${allowed}`}`);
}

function unknownField(issue: z.core.$ZodIssueUnrecognizedKeys, where: 'body' | 'query'): Problem {
  const name = issue.keys.includes('mode') ? 'mode' : (issue.keys[0] ?? '');
  const param = shown([...issue.path.map(String), name].join('.'));
  const detail =
    name === 'mode'
      ? 'mode cannot be sent: it belongs to the app, and the key that signs the request decides it; leave mode out, or sign with the key of the app in the mode you want'
      : `${param} is not a field of this ${where}; leave it out, or compare its spelling with the API reference`;
  return refuse('unknown_field', param, detail);
}

function refuse(code: string, param: string | undefined, detail: string): Problem {
  return new Problem({ status: 400, code, detail, ...(param !== undefined && { param }) });
}

/** The schema's own text; a key's rule is told by the innermost issue. */
function allowedBy(issue: Issue): string {
  const inner = issue.code === 'invalid_key' ? issue.issues[0] : issue;
  return inner && inner.message !== 'Invalid input' ? inner.message : '';
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  );
}

/** What was received. A value inside metadata is the merchant's own, perhaps a customer's: only its kind is told. */
function describe(value: unknown, path: readonly string[]): string {
  if (value instanceof OddNumber && path.length <= 1) return shown(value.written);
  const text = typeof value === 'string';
  if (path.length > 1) return text ? `text of ${value.length} characters` : `of type ${kindOf(value)}`;
  if (Array.isArray(value) || (typeof value === 'object' && value !== null)) return kindOf(value);
  return shown(JSON.stringify(value));
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof OddNumber) return 'number';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === 'object' ? `an object of ${Object.keys(value).length} fields` : typeof value;
}
