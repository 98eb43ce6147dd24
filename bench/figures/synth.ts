import { join } from 'node:path';
import { projectRoot } from '../../lib/environment/project-root';
import type { Figure, Run } from '../figure';
import { finished, started } from '../processes';
import { checkSameResources } from '../same-resources';
import { interleaved, medians } from '../statistics';

/** What every look at a change waits for: environment files, checks, constructs and the handlers' build included. */
export const synth: Figure = {
  name: 'synth',
  about: 'cdk synth of one environment ÷ a hand-written app of the same resources, both with CDK_VALIDATION=false',
  unit: 'ratio',
  aim: 1.1,
  measure,
};

async function measure({ folder, quick }: Run) {
  const sides = { ours: 'bin/app.ts', reference: 'bench/reference/plain-app.ts' };
  const output = { ours: join(folder, 'cdk-ours'), reference: join(folder, 'cdk-reference') };
  const once = async (side: 'ours' | 'reference') => ({ seconds: await synthesize(sides[side], output[side]) });
  // The first time is not measured, since it reads everything from disk.
  await once('ours');
  await once('reference');
  const resources = checkSameResources(output.ours, output.reference);
  const samples = await interleaved(
    quick ? 2 : 7,
    () => once('ours'),
    () => once('reference'),
  );
  const [ours, reference] = [medians(samples.ours), medians(samples.reference)];
  return {
    value: ours.seconds / reference.seconds,
    ours: { ...ours, n: samples.ours.length },
    reference: { ...reference, n: samples.reference.length },
    how: `median seconds of the CDK CLI on ${resources} resources of sandbox, both apps run by bin/run.mjs on Node ${process.version}, six stacks each`,
  };
}

/** @returns the seconds that it took */
async function synthesize(app: string, output: string): Promise<number> {
  const root = projectRoot();
  const before = performance.now();
  const child = started(
    process.execPath,
    [
      join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
      ...['synth', '--quiet', '-c', 'stage=sandbox', '-o', output, '--app', `node bin/run.mjs ${app}`],
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        CDK_VALIDATION: 'false',
        CDK_DISABLE_VERSION_CHECK: 'true',
        CDK_DISABLE_CLI_TELEMETRY: '1',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  await finished(child, `cdk synth of ${app}`);
  return (performance.now() - before) / 1000;
}
