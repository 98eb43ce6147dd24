import type { EnvironmentName } from '../environment/modes';

/** What each account goes through, in about this order. */
export const STEPS = ['emulator', 'synth', 'bootstrap', 'deploy', 'settings', 'gateway', 'demo'] as const;
export type Step = (typeof STEPS)[number];

/** Receives each step's start and end as they happen. */
export interface Progress {
  started(environment: EnvironmentName, step: Step): void;
  ended(environment: EnvironmentName, step: Step, outcome: 'done' | 'failed', milliseconds: number): void;
}

/** Runs one step of one account and reports its start and end. */
export async function runStep<T>(
  progress: Progress,
  environment: EnvironmentName,
  step: Step,
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  const end = (outcome: 'done' | 'failed') => progress.ended(environment, step, outcome, performance.now() - started);
  progress.started(environment, step);
  try {
    const result = await work();
    end('done');
    return result;
  } catch (error) {
    end('failed');
    throw error;
  }
}
