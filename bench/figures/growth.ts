import { audit } from '../../lib/isolation/audit';
import { auditedApp } from '../audited-app';
import type { Figure, Run } from '../figure';
import { median } from '../statistics';

const [SMALL, LARGE] = [100, 10_000];

/** Whether an audit of a hundred times as much costs more than a hundred times as much. */
export const growth: Figure = {
  name: 'growth',
  about: `time of an audit for each resource, of ${LARGE} resources a side ÷ of ${SMALL}`,
  unit: 'ratio',
  aim: 1.2,
  measure,
};

async function measure({ quick, say }: Run) {
  const seconds = (resources: number): number => {
    const input = { sandbox: auditedApp('sandbox', resources), live: auditedApp('live', resources) };
    const before = performance.now();
    const { verdict } = audit(input);
    if (verdict !== 'isolated') throw new Error(`the audited app must be isolated, and it is ${verdict}`);
    return (performance.now() - before) / 1000;
  };
  // The first ones are compiled while they run.
  for (let round = 0; round < 5; round++) seconds(SMALL);
  const small = Array.from({ length: quick ? 10 : 50 }, () => seconds(SMALL));
  const middle = seconds(1000);
  const large = Array.from({ length: quick ? 1 : 3 }, () => seconds(LARGE));
  say(
    `growth: ${SMALL}: ${median(small).toFixed(3)} s, 1000: ${middle.toFixed(3)} s, ${LARGE}: ${median(large).toFixed(3)} s`,
  );
  return {
    value: median(large) / LARGE / (median(small) / SMALL),
    ours: { seconds: median(large), resources: LARGE, n: large.length },
    reference: { seconds: median(small), resources: SMALL, n: small.length },
    how: 'median seconds of the whole audit in one process, both sides, generated apps of ten kinds of resource in stacks of ten',
  };
}
