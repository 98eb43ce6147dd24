import type { StatementSource } from '../policy/document/policy-document';
import { DERIVED_KEYS } from '../policy/request/access-request';
import { type ContextValue, KeyState } from '../policy/request/request-keys';
import { describeText, isObject, type Text, textList } from '../template/value';
import type { Adversary, ForeignCaller } from './adversary';
import { FILLER, OTHER, severalInstances } from './instances';
import { choicesFor } from './key-choices';
import { filled, type Variables, variableKeys } from './variables';

/** Context keys of one request, without those that AWS derives from the caller and the resource. */
export type Context = Readonly<Record<string, ContextValue>>;

/** Contexts tried for one caller and action before the question counts as not decided. */
const MOST_CONTEXTS = 5_000;

/**
 * Contexts that the adversary can bring about: enough of them to try every case of the conditions in the statements.
 * @param variables what the caller gives for the variables of a policy
 * @returns undefined when there are too many
 */
export function contexts(
  adversary: Adversary,
  caller: ForeignCaller,
  statements: readonly StatementSource[],
  variables: Variables,
): Context[] | undefined {
  const choices: Choices = (key, tests) => {
    const single = distinct(
      tests.flatMap(({ operator, values }) => choicesFor(key, operator, values, adversary, caller)),
    );
    return [...single, ...besides(tests), ...together(tests, single)];
  };
  return contextsOf(statements, variables, choices, MOST_CONTEXTS);
}

/** Values of a key that try every case of all its tests. */
export type Choices = (key: string, tests: readonly Test[]) => readonly ContextValue[];

/** @returns undefined when there are more than the most */
export function contextsOf(
  statements: readonly ConditionSource[],
  variables: Variables,
  choicesOf: Choices,
  most: number,
): Context[] | undefined {
  let all: Context[] = [{}];
  for (const [key, tests] of testsOf(statements, variables)) {
    const values = distinct(choicesOf(key, tests));
    if (all.length * values.length > most) return undefined;
    all = all.flatMap((context) => values.map((value) => ({ ...context, [key]: value })));
  }
  return all;
}

/** The parts of a statement that ask for context keys. */
export type ConditionSource = Pick<StatementSource, 'condition' | 'resource'>;

/** One test of a key in a condition block. */
interface Test {
  readonly operator: string;
  readonly values: readonly Text[];
}

/** The tests of each key that the adversary can choose, policy variables included. */
function testsOf(statements: readonly ConditionSource[], variables: Variables): Map<string, Test[]> {
  const tests = new Map<string, Test[]>();
  const add = (key: string, test: Test): void => {
    if (!DERIVED_KEYS.has(key)) tests.set(key, [...(tests.get(key) ?? []), test]);
  };
  for (const { condition } of statements) {
    if (condition === undefined || !isObject(condition)) continue;
    for (const [operator, block] of Object.entries(condition)) {
      for (const [written, values] of Object.entries(isObject(block) ? block : {})) {
        add(written.toLowerCase(), { operator, values: textList(values).flatMap((value) => filled(value, variables)) });
      }
    }
  }
  for (const key of variableKeys(statements)) add(key, { operator: 'StringEquals', values: [FILLER] });
  return tests;
}

/** A key that is tested as a set can have several values at once. */
function together(tests: readonly Test[], choices: readonly ContextValue[]): ContextValue[] {
  if (tests.filter(({ operator }) => /^for\w+:/i.test(operator)).length < 2) return [];
  const values = choices.flatMap((choice) => (Array.isArray(choice) ? (choice as readonly Text[]) : []));
  return [values.filter((value) => value !== OTHER)];
}

/** When one test excludes a part of what another test matches, one more example of the pattern may pass both. */
function besides(tests: readonly Test[]): ContextValue[] {
  if (!tests.some(({ operator }) => /not/i.test(operator))) return [];
  const likes = tests.filter(({ operator }) => /(?:string|arn)(?:like|equals)/i.test(operator));
  return likes.flatMap(({ values }) => values.flatMap(severalInstances)).map((value) => [value]);
}

/** Without duplicates. */
function distinct(choices: readonly ContextValue[]): ContextValue[] {
  const seen = new Set<unknown>();
  return choices.filter((choice) => {
    const key = Array.isArray(choice) && choice.length === 1 ? choice[0] : choice;
    return !seen.has(key) && seen.add(key);
  });
}

/** Context keys for the report: `aws:sourcearn=arn:…`. Empty when there are none. */
export function describeContext(context: Context): { context?: string } {
  const said = Object.entries(context).flatMap(([key, value]) =>
    value instanceof KeyState ? [] : [`${key}=${value.map(describeText).join(',')}`],
  );
  return said.length > 0 ? { context: said.join(' ') } : {};
}
