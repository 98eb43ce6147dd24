import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EnvironmentName } from '../../environment/modes';
import type { Environment } from '../../environment/schema';
import type { Supervisor, Task } from '../processes/supervisor';

export interface CdkAccount {
  readonly environment: Environment;
  readonly endpoint: string;
  readonly ca: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

type Run = Pick<Task, 'what' | 'env' | 'log'> & { readonly args: readonly string[]; readonly cwd?: string };

/** The CDK CLI that package.json pins, kept away from the developer's own AWS configuration and pointed at this machine. */
export class Cdk {
  /**
   * @param root the project's folder
   * @param folder the account's own: logs, a home for the CLI, temporary files
   */
  constructor(
    private readonly supervisor: Supervisor,
    private readonly root: string,
    private readonly folder: string,
  ) {
    mkdirSync(join(folder, 'home'), { recursive: true, mode: 0o700 });
  }

  /** Synthesizes one environment, as `npx cdk synth -c stage=…` does. */
  async synth(stage: EnvironmentName, to: string): Promise<void> {
    // Synthesis is validated in the tests; here it would cost as much as the whole deployment.
    const env = { ...cdkEnvironment(this.folder), CDK_VALIDATION: 'false' };
    const args = ['synth', '--quiet', '-c', `stage=${stage}`, '-o', to];
    await this.run({ what: `synthesis of ${stage}`, log: 'synth.log', args, env, cwd: this.root });
  }

  /** Bootstraps the account with a template of our own, as `airlock bootstrap` does. @param calls of the CLI, one after the other */
  async bootstrap(account: CdkAccount, calls: readonly (readonly string[])[]): Promise<void> {
    const what = `bootstrap of ${account.environment.name}`;
    for (const args of calls) {
      await this.run({ what, log: 'bootstrap.log', args, env: cdkEnvironment(this.folder, account) });
    }
  }

  /**
   * Deploys every stack of an assembly.
   * @param outputs file that takes the stacks' outputs, by stack name
   */
  async deploy(account: CdkAccount, assembly: string, outputs: string): Promise<void> {
    const unattended = ['--require-approval', 'never', '--progress', 'events'];
    const args = ['deploy', '--all', '--app', assembly, '--outputs-file', outputs, ...unattended];
    const what = `deployment of ${account.environment.name}`;
    await this.run({ what, log: 'deploy.log', args, env: cdkEnvironment(this.folder, account) });
  }

  private run({ args, log, cwd = this.folder, ...task }: Run): Promise<void> {
    const cli = createRequire(join(this.root, 'package.json')).resolve('aws-cdk/bin/cdk');
    const command = [process.execPath, cli, ...args, '--no-notices', '--no-color'];
    return this.supervisor.run({ ...task, command, cwd, log: join(this.folder, log) });
  }
}

/** All that the CLI sees of this machine. @param folder with a home for it */
export function cdkEnvironment(folder: string, account?: CdkAccount): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'home'),
    LANG: 'C.UTF-8',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...(account && {
      AWS_REGION: account.environment.region,
      AWS_ENDPOINT_URL: account.endpoint,
      AWS_ACCESS_KEY_ID: account.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: account.credentials.secretAccessKey,
      ...(account.credentials.sessionToken && { AWS_SESSION_TOKEN: account.credentials.sessionToken }),
      AWS_CA_BUNDLE: account.ca,
      NODE_EXTRA_CA_CERTS: account.ca,
    }),
  };
}
