import type { Attributes, Value } from './value';

/** Where a value is in an item: attributes by name, elements of lists by number. */
export type Path = readonly [string, ...(string | number)[]];

export function valueAt(item: Attributes, path: Path): Value | undefined {
  return path.reduce<Value | undefined>((value, step) => value && childOf(value, step), { M: item });
}

export function childOf({ L, M }: Value, step: string | number): Value | undefined {
  if (typeof step === 'number') return L?.[step];
  return M && Object.hasOwn(M, step) ? M[step] : undefined;
}

export function pathText(path: Path): string {
  return `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}

/** Whether one leads to the other, or to a place inside of it. */
export function overlaps(one: Path, other: Path): boolean {
  return one.every((step, at) => at >= other.length || step === other[at]);
}

/** Whether one takes for a list what the other takes for a map. */
export function conflicts(one: Path, other: Path): boolean {
  const parting = one.findIndex((step, at) => step !== other[at]);
  return parting >= 0 && parting < other.length && typeof one[parting] !== typeof other[parting];
}

/** Only what the paths lead to. Elements of a list that stay keep their order and move together. */
export function project(item: Attributes, paths: readonly Path[]): Attributes {
  return projected({ M: item }, paths)?.M ?? {};
}

function projected(value: Value, paths: readonly (readonly (string | number)[])[]): Value | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  const below = (step: string | number) => paths.filter(([first]) => first === step).map(([, ...rest]) => rest);
  const steps = [...new Set(paths.map(([first]) => first as string | number))];
  const kept = steps.flatMap((step) => {
    const child = childOf(value, step);
    const part = child && projected(child, below(step));
    return part ? [[step, part] as const] : [];
  });
  if (kept.length === 0) return undefined;
  if (value.M) return { M: Object.fromEntries(kept) };
  return { L: kept.sort(([one], [other]) => Number(one) - Number(other)).map(([, part]) => part) };
}
