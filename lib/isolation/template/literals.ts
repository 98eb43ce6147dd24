import { asText, isList, isObject, type Resolved } from './value';

/** Literal texts at a path of names such as `RecordSets.Name`, through lists. */
export function literals(value: Resolved | undefined, path: string): string[] {
  if (value === undefined) return [];
  if (isList(value)) return value.flatMap((item) => literals(item, path));
  if (path === '') {
    const text = asText(value);
    return typeof text === 'string' && text !== '' ? [text] : [];
  }
  const [first = '', ...rest] = path.split('.');
  return isObject(value) ? literals(value[first], rest.join('.')) : [];
}
