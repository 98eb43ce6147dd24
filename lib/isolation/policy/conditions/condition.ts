import { asText, isObject, listOf, type Resolved, type Text, Unknown } from '../../template/value';
import { type Report, readTexts } from '../document/policy-document';
import type { Pattern } from '../patterns/pattern';
import { type ContextValue, KeyState, type RequestKeys, UNKNOWN } from '../request/request-keys';
import { and, MAYBE, NO, not, or, type Truth, truth, YES } from '../truth';
import { OPERATORS, type Operator } from './compare';

/** One operator and one key of a `Condition`; all of them must hold. */
export interface Condition {
  /** As written, such as `StringEquals aws:PrincipalAccount`. */
  readonly name: string;
  /** In lower case. */
  readonly key: string;
  holds(keys: RequestKeys): Truth;
}

/** Source: IAM user guide, "IAM JSON policy elements: Condition" and "Condition operators". */
export function compileConditions(
  source: Resolved | undefined,
  variables: boolean,
  at: string,
  report: Report,
): Condition[] {
  if (source === undefined) return [];
  if (!isObject(source)) return [unreadable('Condition', source, at, report)];
  return Object.entries(source).flatMap(([operator, block]) => {
    const place = `${at}.${operator}`;
    if (!isObject(block)) return [unreadable(operator, block, place, report)];
    return Object.entries(block).map(([key, values]): Condition => {
      const name = `${operator} ${key}`;
      const holds = compileOne(operator, key.toLowerCase(), values, variables, `${place}.${key}`, report);
      return { name, key: key.toLowerCase(), holds: holds ?? (() => MAYBE) };
    });
  });
}

function unreadable(name: string, value: Resolved, at: string, report: Report): Condition {
  if (!(value instanceof Unknown)) report(at, 'must be a JSON object');
  return { name, key: '', holds: () => MAYBE };
}

type Holds = Condition['holds'];

const FORM = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/;

function compileOne(
  written: string,
  key: string,
  values: Resolved,
  variables: boolean,
  at: string,
  report: Report,
): Holds | undefined {
  const [, set, name = '', ifExists] = FORM.exec(written.toLowerCase()) ?? [];
  if (name === 'null' && !set && !ifExists) return compileNull(key, values, at, report);
  const operator = OPERATORS.get(name);
  if (!operator) {
    report(at, `${written} is no condition operator`);
    return undefined;
  }
  const patterns = readTexts(values, at, report).map((value) => readValue(operator, value, variables, at, report));
  const whenAbsent = truth(Boolean(ifExists) || set === 'forallvalues' || (set !== 'foranyvalue' && operator.negated));
  const one = (value: Text, keys: RequestKeys) => compare(operator, patterns, value, keys);
  const known: Combine =
    set === 'forallvalues'
      ? everyValue
      : set === 'foranyvalue'
        ? (...given) => someValue(whenAbsent, ...given)
        : single;
  return (keys) => {
    const given = keys.key(key);
    if (given === UNKNOWN) return MAYBE;
    return given instanceof KeyState || given.length === 0 ? whenAbsent : known(given, one, keys);
  };
}

function readValue(operator: Operator, value: Text | undefined, variables: boolean, at: string, report: Report) {
  if (value === undefined) return undefined;
  const pattern = operator.compare(value, variables);
  if (typeof pattern !== 'string') return pattern;
  report(at, pattern);
  return undefined;
}

/** Values of the policy are alternatives; a negated operator holds when none of them matches. */
function compare(
  { negated }: Operator,
  patterns: readonly (Pattern | undefined)[],
  value: Text,
  keys: RequestKeys,
): Truth {
  let found: Truth = NO;
  for (const pattern of patterns) {
    found = or(
      found,
      pattern === undefined || (negated && pattern.isUnresolved(keys)) ? MAYBE : pattern.match(value, keys),
    );
    if (found === YES) break;
  }
  return negated ? not(found) : found;
}

type Combine = (values: readonly Text[], one: (value: Text, keys: RequestKeys) => Truth, keys: RequestKeys) => Truth;

/** An empty text counts as no value. Source: "Set operators for multivalued context keys". */
const everyValue: Combine = (values, one, keys) =>
  values.reduce<Truth>((all, value) => (value === '' ? all : and(all, one(value, keys))), YES);

function someValue(whenNone: Truth, ...[values, one, keys]: Parameters<Combine>): Truth {
  const present = values.filter((value) => value !== '');
  if (present.length === 0) return whenNone;
  return present.reduce<Truth>((some, value) => or(some, one(value, keys)), NO);
}

/** Several values need a set operator; without one the guide does not say what happens unless all of them agree. */
const single: Combine = (values, one, keys) => {
  const [first, ...more] = values;
  const result = first === undefined ? MAYBE : one(first, keys);
  return more.every((value) => one(value, keys) === result) ? result : MAYBE;
};

function compileNull(key: string, values: Resolved, at: string, report: Report): Holds | undefined {
  const wanted = listOf(values).map((value) => {
    const text = asText(value);
    const read = typeof text === 'string' ? text.toLowerCase() : undefined;
    if (read !== 'true' && read !== 'false' && (text === undefined || typeof text === 'string')) {
      report(at, 'must be true or false');
    }
    return read === 'true' ? isAbsent : read === 'false' ? (given: ContextValue) => not(isAbsent(given)) : () => MAYBE;
  });
  return (keys) => {
    const given = keys.key(key);
    return wanted.reduce<Truth>((some, test) => or(some, test(given)), NO);
  };
}

function isAbsent(given: ContextValue): Truth {
  if (given === UNKNOWN) return MAYBE;
  if (given instanceof KeyState || given.length === 0) return YES;
  return given.every((value) => value === '') ? MAYBE : NO;
}
