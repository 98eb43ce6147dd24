/** The middle of some numbers; of an even count, the mean of the two in the middle. @throws for none */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error('no values to take the median of');
  return (lower + upper) / 2;
}

/** The median of every member, for example `{ init: 61.2, first: 20.4 }` from many such. @throws for none */
export function medians<Name extends string>(samples: readonly Readonly<Record<Name, number>>[]): Record<Name, number> {
  const names = Object.keys(samples[0] ?? {}) as Name[];
  if (names.length === 0) throw new Error('no samples to take the medians of');
  return Object.fromEntries(
    names.map((name) => [name, rounded(median(samples.map((sample) => sample[name])))]),
  ) as Record<Name, number>;
}

/** Four significant digits: more would only be noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

export interface Sides<T> {
  readonly ours: readonly T[];
  readonly reference: readonly T[];
}

/**
 * Takes turns between the two sides, and swaps who goes first every round, so that what else the machine does and how
 * warm it is falls on both alike.
 */
export async function interleaved<T>(
  rounds: number,
  ours: () => Promise<T>,
  reference: () => Promise<T>,
): Promise<Sides<T>> {
  const samples = { ours: [] as T[], reference: [] as T[] };
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) samples.ours.push(await ours());
    samples.reference.push(await reference());
    if (round % 2 === 1) samples.ours.push(await ours());
  }
  return samples;
}
