import { fingerprint, isJsonList, isJsonObject, type Json, member } from './json';
import { type Intrinsic, unresolvedCall } from './scope';
import { asText, describeText, type Resolved, Unknown } from './value';

/** `[map, first key, second key, { DefaultValue }]`; each may be an intrinsic itself. */
export const findInMap: Intrinsic = (argument, scope) => {
  const [map, first, second, options] = isJsonList(argument) ? argument : [];
  const names = [map, first, second].map((name) => (name === undefined ? undefined : asText(scope.resolve(name))));
  let found: Json | undefined = scope.template['Mappings'];
  for (const name of names) {
    if (typeof name !== 'string') {
      return unresolvedCall(scope, 'Fn::FindInMap', argument, 'a key of Fn::FindInMap is not known');
    }
    found = member(found, name);
  }
  const value = found ?? member(options, 'DefaultValue');
  if (value !== undefined) return scope.resolve(value);
  return unresolvedCall(scope, 'Fn::FindInMap', argument, `no mapping ${names.join(' / ')}`);
};

/** A condition that is not known leaves the value unknown, unless both branches are the same. */
export const choose: Intrinsic = (argument, scope) => {
  const [name, whenTrue, whenFalse] = isJsonList(argument) ? argument : [];
  if (typeof name !== 'string' || whenTrue === undefined || whenFalse === undefined) {
    return unresolvedCall(scope, 'Fn::If', argument, 'Fn::If must have a condition and two values');
  }
  const holds = scope.condition(name);
  if (!(holds instanceof Unknown)) return scope.resolve(holds ? whenTrue : whenFalse);
  if (fingerprint(whenTrue) === fingerprint(whenFalse)) return scope.resolve(whenTrue);
  return unresolvedCall(scope, 'Fn::If', argument, `condition ${name} is not known: ${holds.reason}`);
};

export const importValue: Intrinsic = (argument, scope) => {
  const name = asText(scope.resolve(argument));
  const value = typeof name === 'string' ? scope.target.exports?.get(name) : undefined;
  if (value !== undefined) return value;
  const { account, region } = scope.target;
  const label = name === undefined ? fingerprint(argument) : describeText(name);
  // Not an unknown of this stack: every stack of the account and region imports the same value.
  const id = `${describeText(account)}/${describeText(region)}/import ${label}`;
  return new Unknown(id, `imported from another stack under ${label}`, { account, region });
};

/** Functions whose value only AWS knows. */
export function onlyAwsKnows(name: string, reason: string): Intrinsic {
  return (argument, scope): Resolved => unresolvedCall(scope, name, argument, reason);
}

/** The name of a macro in an `Fn::Transform`, for people. */
export function macroName(argument: Json): string {
  const name = isJsonObject(argument) ? argument['Name'] : undefined;
  return typeof name === 'string' ? name : 'a macro';
}
