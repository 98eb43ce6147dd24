import { asText, isList, isObject, type Resolved } from '../template/value';
import type { UnknownValues } from './unknown-values';

/** Whether what is deployed can be what the template says, in whatever order lists are. */
export function matches(expected: Resolved, found: Resolved, bindings: UnknownValues): boolean {
  const trial = bindings.copy();
  if (!compare(expected, found, trial)) return false;
  bindings.adopt(trial);
  return true;
}

/** What is in only one of two lists. */
export function unmatched(
  expected: readonly Resolved[],
  found: readonly Resolved[],
  bindings: UnknownValues,
): { readonly missing: Resolved[]; readonly extra: Resolved[] } {
  const extra = [...found];
  const missing = expected.filter((item) => {
    const index = extra.findIndex((candidate) => matches(item, candidate, bindings));
    if (index < 0) return true;
    extra.splice(index, 1);
    return false;
  });
  return { missing, extra };
}

function compare(expected: Resolved, found: Resolved, bindings: UnknownValues): boolean {
  if (isList(expected)) {
    if (!isList(found) || found.length !== expected.length) return false;
    const { missing, extra } = unmatched(expected, found, bindings);
    return missing.length === 0 && extra.length === 0;
  }
  if (isObject(expected)) {
    if (!isObject(found)) return false;
    const names = Object.keys(expected);
    if (names.length !== Object.keys(found).length) return false;
    return names.every((name) => {
      const [one, other] = [expected[name], found[name]];
      return one !== undefined && other !== undefined && compare(one, other, bindings);
    });
  }
  const [one, other] = [asText(expected), asText(found)];
  return one !== undefined && typeof other === 'string' && bindings.match(one, other);
}
