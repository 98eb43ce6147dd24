/** One run of the bench. */
export interface Run {
  /** Fewer repetitions: a first impression, not a figure to quote. */
  readonly quick: boolean;
  /** For builds and other files; gone when the bench ends. */
  readonly folder: string;
  /** What goes on, for people. */
  say(text: string): void;
}

/** One side of a ratio: medians by what was measured, and from how many measurements. */
export type Side = Readonly<Record<string, number>> & { readonly n: number };

export interface Measurement {
  /** The ratio ours ÷ reference, or a time. */
  readonly value: number;
  readonly ours: Side;
  /** @default - the figure is no ratio */
  readonly reference?: Side;
  /** What was measured and under which conditions, in a sentence. */
  readonly how: string;
}

export interface Figure {
  readonly name: string;
  /** What is set against what. */
  readonly about: string;
  readonly unit: 'ratio' | 'seconds' | 'microseconds';
  /** At most this. */
  readonly aim: number;
  /** Takes minutes or needs a network, so it runs only when asked for. @default false */
  readonly onlyWhenAsked?: boolean;
  measure(run: Run): Promise<Measurement>;
}

/** How a unit is written behind a number. */
export const SUFFIX: Readonly<Record<Figure['unit'], string>> = { ratio: '', seconds: ' s', microseconds: ' µs' };
