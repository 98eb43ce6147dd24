import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import { bootstrapStack, bootstrapTemplate } from '../../bootstrap/bootstrap-template';
import { bootstrapCalls } from '../../bootstrap/deploy/cdk-cli-calls';
import { packTemplate } from '../../bootstrap/deploy/compact-template';
import {
  type DeployedTemplate,
  type ResourceDifference,
  templateDifference,
} from '../../bootstrap/deploy/template-difference';
import { Names } from '../../bootstrap/names';
import { Refusal } from '../../contract/refusal';
import type { Environment } from '../../environment/schema';
import { spawnCdk } from '../cdk/run-cdk';
import { brokenBootstrap } from './broken-bootstrap';

type CloudFormation = Pick<CloudFormationClient, 'send'>;

/** What bootstrapping would do in an account, found out without changing anything. */
export interface BootstrapPlan {
  /** Stack that holds a bootstrap of this qualifier already. @default - none */
  readonly found?: { readonly stack: string; readonly description: string };
  /** Against what is there, or against nothing. */
  readonly differences: readonly ResourceDifference[];
  /** Values of the found stack's parameters that ours does not have, such as trusted accounts. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Looks at what the account has under the environment's stack name or qualifier.
 * @param wanted what would be deployed
 * @throws Refusal when the environment's own stack is there in a state in which it is no bootstrap
 */
export async function planBootstrap(
  cloudformation: CloudFormation,
  environment: Environment,
  wanted = packTemplate(bootstrapTemplate(environment)),
): Promise<BootstrapPlan> {
  const stack = await stackInPlace(cloudformation, environment);
  if (!stack) return { differences: templateDifference({}, wanted), parameters: {} };
  refuseBroken(stack, environment);
  const { TemplateBody = '' } = await cloudformation.send(
    new GetTemplateCommand({ StackName: stack.StackName, TemplateStage: 'Original' }),
  );
  // The CDK CLI writes templates as YAML.
  const deployed = parse(TemplateBody) as DeployedTemplate;
  const own = Object.entries(wanted.Parameters);
  const others = (stack.Parameters ?? []).filter(
    ({ ParameterKey, ParameterValue }) => ParameterValue && !own.some(([name]) => name === ParameterKey),
  );
  return {
    found: { stack: stack.StackName ?? '', description: stack.Description ?? '' },
    differences: templateDifference(deployed, wanted),
    parameters: Object.fromEntries(
      others.map(({ ParameterKey, ParameterValue }) => [ParameterKey ?? '', ParameterValue ?? '']),
    ),
  };
}

/** @throws Refusal when the qualifier's names are held by a stack that is not ours to replace */
export function refuseOtherStack({ found }: BootstrapPlan, environment: Environment): void {
  const own = bootstrapStack(environment);
  if (!found || found.stack === own) return;
  throw new Refusal(
    `stack ${found.stack} holds a bootstrap of qualifier ${environment.qualifier} already, and ${own} cannot take its names over`,
    `delete ${found.stack} and its bucket ${new Names(environment).assetsBucket}, or choose another qualifier in environments/${environment.name}.yaml`,
  );
}

/**
 * Deploys the bootstrap through the CDK CLI, over what is there.
 * @throws Refusal when the CLI fails, after it has said why
 */
export async function deployBootstrap(
  environment: Environment,
  { replace, profile, stdoutToStderr }: { replace: boolean; profile?: string; stdoutToStderr: boolean },
): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), 'airlock-bootstrap-'));
  try {
    const template = packTemplate(bootstrapTemplate(environment));
    for (const call of bootstrapCalls({ environment, template, folder: cwd, found: replace })) {
      const args = [
        ...call,
        // The CLI does not overwrite another variant of a bootstrap unasked; we have asked.
        ...(replace ? ['--force'] : []),
        ...(profile ? ['--profile', profile] : []),
      ];
      await spawnCdk(args, {
        what: `cdk ${call[0]} of the bootstrap of ${environment.name}`,
        cwd,
        output: stdoutToStderr ? 'stderr' : 'inherited',
      });
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function refuseBroken({ StackName, StackStatus }: Stack, environment: Environment): void {
  const broken = StackName === bootstrapStack(environment) && brokenBootstrap(environment, StackStatus ?? '');
  if (broken) throw new Refusal(`stack ${StackName} is ${broken.found}`, broken.fix);
}

async function stackInPlace(cloudformation: CloudFormation, environment: Environment) {
  const own = await describe(cloudformation, bootstrapStack(environment));
  if (own) return own;
  const holder = await holderOf(cloudformation, new Names(environment).assetsBucket);
  return holder ? describe(cloudformation, holder) : undefined;
}

async function describe(cloudformation: CloudFormation, StackName: string) {
  const answer = await unlessMissing(() => cloudformation.send(new DescribeStacksCommand({ StackName })));
  // What a first attempt leaves that failed before it made anything, and what a deletion leaves for a while.
  return answer?.Stacks?.find(
    ({ StackStatus }) => !['REVIEW_IN_PROGRESS', 'DELETE_COMPLETE'].includes(StackStatus ?? ''),
  );
}

async function holderOf(cloudformation: CloudFormation, PhysicalResourceId: string): Promise<string | undefined> {
  const answer = await unlessMissing(() =>
    cloudformation.send(new DescribeStackResourcesCommand({ PhysicalResourceId })),
  );
  return answer?.StackResources?.[0]?.StackName;
}

/** CloudFormation calls what does not exist a validation error. */
async function unlessMissing<Output>(call: () => Promise<Output>): Promise<Output | undefined> {
  try {
    return await call();
  } catch (error) {
    if ((error as Error).name === 'ValidationError' && /does not exist/i.test((error as Error).message))
      return undefined;
    throw error;
  }
}
