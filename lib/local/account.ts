import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { logGroupName } from '../contract/names';
import type { Refusal } from '../contract/refusal';
import { API_STAGE } from '../contract/routes';
import { stackName } from '../contract/stacks';
import { projectRoot } from '../environment/project-root';
import type { Environment } from '../environment/schema';
import { emulatedConfig } from '../operations/account/emulated-config';
import { writeLocalAssembly } from './assembly/local-assembly';
import { writeLocalBootstrap } from './assembly/local-bootstrap';
import { readTemplate } from './assembly/templates';
import { attachDroppedSettings } from './attached-by-api/attach';
import { attachPermissionsBoundaries } from './attached-by-api/permissions-boundaries';
import { Cdk } from './cdk/cdk-cli';
import type { AccountPorts } from './emulator/account-ports';
import type { Certificate } from './emulator/certificate';
import { type Emulator, startEmulator } from './emulator/emulator';
import type { FunctionRuntime } from './emulator/function-runtime';
import { startGatewayProxy } from './emulator/gateway-proxy';
import { startMetricsBridge } from './emulator/metrics-bridge';
import type { Supervisor } from './processes/supervisor';
import { type Progress, runStep, type Step } from './progress';
import { personSession } from './role-session';
import { seed } from './seed';
import type { AccountState } from './state';

export interface AccountProps {
  readonly environment: Environment;
  /** The account's own; what an earlier run left there goes. */
  readonly folder: string;
  /** Folder that set-up made. */
  readonly tools: string;
  readonly runtime: FunctionRuntime;
  readonly ports: AccountPorts;
  readonly certificate: Certificate;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
  /** Takes what has to be closed when the account goes. */
  readonly onStop: (close: () => Promise<void>) => void;
}

export interface Account {
  readonly state: AccountState;
  readonly notEmulated: readonly string[];
  /** Settles when the emulator ends. */
  readonly ended: Promise<Refusal>;
}

/** Brings one account up. @throws Refusal naming the step that failed, Stopped */
export async function startAccount(props: AccountProps): Promise<Account> {
  const { environment, folder, ports, supervisor, certificate } = props;
  const { name, account, region } = environment;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const root = projectRoot();
  const authority = `localhost:${ports.gateway}`;
  const credentials = { accessKeyId: account, secretAccessKey: randomBytes(24).toString('base64url') };
  const step = <T>(which: Step, work: () => Promise<T>) => runStep(props.progress, name, which, work);
  const cdk = new Cdk(supervisor, root, folder);

  const start = async () => {
    const emulator = await step('emulator', () =>
      startEmulator(supervisor, {
        environment: name,
        account,
        region,
        port: ports.emulator,
        certificate,
        rootSecret: credentials.secretAccessKey,
        folder,
        venv: join(props.tools, 'venv'),
        runtime: props.runtime.folder,
        root,
      }),
    );
    const target = { environment, endpoint: emulator.endpoint, ca: certificate.certificate, credentials };
    const bootstrap = writeLocalBootstrap(environment, folder, false);
    const own = { account, region, endpoint: emulator.endpoint, ca: certificate.certificate, credentials };
    await whileUp(
      emulator,
      step('bootstrap', async () => {
        await cdk.bootstrap(target, bootstrap.calls);
        await attachPermissionsBoundaries(emulatedConfig(own), account, [readTemplate(bootstrap.file)]);
      }),
    );
    return { emulator, target, bootstrap };
  };
  const assembly = join(folder, 'assembly');
  const synthesize = () =>
    step('synth', async () => {
      const from = join(folder, 'aws-assembly');
      await cdk.synth(name, from);
      return writeLocalAssembly({ from, to: assembly, authority });
    });
  const [{ emulator, target, bootstrap }, { notEmulated }] = await Promise.all([start(), synthesize()]);

  const finish = async (): Promise<AccountState> => {
    const outputs = join(folder, 'outputs.json');
    // As the deployer role, which may only take on the CDK's roles: who deploys needs nothing else.
    await step('deploy', async () => {
      const deployer = await personSession(environment, emulatedConfig({ ...target, region }), 'deployer');
      await cdk.deploy({ ...target, credentials: deployer }, assembly, outputs);
    });
    const apiId = outputOf(outputs, stackName(name, 'gateway'), 'ApiId');
    const { endpoint, ca } = target;
    const state = {
      account,
      region,
      url: `http://${authority}`,
      authority,
      apps: [],
      endpoint,
      ca,
      credentials,
      apiId,
    };
    await step('settings', () => attachDroppedSettings(environment, state, folder));
    await step('gateway', () => openGateway(props, state));
    // As the operator role, for the same reason.
    const demo = await step('demo', async () => {
      const operator = await personSession(environment, emulatedConfig(state), 'operator');
      return seed(name, { ...state, credentials: operator });
    });
    return { ...state, ...demo };
  };
  return {
    state: await whileUp(emulator, finish()),
    notEmulated: [...notEmulated, ...bootstrap.notEmulated],
    ended: emulator.ended,
  };
}

async function openGateway(props: AccountProps, state: AccountState): Promise<void> {
  const { ports, certificate, onStop } = props;
  const proxy = await startGatewayProxy({
    port: ports.gateway,
    emulatorPort: ports.emulator,
    ca: readFileSync(certificate.certificate),
    prefix: `/restapis/${state.apiId}/${API_STAGE}/_user_request_`,
  });
  onStop(() => proxy.close());
  const bridge = startMetricsBridge(emulatedConfig(state), logGroupName(props.environment.name, ''));
  onStop(() => bridge.stop());
}

/** The work's result, or the reason why its account went away under it. */
function whileUp<T>(emulator: Emulator, work: Promise<T>): Promise<T> {
  const gone = emulator.ended.then((refusal): never => {
    throw refusal;
  });
  return Promise.race([work, gone]);
}

function outputOf(file: string, stack: string, output: string): string {
  const outputs = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string> | undefined>;
  const value = outputs[stack]?.[output];
  if (!value) throw new Error(`stack ${stack} has no output ${output}`);
  return value;
}
