/** Less than this is as much noise as work. */
const LEAST_MILLISECONDS = 20;

/**
 * How many times the processor time of some work grows when its input does, so that what a test says of it holds on any machine.
 * Of three tries the least counts: the others were disturbed.
 * @param prepare makes an input of a size, and gives the work on it
 */
export function growth(prepare: (size: number) => () => void, { from, to }: { from: number; to: number }): number {
  const least = (size: number) => Math.min(...[1, 2, 3].map(() => processorMilliseconds(prepare(size))));
  // The first run compiles.
  prepare(from)();
  return Math.max(least(to), LEAST_MILLISECONDS) / Math.max(least(from), LEAST_MILLISECONDS);
}

function processorMilliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
