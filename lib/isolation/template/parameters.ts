import { isJsonObject, type Json } from './json';
import type { Scope } from './scope';
import { asText, describeText, type Resolved, Unknown } from './value';

/** What `Ref` to a parameter gives: the value it is deployed with, else its default, else an unknown. */
export function parameterValue(name: string, definition: Json, scope: Scope): Resolved {
  const type = isJsonObject(definition) && typeof definition['Type'] === 'string' ? definition['Type'] : 'String';
  const given = scope.target.parameters;
  const defaultValue = isJsonObject(definition) ? definition['Default'] : undefined;
  const written = given && Object.hasOwn(given, name) ? given[name] : defaultValue;
  const { account, region } = scope.target;
  if (written === undefined) {
    return scope.unknown(`parameter ${name}`, `parameter ${name} has no default and no value is given`);
  }
  if (type.startsWith('AWS::SSM::Parameter::Value<')) {
    const path = String(written);
    return new Unknown(
      `${stored(scope)} ${path}`,
      `parameter ${name} is what the Parameter Store holds under ${path} when the stack is deployed`,
      { account, region, reference: path },
    );
  }
  const text = asText(written as Resolved);
  if (typeof text !== 'string')
    return scope.unknown(`parameter ${name}`, `the default of parameter ${name} is not text`);
  if (type !== 'CommaDelimitedList' && !type.startsWith('List<')) return text;
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}

function stored({ target }: Scope): string {
  return `Parameter Store of ${describeText(target.account)}/${describeText(target.region)}`;
}
