import { buildFullStack, buildOurs, buildRunner } from '../builds';
import type { Figure, Run } from '../figure';
import { functionVersion, runFunction } from '../function-process';
import type { FunctionReport } from '../in-function';
import { paymentEvents } from '../payment-event';
import { checkSameWork, type Work } from '../same-work';
import { standIn } from '../stand-in';
import { interleaved, medians } from '../statistics';

/** What the first customer after a deployment or a burst waits for. */
export const cold: Figure = {
  name: 'cold',
  about: 'init + first signed payment of our API handler ÷ the same on default-bundled SDK v3, full zod and Powertools',
  unit: 'ratio',
  aim: 0.45,
  measure,
};

async function measure({ folder, quick }: Run) {
  const runner = buildRunner(folder);
  const bundles = { ours: buildOurs(folder), reference: buildFullStack(folder, true) };
  const aws = await standIn(folder);
  try {
    const events = await paymentEvents(1);
    const once = (bundle: string) => runFunction({ bundle, runner, folder, events, aws });
    const work = async (bundle: string): Promise<Work> => {
      const { reply } = await once(bundle);
      return { ...aws.take(), reply };
    };
    // Also the first time that either is read from disk, which is not to be measured.
    checkSameWork(await work(bundles.ours), await work(bundles.reference));
    const samples = await interleaved(
      quick ? 7 : 31,
      async () => parts(await once(bundles.ours)),
      async () => parts(await once(bundles.reference)),
    );
    const [ours, reference] = [medians(samples.ours), medians(samples.reference)];
    return {
      value: ours.total / reference.total,
      ours: { ...ours, n: samples.ours.length },
      reference: { ...reference, n: samples.reference.length },
      how: `medians in ms over fresh processes of Node ${functionVersion()}, AWS answered at once on loopback over TLS; cpu is user and system time of the whole`,
    };
  } finally {
    await aws.close();
  }
}

function parts({ init, first, cpu }: FunctionReport) {
  return { total: init + first, init, first, cpu };
}
