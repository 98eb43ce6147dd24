import { fingerprint, isJsonList, isJsonObject, type Json, member } from './json';
import type { Scope } from './scope';
import { asText, describeText, isList, isObject, type Resolved, Unknown, unknownsIn } from './value';

type ConditionValue = boolean | Unknown;

/** What the condition named in the template comes to; an unknown one when it hangs on what is not known. */
export function evaluateCondition(name: string, scope: Scope): ConditionValue {
  const body = member(scope.template['Conditions'], name);
  if (body === undefined) return scope.unknown(`condition ${name}`, `the template has no condition ${name}`);
  const verdict = evaluate(body, scope);
  return scope.target.turnedConditions?.includes(name) ? negate(verdict) : verdict;
}

function evaluate(body: Json, scope: Scope): ConditionValue {
  const unknown = (reason: string) => scope.unknown(`condition ${fingerprint(body)}`, reason);
  const [name, ...more] = isJsonObject(body) ? Object.keys(body) : [];
  const argument = name === undefined ? undefined : member(body, name);
  if (argument === undefined || more.length > 0) return unknown('not a condition function');
  const several = (): ConditionValue[] => (isJsonList(argument) ? argument.map((item) => evaluate(item, scope)) : []);
  switch (name) {
    case 'Condition':
      return typeof argument === 'string' ? scope.condition(argument) : unknown('not the name of a condition');
    case 'Fn::Not':
      return negate(several()[0] ?? unknown('Fn::Not without a condition'));
    case 'Fn::And':
      return all(several(), false) ?? unknown('Fn::And without conditions');
    case 'Fn::Or':
      return all(several(), true) ?? unknown('Fn::Or without conditions');
    case 'Fn::Equals': {
      const [left, right] = isJsonList(argument) ? argument.map((item) => scope.resolve(item)) : [];
      return left === undefined || right === undefined ? unknown('Fn::Equals of less than two') : equal(left, right);
    }
    default:
      return unknown(`${name} is not a condition function`);
  }
}

function negate(verdict: ConditionValue): ConditionValue {
  return verdict instanceof Unknown ? verdict : !verdict;
}

/** @param decisive the verdict of one that decides for all: false for *and*, true for *or* */
function all(verdicts: readonly ConditionValue[], decisive: boolean): ConditionValue | undefined {
  if (verdicts.length === 0) return undefined;
  if (verdicts.includes(decisive)) return decisive;
  return verdicts.find((verdict) => verdict instanceof Unknown) ?? !decisive;
}

function equal(left: Resolved, right: Resolved): ConditionValue {
  const [one, other] = [canonical(left), canonical(right)];
  if (one === other) return true;
  const [unknown] = [...unknownsIn(left).values(), ...unknownsIn(right).values()];
  return unknown ?? false;
}

/** Numbers and booleans equal their text, as in CloudFormation. */
function canonical(value: Resolved): string {
  const text = asText(value);
  if (text !== undefined) return JSON.stringify(describeText(text));
  if (isList(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return 'null';
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    .sort()
    .join()}}`;
}
