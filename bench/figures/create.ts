import { APPS } from '../app';
import { buildOurs, buildRunner, buildSevenCalls } from '../builds';
import type { Figure, Run } from '../figure';
import { functionVersion, runFunction } from '../function-process';
import { memoryTables } from '../memory-tables';
import { paymentEvent, paymentEvents, readEvent } from '../payment-event';
import { standIn } from '../stand-in';
import { interleaved, median, medians } from '../statistics';

/** Every call is answered after this long, a usual time for DynamoDB in one region; a function that is invoked takes longer. */
const WAIT_MILLISECONDS = 5;

/** What a merchant's customer waits for. */
export const create: Figure = {
  name: 'create',
  about: 'median time of a signed POST /v1/payments ÷ the seven AWS calls that it made before',
  unit: 'ratio',
  aim: 0.6,
  measure,
};

async function measure({ folder, quick, say }: Run) {
  const runner = buildRunner(folder);
  const bundles = { ours: buildOurs(folder), reference: buildSevenCalls(folder) };
  const calls = await callsOf(runner, bundles.ours, folder);
  say(
    `calls to AWS, warm: ${Object.entries(calls)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ')}`,
  );
  const aws = await standIn(folder, { wait: WAIT_MILLISECONDS });
  try {
    const [warmUp, measured] = quick ? [50, 100] : [100, 300];
    const events = await paymentEvents(1 + warmUp + measured);
    const once = async (bundle: string) => {
      const { times, blocks } = await runFunction({ bundle, runner, folder, events, aws });
      const made = aws.take().calls.length;
      return {
        p50: median(times.slice(warmUp)),
        cpu: median(blocks.slice(warmUp)),
        create: Math.round(made / events.length),
      };
    };
    const rounds = quick ? 2 : 4;
    const samples = await interleaved(
      rounds,
      () => once(bundles.ours),
      () => once(bundles.reference),
    );
    const [ours, reference] = [medians(samples.ours), medians(samples.reference)];
    return {
      value: ours.p50 / reference.p50,
      ours: { ...ours, ...calls, n: rounds * measured },
      reference: { ...reference, n: rounds * measured },
      how: `ms a request, median of ${measured} after ${warmUp} to warm up, ${rounds} processes a side, every AWS call answered after ${WAIT_MILLISECONDS} ms; cpu is user and system time of one; the other numbers are AWS calls of a warm request, Node ${functionVersion()}`,
    };
  } finally {
    await aws.close();
  }
}

/** How many calls each kind of request makes, in a process that knows the app's secret. */
async function callsOf(runner: string, bundle: string, folder: string) {
  const aws = await standIn(folder, { dynamodb: memoryTables() });
  const run = async (events: readonly object[], status?: number) => {
    const { reply } = await runFunction({ bundle, runner, folder, events, aws, ...(status && { status }) });
    return { made: aws.take().calls, reply };
  };
  try {
    const first = await run([await paymentEvent('first')]);
    const warm = async (event: object, app = APPS.test, status?: number) => {
      const before = await paymentEvent(undefined, app);
      const alone = (await run([before])).made.length;
      return (await run([await paymentEvent(undefined, app), event], status)).made.length - alone;
    };
    const { id } = JSON.parse(first.reply.body);
    return {
      create: await warm(await paymentEvent()),
      createWithProvider: await warm(await paymentEvent(undefined, APPS.sandbox), APPS.sandbox),
      replay: await warm(await paymentEvent('first')),
      read: await warm(await readEvent(id), APPS.test, 200),
    };
  } finally {
    await aws.close();
  }
}
