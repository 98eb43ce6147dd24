/**
 * What runs in a measured process, in the place of the Lambda runtime: loads a handler, hands it events one after the
 * other, and writes what that took to file descriptor 3.
 * Arguments: the handler's bundle, a JSON file with the events, how many events make one timed block.
 */
import { readFileSync, writeSync } from 'node:fs';

export interface FunctionReport {
  /** Milliseconds from before the module loads to its end. */
  readonly init: number;
  /** Milliseconds that the first event took after that. */
  readonly first: number;
  /** Milliseconds of CPU, user and system, of both. */
  readonly cpu: number;
  /** Milliseconds of CPU per event, for each further block of events. */
  readonly blocks: readonly number[];
  /** Milliseconds that each further event took. */
  readonly times: readonly number[];
  /** The answer to the last event. */
  readonly reply: { readonly statusCode: number; readonly body: string };
}

type Handler = (event: unknown, context: object) => Promise<FunctionReport['reply']>;

async function main([bundle = '', events = '', block = '1']: readonly string[]): Promise<void> {
  const [first, ...rest] = JSON.parse(readFileSync(events, 'utf8')) as unknown[];
  const context = {
    awsRequestId: '33333333-3333-4333-8333-333333333333',
    functionName: 'bench',
    getRemainingTimeInMillis: () => 28_000,
  };
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const { handler } = require(bundle) as { handler: Handler };
  const loaded = performance.now();
  let reply = await handler(first, context);
  const answered = performance.now();
  const cpu = milliseconds(process.cpuUsage(cpuBefore));
  const blocks: number[] = [];
  const times: number[] = [];
  for (let at = 0; at < rest.length; at += Number(block)) {
    const before = process.cpuUsage();
    for (const event of rest.slice(at, at + Number(block))) {
      const asked = performance.now();
      reply = await handler(event, context);
      times.push(performance.now() - asked);
    }
    blocks.push(milliseconds(process.cpuUsage(before)) / Number(block));
  }
  const report: FunctionReport = { init: loaded - started, first: answered - loaded, cpu, blocks, times, reply };
  writeSync(3, JSON.stringify(report));
  // The clients' open connections would keep the process.
  process.exit(0);
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
