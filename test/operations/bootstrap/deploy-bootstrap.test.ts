import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { bootstrapTemplate } from '../../../lib/bootstrap/bootstrap-template';
import { packTemplate } from '../../../lib/bootstrap/deploy/compact-template';
import { Refusal } from '../../../lib/contract/refusal';
import { loadEnvironments } from '../../../lib/environment/load';
import { projectRoot } from '../../../lib/environment/project-root';
import { planBootstrap, refuseOtherStack } from '../../../lib/operations/bootstrap/deploy-bootstrap';
import { withManyIdentities } from '../../bootstrap/many-identities';

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
const packed = stringify(packTemplate(bootstrapTemplate(sandbox)));
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
  const plan = await planBootstrap(account({ [OWN]: { template: packed } }), sandbox);
  expect(plan.differences).toEqual([]);
  expect(plan.found?.stack).toBe(OWN);
});

test('DC2: what an interrupted first attempt left counts for nothing', async () => {
  const plan = await planBootstrap(account({ [OWN]: { template: '', status: 'REVIEW_IN_PROGRESS' } }), sandbox);
  expect(plan.found).toBeUndefined();
});

const planOf = (status: string) => planBootstrap(account({ [OWN]: { template: packed, status } }), sandbox);

test.each(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED'])(
  'DC2: a stack in %s is no bootstrap; the refusal says what to delete first, how and as whom',
  async (status) => {
    const refusal = await planOf(status).catch((error: unknown) => error);
    if (!(refusal instanceof Refusal)) throw new Error('not refused');
    expect(refusal.message).toBe(
      `stack ${OWN} is ${status}: it is no bootstrap, and can only be deleted and made anew`,
    );
    const at = `--stack-name ${OWN} --region ${sandbox.region}`;
    expect(refusal.fix).toContain(
      [
        `as an administrator of account ${sandbox.account}: aws cloudformation update-termination-protection --no-enable-termination-protection ${at}`,
        `aws cloudformation delete-stack ${at}`,
        `aws cloudformation wait stack-delete-complete ${at}`,
        `aws s3 rb s3://${BUCKET} --region ${sandbox.region}; then npx airlock bootstrap sandbox`,
      ].join(' && '),
    );
  },
);

test('DC2: the bucket is all that outlives the stack of a bootstrap, so that nothing else has to be deleted', () => {
  const kept = Object.values(bootstrapTemplate(sandbox).Resources).filter(({ DeletionPolicy }) => DeletionPolicy);
  expect(kept.map(({ Properties }) => Properties['BucketName'])).toEqual([BUCKET]);
  expect(JSON.stringify(kept)).not.toContain('KMSMasterKeyID');
});

test.each([
  ['UPDATE_ROLLBACK_FAILED', 'aws cloudformation continue-update-rollback'],
  ['UPDATE_FAILED', 'aws cloudformation rollback-stack'],
  ['CREATE_IN_PROGRESS', 'wait until aws cloudformation describe-stacks'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'wait until aws cloudformation describe-stacks'],
])('DC2: a stack in %s is not taken for a bootstrap either', async (status, fix) => {
  await expect(planOf(status)).rejects.toMatchObject({
    message: expect.stringContaining(`stack ${OWN} is ${status}: `),
    fix: expect.stringContaining(`${fix} --stack-name ${OWN} --region ${sandbox.region}`),
  });
});

test.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'])(
  'DC2: a stack in %s is one, and compared',
  async (status) => {
    expect(await planOf(status)).toMatchObject({ found: { stack: OWN }, differences: [] });
  },
);

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

test('DC2: one that is larger than a request may be is no reason to stop, neither a first nor a later one', async () => {
  const large = withManyIdentities(sandbox, 20);
  await expect(planBootstrap(account({}), large)).resolves.toMatchObject({ parameters: {} });
  const plan = await planBootstrap(account({ [OWN]: { template: packed } }), large);
  expect(plan.differences.map(({ logicalId }) => logicalId)).toContain('OnCall');
});

test('DC2: what a first large one leaves whose second step failed is shown as a bootstrap that lacks the rest', async () => {
  const { Parameters, Resources } = packTemplate(bootstrapTemplate(sandbox));
  const { StagingBucket, StagingBucketPolicy } = Resources;
  const template = stringify({ Parameters, Resources: { StagingBucket, StagingBucketPolicy } });
  const plan = await planBootstrap(account({ [OWN]: { template, status: 'UPDATE_ROLLBACK_COMPLETE' } }), sandbox);
  expect(new Set(plan.differences.map(({ change }) => change))).toEqual(new Set(['added']));
  expect(plan.differences.map(({ logicalId }) => logicalId)).toContain('CdkBootstrapVersion');
});
