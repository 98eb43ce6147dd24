import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { invokedName } from '../lib/contract/functions';
import { METRIC_NAMESPACE } from '../lib/contract/metrics';
import { nameOf } from '../lib/contract/names';
import { type FunctionSettings, variablesOf } from '../lib/contract/settings';
import { projectRoot } from '../lib/environment/project-root';
import type { FunctionReport } from './in-function';
import { HOST } from './payment-event';
import { finished, started } from './processes';
import type { StandIn } from './stand-in';

export interface FunctionProps {
  /** The handler's bundle. */
  readonly bundle: string;
  /** The bundle of in-function.ts. */
  readonly runner: string;
  /** Where the AWS services answer. */
  readonly aws: Pick<StandIn, 'endpoint' | 'certificate'>;
  /** For files of the process. */
  readonly folder: string;
  /** What the handler is given, one after the other. */
  readonly events: readonly object[];
  /** Events after the first are timed in blocks of this many, which divides their number. @default 1 */
  readonly block?: number;
  /** What the last event is answered. @default 201 */
  readonly status?: number;
  /** More environment variables. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * Runs a handler in a fresh process, under an environment like Lambda's and nothing of the caller's.
 * @throws when it fails or its last answer is another: a quick refusal is not to be measured
 */
export async function runFunction(props: FunctionProps): Promise<FunctionReport> {
  const { bundle, runner, folder, block = 1, status = 201 } = props;
  const events = join(folder, 'events.json');
  writeFileSync(events, JSON.stringify(props.events));
  const child = started(functionNode(), [runner, bundle, events, String(block)], {
    env: { ...environment(props), ...props.variables },
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [report] = await Promise.all([text(child.stdio[3] as Readable), finished(child, bundle)]);
  const result: FunctionReport = JSON.parse(report);
  const { statusCode, body } = result.reply;
  if (statusCode !== status) throw new Error(`${bundle} answered ${statusCode}, not ${status}: ${body}`);
  return result;
}

/** The Node that functions run on in the emulated accounts when it is set up here, else this one. */
export function functionNode(): string {
  const modules = join(projectRoot(), '.emulator', 'node', 'node_modules');
  const own = existsSync(modules) ? readdirSync(modules).filter((name) => name.startsWith('node-')) : [];
  const binary = join(modules, own[0] ?? '', 'bin', 'node');
  return existsSync(binary) ? binary : process.execPath;
}

const NAME = nameOf('sandbox', 'api');

const SETTINGS: FunctionSettings['api'] = {
  hosts: HOST,
  // So much that nothing is refused, and no request draws from the shared bucket: the other side makes no such call.
  appRate: '100000',
  appBurst: '100000',
  maxBodyBytes: '65536',
  paymentFailureRate: '2',
  providerFunction: invokedName('sandbox', 'provider'),
  providers: JSON.stringify([
    { provider: 'mock', mode: 'test', state: 'available' },
    { provider: 'polar', mode: 'sandbox', state: 'available' },
  ]),
};

function environment({ aws, folder }: FunctionProps): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: aws.endpoint,
    NODE_EXTRA_CA_CERTS: aws.certificate,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-not-a-credential',
    AWS_SESSION_TOKEN: 'fake-not-a-token',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: NAME,
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
    ...variablesOf({ environment: 'sandbox', ...SETTINGS }),
    POWERTOOLS_SERVICE_NAME: NAME,
    POWERTOOLS_METRICS_NAMESPACE: METRIC_NAMESPACE,
    HOME: folder,
    TMPDIR: folder,
    TZ: ':UTC',
  };
}

/** The version of `functionNode`, for example `v24.1.0`. */
export function functionVersion(): string {
  return execFileSync(functionNode(), ['--version'], { encoding: 'utf8' }).trim();
}
