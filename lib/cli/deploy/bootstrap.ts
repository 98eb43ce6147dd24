import type { Command } from 'commander';
import type { EnvironmentName } from '../../environment/modes';
import type { BootstrapPlan } from '../../operations/bootstrap/deploy-bootstrap';
import { createOutput, type Output } from '../output/output';
import { type AccountOptions, addAccountOptions, addStageArgument, stageOf } from '../stage-options';

interface BootstrapOptions extends AccountOptions {
  readonly yes?: boolean;
  readonly show?: boolean;
}

const HELP = `
The bootstrap holds what deployments need and the limits of every role: run it first, as an administrator of the account, and again
whenever its part of the environment file changes. What is there already is shown as a difference, and changed with --yes or a yes only.`;

export function register(program: Command): void {
  const command = addStageArgument(
    program
      .command('bootstrap')
      .description("prepare an environment's account: the CDK's roles, roles of people and pipelines, boundaries"),
  )
    .option('--show', 'print the template as JSON, and ask nobody')
    .option('--yes', 'change what is there without asking');
  addAccountOptions(command)
    .addHelpText('after', HELP)
    .action((word: string | undefined, options: BootstrapOptions) => bootstrap(stageOf(command, word), options));
}

async function bootstrap(stage: EnvironmentName, options: BootstrapOptions): Promise<void> {
  const output = createOutput(options);
  if (options.show) return show(stage);
  const { loadEnvironments } = await import('../../environment/load.js');
  const { withAccount } = await import('../../operations/account/with-account.js');
  const { deployBootstrap, planBootstrap, refuseOtherStack } = await import(
    '../../operations/bootstrap/deploy-bootstrap.js'
  );
  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const environment = loadEnvironments()[stage];
  const { plan, emulated } = await withAccount({ stage, ...options }, async ({ caller, client }) => {
    const local = options.local
      ? (await import('../../local/cdk/run-cdk-locally.js')).localBootstrap(
          environment,
          output.json ? 'stderr' : 'inherited',
        )
      : undefined;
    output.progress(`✓ ${stage} is account ${caller.account}, as ${caller.arn}`);
    return { plan: await planBootstrap(client(CloudFormationClient), environment, local?.wanted), emulated: local };
  });
  const { bootstrapStack } = await import('../../bootstrap/bootstrap-template.js');
  const stack = bootstrapStack(environment);
  const differs = plan.differences.length > 0;
  if (plan.found && differs) for (const line of planLines(plan, plan.found)) output.progress(line);
  refuseOtherStack(plan, environment);
  if (!differs) {
    output.result({ stage, stack, changed: false, differences: [] }, `✓ ${stage} is bootstrapped, nothing to change`);
    return;
  }
  if (plan.found) await requireConsent(stack, options, output);
  if (emulated) await emulated.deploy();
  else {
    await deployBootstrap(environment, {
      replace: plan.found !== undefined,
      ...(options.profile && { profile: options.profile }),
      stdoutToStderr: output.json,
    });
  }
  output.result(
    { stage, stack, changed: true, differences: plan.differences },
    `✓ ${stage} is bootstrapped: stack ${stack}`,
  );
}

async function show(stage: EnvironmentName): Promise<void> {
  const { loadEnvironments } = await import('../../environment/load.js');
  const { bootstrapTemplate } = await import('../../bootstrap/bootstrap-template.js');
  process.stdout.write(`${JSON.stringify(bootstrapTemplate(loadEnvironments()[stage]), null, 2)}\n`);
}

const SIGNS = { added: '+', changed: '~', removed: '-' } as const;

function planLines({ differences, parameters }: BootstrapPlan, found: NonNullable<BootstrapPlan['found']>): string[] {
  return [
    `Stack ${found.stack} is there already${found.description && `: ${found.description}`}`,
    ...Object.entries(parameters).map(([name, value]) => `  - parameter ${name}: ${value}`),
    ...differences.map(({ change, type, logicalId, properties }) => {
      const which = properties.length > 0 ? `: ${properties.join(', ')}` : '';
      return `  ${SIGNS[change]} ${type} ${logicalId}${which}`;
    }),
  ];
}

/** Asks before something is changed that is there already. @throws Refusal unless the answer is yes */
async function requireConsent(stack: string, { yes }: BootstrapOptions, output: Output): Promise<void> {
  if (yes) return;
  const { Refusal } = await import('../../contract/refusal.js');
  const fix = 'nothing was changed; look at the difference, and give --yes to go on';
  if (output.json || !process.stdin.isTTY)
    throw new Refusal(`${stack} would be changed, and nobody is here to agree`, fix);
  const { confirm } = await import('../output/confirm.js');
  if (!(await confirm(`Change ${stack} so? Type yes: `))) throw new Refusal(`${stack} is left as it is`, fix);
}
