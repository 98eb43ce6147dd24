import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { bootstrapTemplate } from '../../lib/bootstrap/bootstrap-template';
import { packTemplate } from '../../lib/bootstrap/pack-template';
import { loadEnvironments } from '../../lib/environment/load';
import { projectRoot } from '../../lib/environment/project-root';
import { planBootstrap, refuseOtherStack } from '../../lib/operations/bootstrap';

const { sandbox } = loadEnvironments();
const BUCKET = `cdk-${sandbox.qualifier}-assets-${sandbox.account}-${sandbox.region}`;

interface Stack {
  readonly template: string;
  readonly description?: string;
  readonly status?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly holds?: readonly string[];
}

/** An account with these stacks, which answers as CloudFormation does and lets nothing be changed. */
function account(stacks: Readonly<Record<string, Stack>>) {
  const missing = (name: string) =>
    Object.assign(new Error(`Stack with id ${name} does not exist`), { name: 'ValidationError' });
  return {
    send: async (command: { readonly input: Record<string, string> }) => {
      const { StackName = '', PhysicalResourceId = '' } = command.input;
      const { name } = command.constructor;
      const stack = stacks[StackName];
      switch (name) {
        case 'DescribeStacksCommand':
          if (!stack) throw missing(StackName);
          return {
            Stacks: [
              {
                StackName,
                Description: stack.description,
                StackStatus: stack.status ?? 'CREATE_COMPLETE',
                Parameters: Object.entries(stack.parameters ?? {}).map(([ParameterKey, ParameterValue]) => ({
                  ParameterKey,
                  ParameterValue,
                })),
              },
            ],
          };
        case 'DescribeStackResourcesCommand': {
          const [holder] = Object.entries(stacks).find(([, { holds }]) => holds?.includes(PhysicalResourceId)) ?? [];
          if (!holder) throw missing(PhysicalResourceId);
          return { StackResources: [{ StackName: holder }] };
        }
        case 'GetTemplateCommand':
          return { TemplateBody: stack?.template };
        default:
          throw new Error(`${name} changes something`);
      }
    },
  } as never;
}

const OWN = 'airlock-sandbox-bootstrap';
const stock = readFileSync(
  join(
    createRequire(join(projectRoot(), 'package.json')).resolve('aws-cdk/package.json'),
    '../lib/api/bootstrap/bootstrap-template.yaml',
  ),
  'utf8',
);

test('DC2: an empty account gets all of it', async () => {
  const plan = await planBootstrap(account({}), sandbox);
  expect(plan.found).toBeUndefined();
  expect(new Set(plan.differences.map(({ change }) => change))).toEqual(new Set(['added']));
  expect(plan.differences).toHaveLength(Object.keys(bootstrapTemplate(sandbox).Resources).length);
});

test('DC2: an account that has it already is left alone', async () => {
  const template = stringify(packTemplate(bootstrapTemplate(sandbox)));
  const plan = await planBootstrap(account({ [OWN]: { template } }), sandbox);
  expect(plan.differences).toEqual([]);
  expect(plan.found?.stack).toBe(OWN);
});

test('DC2: what an interrupted first attempt left counts for nothing', async () => {
  const plan = await planBootstrap(account({ [OWN]: { template: '', status: 'REVIEW_IN_PROGRESS' } }), sandbox);
  expect(plan.found).toBeUndefined();
});

test('DC5: a stock bootstrap under our name is shown with what it trusts, lookup role and changed policies', async () => {
  const parameters = { TrustedAccounts: '333333333333', Qualifier: sandbox.qualifier };
  const plan = await planBootstrap(account({ [OWN]: { template: stock, parameters } }), sandbox);
  expect(plan.parameters).toEqual({ TrustedAccounts: '333333333333' });
  const shown = (change: string) =>
    plan.differences.filter((each) => each.change === change).map((each) => each.logicalId);
  expect(shown('removed')).toEqual(
    expect.arrayContaining(['LookupRole', 'ImagePublishingRole', 'ContainerAssetsRepository']),
  );
  expect(shown('added')).toEqual(expect.arrayContaining(['RuntimeBoundary', 'DeploymentBoundary', 'Deployer']));
  const execution = plan.differences.find(({ logicalId }) => logicalId === 'CloudFormationExecutionRole');
  expect(execution?.properties).toEqual(expect.arrayContaining(['ManagedPolicyArns', 'PermissionsBoundary']));
  expect(() => refuseOtherStack(plan, sandbox)).not.toThrow();
});

test('DC5: a bootstrap of the same qualifier in another stack is shown, and refused', async () => {
  const plan = await planBootstrap(account({ CDKToolkit: { template: stock, holds: [BUCKET] } }), sandbox);
  expect(plan.found?.stack).toBe('CDKToolkit');
  expect(plan.differences.length).toBeGreaterThan(0);
  expect(() => refuseOtherStack(plan, sandbox)).toThrow(
    'stack CDKToolkit holds a bootstrap of qualifier alsandbox already, and airlock-sandbox-bootstrap cannot take its names over',
  );
});

test('DC5: a refusal of AWS is no empty account', async () => {
  const denied = { send: async () => Promise.reject(Object.assign(new Error('not yours'), { name: 'AccessDenied' })) };
  await expect(planBootstrap(denied as never, sandbox)).rejects.toThrow('not yours');
});
