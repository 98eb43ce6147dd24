import { asText, isList, isObject, type PropertyPath, type Resolved, type Text } from './value';

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

/** Texts at a path of names, each with where it is; `*` stands for every member and every item. */
export function* textsAt(
  value: Resolved | undefined,
  path: readonly string[],
  at: PropertyPath = [],
): Iterable<[PropertyPath, Text]> {
  if (value === undefined) return;
  const [first, ...rest] = path;
  if (first === undefined) {
    const text = asText(value);
    if (text !== undefined) yield [at, text];
    return;
  }
  if (first === '*' && isList(value)) {
    for (const [index, item] of value.entries()) yield* textsAt(item, rest, [...at, index]);
  } else if (isObject(value)) {
    for (const name of first === '*' ? Object.keys(value) : [first]) yield* textsAt(value[name], rest, [...at, name]);
  }
}
