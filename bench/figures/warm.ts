import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPS } from '../app';
import { buildBare, buildOurs, buildRunner, buildSevenCalls } from '../builds';
import type { Figure, Run } from '../figure';
import { functionVersion, runFunction } from '../function-process';
import { paymentEvents } from '../payment-event';
import { checkSameWork, type Work } from '../same-work';
import { standIn } from '../stand-in';
import { interleaved, median, rounded } from '../statistics';

const BLOCK = 50;

/** What the gateway's own checks and bookkeeping cost on top of the calls that a payment with a provider cannot do without. */
export const warm: Figure = {
  name: 'warm',
  about: 'CPU time of a signed POST /v1/payments with a provider ÷ a bare handler that makes the same AWS calls',
  unit: 'ratio',
  aim: 1.5,
  measure,
};

async function measure({ folder, quick }: Run) {
  const runner = buildRunner(folder);
  const ours = buildOurs(folder);
  const bare = buildBare(folder);
  const [script, sevenCalls] = [join(folder, 'script.json'), join(folder, 'seven-calls.json')];
  const aws = await standIn(folder);
  try {
    const run = (bundle: string, events: readonly object[], block = 1, replayed = script) =>
      runFunction({
        bundle,
        runner,
        folder,
        events,
        block,
        aws,
        variables: { BENCH_SCRIPT: replayed },
      });
    const events = await paymentEvents(2, APPS.sandbox);
    // The second request: the first also reads the app's secret, which is then kept.
    await run(ours, events.slice(0, 1));
    const callsOfFirst = aws.take().calls.length;
    const { reply } = await run(ours, events);
    const work: Work = { calls: aws.take().calls.slice(callsOfFirst), reply };
    writeFileSync(script, JSON.stringify(work));
    checkSameWork(work, { reply: (await run(bare, events.slice(0, 1))).reply, calls: aws.take().calls });

    const before = await run(buildSevenCalls(folder), events.slice(0, 1));
    writeFileSync(sevenCalls, JSON.stringify({ calls: aws.take().calls, reply: before.reply }));

    const rounds = quick ? 2 : 6;
    const [warmUp, blocks] = quick ? [4, 4] : [8, 8];
    const measured = await paymentEvents(1 + (warmUp + blocks) * BLOCK, APPS.sandbox);
    const perEvent = async (bundle: string, replayed?: string) => {
      const report = await run(bundle, measured, BLOCK, replayed);
      aws.take();
      return median(report.blocks.slice(warmUp));
    };
    const ofSevenCalls: number[] = [];
    const samples = await interleaved(
      rounds,
      () => perEvent(ours),
      async () => {
        ofSevenCalls.push(await perEvent(bare, sevenCalls));
        return perEvent(bare);
      },
    );
    const sevenCallsCpu = median(ofSevenCalls);
    const cpu = { ours: median(samples.ours), reference: median(samples.reference) };
    const n = rounds * blocks * BLOCK;
    return {
      value: cpu.ours / cpu.reference,
      ours: { cpu: rounded(cpu.ours), againstSevenCalls: rounded(cpu.ours / sevenCallsCpu), n },
      reference: { cpu: rounded(cpu.reference), sevenCallsCpu: rounded(sevenCallsCpu), n },
      how: `CPU ms per request (user and system), median over blocks of ${BLOCK} after ${warmUp * BLOCK} requests to warm up, ${rounds} processes a side, ${work.calls.length} AWS calls each; sevenCallsCpu is the bare handler with the seven that a creation made before, Node ${functionVersion()}`,
    };
  } finally {
    await aws.close();
  }
}
