import { asText, isList, isObject, listOf, type Resolved, type ResolvedObject } from '../template/value';
import { type Form, valueAt } from './compared-types';
import type { Emulation } from './deployed-account';
import { matches, unmatched } from './matches';
import { normalPolicy } from './normal-policy';
import type { UnknownValues } from './unknown-values';

export interface PropertyComparison {
  readonly bindings: UnknownValues;
  /** Of the account, such as `aws`. */
  readonly partition: string;
  /** ARN of a key by each of its other names. */
  readonly keys: ReadonlyMap<string, string>;
  readonly emulation?: Emulation;
}

export interface DeployedDifference {
  readonly expected: string | null;
  readonly found: string | null;
}

/** How a property of a template and of the account differ; undefined when they do not. */
export function difference(
  path: string,
  form: Form,
  expected: ResolvedObject,
  found: ResolvedObject,
  comparison: PropertyComparison,
): DeployedDifference | undefined {
  const [one, other] = [valueAt(expected, path), valueAt(found, path)];
  const { bindings, emulation } = comparison;
  switch (form) {
    case 'policy':
      return statements(one, other, comparison);
    case 'policies':
      return policies(listOf(one), listOf(other), comparison);
    case 'arns':
      return values(arnsIn(one), arnsIn(other), bindings);
    case 'key':
      return key(one, other, comparison);
    case 'logGroup':
      return values(withoutStar(one), withoutStar(other), bindings);
    case 'value':
      return values(one, without(other, emulation?.addedVariables), bindings);
  }
}

function statements(expected: Resolved | undefined, found: Resolved | undefined, comparison: PropertyComparison) {
  const { bindings, emulation, partition } = comparison;
  const { missing, extra } = unmatched(
    expected === undefined ? [] : normalPolicy(expected, { partition }),
    found === undefined ? [] : normalPolicy(found, { partition, sessions: emulation !== undefined }),
    bindings,
  );
  if (missing.length === 0 && extra.length === 0) return undefined;
  return { expected: textOf(missing, bindings), found: textOf(extra, bindings) };
}

/** Inline policies, each by its name. */
function policies(expected: readonly Resolved[], found: readonly Resolved[], comparison: PropertyComparison) {
  const policyName = (policy: Resolved) => String(valueAt(policy, 'PolicyName') ?? '');
  const names = new Set([...expected, ...found].map(policyName));
  const differences = [...names].flatMap((name) => {
    const [one, other] = [expected, found].map((list) => list.find((policy) => policyName(policy) === name));
    const what = statements(valueAt(one, 'PolicyDocument'), valueAt(other, 'PolicyDocument'), comparison);
    return what ? [{ name, ...what }] : [];
  });
  if (differences.length === 0) return undefined;
  const told = (side: 'expected' | 'found') =>
    differences.flatMap((each) => (each[side] === null ? [] : [`${each.name}: ${each[side]}`])).join('; ') || null;
  return { expected: told('expected'), found: told('found') };
}

function values(expected: Resolved | undefined, found: Resolved | undefined, bindings: UnknownValues) {
  if (isNothing(expected) && isNothing(found)) return undefined;
  if (expected !== undefined && found !== undefined && matches(expected, found, bindings)) return undefined;
  return { expected: printed(expected, bindings), found: printed(found, bindings) };
}

/** No key of its own and AWS's own key for the service are the same. */
function key(expected: Resolved | undefined, found: Resolved | undefined, { bindings, keys }: PropertyComparison) {
  const arnOf = (value: Resolved | undefined): Resolved | undefined =>
    typeof value === 'string' ? (keys.get(value) ?? value) : value;
  if (expected === undefined && /alias\/aws\//.test(String(found))) return undefined;
  const [one, other] = [arnOf(expected), arnOf(found)];
  // A key may be named by its id or by its ARN.
  const id = typeof other === 'string' ? other.replace(/^arn:[^:]*:kms:[^:]*:\d+:key\//, '') : other;
  if (one !== undefined && id !== undefined && id !== other && matches(one, id, bindings)) return undefined;
  return values(one, other, bindings);
}

function isNothing(value: Resolved | undefined): boolean {
  if (isList(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === false || value === '' || value === 'false';
}

function arnsIn(value: Resolved | undefined): Resolved | undefined {
  return value === undefined ? undefined : listOf(value).map((item) => valueAt(item, 'Arn') ?? item);
}

function withoutStar(value: Resolved | undefined): Resolved | undefined {
  return typeof value === 'string' ? value.replace(/:\*$/, '') : value;
}

function without(value: Resolved | undefined, names: ReadonlySet<string> | undefined): Resolved | undefined {
  if (!names || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
}

function textOf(list: readonly Resolved[], bindings: UnknownValues): string | null {
  return list.length === 0 ? null : list.map((item) => printed(item, bindings)).join(', ');
}

function printed(value: Resolved | undefined, bindings: UnknownValues): string | null {
  if (value === undefined) return null;
  return JSON.stringify(plain(value, bindings));
}

function plain(value: Resolved, bindings: UnknownValues): unknown {
  if (isList(value)) return value.map((item) => plain(item, bindings));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item, bindings)]));
  const text = asText(value);
  return text === undefined ? value : bindings.fill(text);
}
