import { join } from 'node:path';
import { projectRoot } from '../../lib/environment/project-root';
import type { Figure, Run } from '../figure';
import { finished, started } from '../processes';
import { interleaved, medians } from '../statistics';

/** What a pipeline waits for before it deploys: the command with its start-up, and the synth that came before. */
export const audit: Figure = {
  name: 'audit',
  about: 'airlock audit of both assemblies ÷ one validated cdk synth',
  unit: 'ratio',
  aim: 0.5,
  measure,
};

async function measure({ folder, quick }: Run) {
  const assemblies = { sandbox: join(folder, 'audited-sandbox'), live: join(folder, 'audited-live') };
  await synthesize('sandbox', assemblies.sandbox);
  await synthesize('live', assemblies.live);
  const ours = async () => ({ seconds: await auditOnce(assemblies) });
  const reference = async () => ({ seconds: await synthesize('sandbox', join(folder, 'validated')) });
  await ours();
  const samples = await interleaved(quick ? 2 : 5, ours, reference);
  const [one, other] = [medians(samples.ours), medians(samples.reference)];
  return {
    value: one.seconds / other.seconds,
    ours: { ...one, n: samples.ours.length },
    reference: { ...other, n: samples.reference.length },
    how: `median seconds of node bin/airlock.mjs audit --format json and of cdk synth of sandbox with the CDK's validation and cdk-nag on, start-up included, on Node ${process.version}`,
  };
}

function auditOnce({ sandbox, live }: { readonly sandbox: string; readonly live: string }): Promise<number> {
  return timed(['bin/airlock.mjs', 'audit', '--sandbox', sandbox, '--live', live, '--format', 'json'], {});
}

function synthesize(stage: string, output: string): Promise<number> {
  const cdk = join(projectRoot(), 'node_modules', 'aws-cdk', 'bin', 'cdk');
  return timed([cdk, 'synth', '--quiet', '-c', `stage=${stage}`, '-o', output], {
    CDK_DISABLE_VERSION_CHECK: 'true',
    CDK_DISABLE_CLI_TELEMETRY: '1',
  });
}

/** @returns the seconds that a Node process of the project took */
async function timed(words: readonly string[], more: Readonly<Record<string, string>>): Promise<number> {
  const { CDK_VALIDATION: _, ...environment } = process.env;
  const before = performance.now();
  const child = started(process.execPath, words, {
    cwd: projectRoot(),
    env: { ...environment, ...more },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await finished(child, words.join(' '));
  return (performance.now() - before) / 1000;
}
