import { type Run, runNode } from './run-node';

/** Runs `airlock` as a person would, with nothing of this process's environment but what starts Node. */
export function airlock(
  words: readonly string[],
  { env = {}, stdin = '' }: { env?: Readonly<Record<string, string>>; stdin?: string } = {},
): Promise<Run> {
  return runNode(['bin/airlock.mjs', ...words], env, stdin);
}
