import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { loadEnvironments } from '../../../lib/environment/load';
import { loadOrganization } from '../../../lib/environment/organization';
import { projectRoot } from '../../../lib/environment/project-root';
import { compilePolicy, type Policy } from '../../../lib/isolation/policy/document/policy';
import type { PolicyKind } from '../../../lib/isolation/policy/document/policy-document';
import { evaluate } from '../../../lib/isolation/policy/evaluation/evaluate';
import type { AccessRequest } from '../../../lib/isolation/policy/request/access-request';
import { roleSession, rootUser, service } from '../../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../../lib/isolation/policy/request/request-keys';
import type { Resolved } from '../../../lib/isolation/template/value';
import { OrganizationApp } from '../../../lib/stacks/organization/organization-app';
import { MAX_CHARACTERS } from '../../../lib/stacks/organization/organization-perimeter';
import { OrganizationStack } from '../../../lib/stacks/organization/organization-stack';
import type { Resource } from '../synthesized';
import { temporaryFolder } from '../temporary-folder';

const environments = loadEnvironments();
const organization = loadOrganization(environments, join(projectRoot(), 'docs', 'examples'));
const app = new OrganizationApp({ organization, environments, outdir: temporaryFolder() });
const [stack] = app.node.children.filter((child): child is OrganizationStack => child instanceof OrganizationStack);
if (!stack) throw new Error('no stack');
const policies = Object.values(Template.fromStack(stack).findResources('AWS::Organizations::Policy')) as Resource[];

/** One account as an example asks about it: its perimeter, a principal and a resource in it. */
function side(name: 'sandbox' | 'live') {
  const { account, region } = environments[name];
  return {
    name,
    account,
    caller: roleSession(`arn:aws:iam::${account}:role/anyone`, 'run'),
    arn: (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`,
    bucket: { resource: `arn:aws:s3:::bucket-of-${name}/key`, resourceAccount: account },
    scp: controlPolicy(name, 'SERVICE_CONTROL_POLICY', 'scp'),
    rcp: controlPolicy(name, 'RESOURCE_CONTROL_POLICY', 'rcp'),
  };
}

function controlPolicy(name: string, type: string, kind: PolicyKind): Policy {
  const found = policies.filter(({ Properties }) => Properties.Type === type && Properties.Name.includes(`-${name}-`));
  if (found.length !== 1) throw new Error(`${found.length} policies of ${type} for ${name}`);
  return compile(kind, found[0]?.Properties.Content);
}

function compile(kind: PolicyKind, document: Resolved): Policy {
  const policy = compilePolicy({ name: kind, kind, document });
  expect(policy.problems).toEqual([]);
  return policy;
}

const open = (kind: PolicyKind, more: object = {}) =>
  compile(kind, { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*', ...more } });
const ANYTHING = open('identity');
const ANYBODY = open('resource', { Principal: '*' });

/** Decides when every policy but the perimeter's allows everything to every principal, and says what decides. */
function ask(request: AccessRequest, perimeter: { scp?: Policy; rcp?: Policy }) {
  const { outcome, reason, statements } = evaluate(
    { otherKeys: ABSENT, ...request },
    {
      identity: [ANYTHING],
      resource: [ANYBODY],
      ...(perimeter.scp && { serviceControl: [[open('scp')], [open('scp'), perimeter.scp]] }),
      ...(perimeter.rcp && { resourceControl: [[open('rcp', { Principal: '*' }), perimeter.rcp]] }),
      managementAccount: organization.managementAccount,
    },
  );
  return outcome === 'denied' ? `${outcome}: ${reason} ${statements.map(({ sid }) => sid).join()}` : outcome;
}

const sandbox = side('sandbox');
const live = side('live');

describe.each([
  ['sandbox → live', sandbox, live],
  ['live → sandbox', live, sandbox],
] as const)('DC5 the organisation keeps %s closed', (_, from, to) => {
  const ANY_ACTION: [string, string][] = [
    ['lambda:InvokeFunction', to.arn('lambda', 'function:f')],
    ['sns:Publish', to.arn('sns', 'topic')],
    ['events:PutEvents', to.arn('events', 'event-bus/default')],
    ['cloudformation:DescribeStacks', to.arn('cloudformation', 'stack/s/id')],
    ['sts:AssumeRole', `arn:aws:iam::${to.account}:role/anyone`],
  ];
  const BOUND: [string, string][] = [
    ['sqs:SendMessage', to.arn('sqs', 'queue')],
    ['kms:Decrypt', to.arn('kms', 'key/id')],
    ['secretsmanager:GetSecretValue', to.arn('secretsmanager', 'secret:s-abcdef')],
    ['dynamodb:PutItem', to.arn('dynamodb', 'table/t')],
    ['logs:PutLogEvents', to.arn('logs', 'log-group:g:log-stream:s')],
    ['ecr:BatchGetImage', to.arn('ecr', 'repository/r')],
    ['sts:AssumeRole', `arn:aws:iam::${to.account}:role/anyone`],
  ];

  test.each([...ANY_ACTION, ...BOUND])('service control alone: %s on %s is denied', (action, resource) => {
    expect(ask({ principal: from.caller, action, resource }, { scp: from.scp })).toBe(
      'denied: explicit-deny NothingOfTheOtherAccount',
    );
  });

  test('service control alone: an object in the other bucket is denied', () => {
    expect(ask({ principal: from.caller, action: 's3:GetObject', ...to.bucket }, { scp: from.scp })).toMatch('denied');
  });

  test('service control binds the root user of the account, too', () => {
    const request = { principal: rootUser(from.account), action: 's3:GetObject', ...to.bucket };
    expect(ask(request, { scp: from.scp })).toMatch('denied');
  });

  test.each(BOUND)('resource control alone: %s on %s is denied', (action, resource) => {
    expect(ask({ principal: from.caller, action, resource }, { rcp: to.rcp })).toBe(
      'denied: explicit-deny NobodyOfTheOtherAccount',
    );
  });

  test('resource control alone: an object in the other bucket is denied', () => {
    expect(ask({ principal: from.caller, action: 's3:PutObject', ...to.bucket }, { rcp: to.rcp })).toMatch('denied');
  });

  test('resource control alone: an AWS service acting for the other account is denied', () => {
    const context = { 'aws:SourceAccount': [from.account], 'aws:SourceArn': [from.arn('sns', 'topic')] };
    const principal = service('sns.amazonaws.com');
    const request = { principal, action: 'sqs:SendMessage', resource: to.arn('sqs', 'queue'), context };
    expect(ask(request, { rcp: to.rcp })).toBe('denied: explicit-deny NoServiceForTheOtherAccount');
  });

  test.each(ANY_ACTION.filter(([action]) => action !== 'sts:AssumeRole'))(
    'what docs/isolation.md says it does not cover: resource control does not bind %s',
    (action, resource) => {
      expect(ask({ principal: from.caller, action, resource }, { rcp: to.rcp })).toBe('allowed');
    },
  );
});

describe.each([sandbox, live])('$name: ordinary use stays as it was', (own) => {
  const perimeter = { scp: own.scp, rcp: own.rcp };

  test.each<[string, string, string]>([
    ['s3:GetObject', own.bucket.resource, own.account],
    ['dynamodb:PutItem', own.arn('dynamodb', 'table/t'), own.account],
    ['kms:Decrypt', own.arn('kms', 'key/id'), own.account],
    ['secretsmanager:GetSecretValue', own.arn('secretsmanager', 'secret:s-abcdef'), own.account],
    ['lambda:InvokeFunction', own.arn('lambda', 'function:f'), own.account],
    ['sts:AssumeRole', `arn:aws:iam::${own.account}:role/anyone`, own.account],
    ['sts:GetCallerIdentity', '*', own.account],
    ['iam:ListRoles', '*', own.account],
    // An AWS-owned bucket or layer: it has an account, and it is AWS's.
    ['s3:GetObject', 'arn:aws:s3:::aws-owned-bucket/key', '999999999999'],
    ['lambda:GetLayerVersion', 'arn:aws:lambda:eu-west-1:999999999999:layer:aws:1', '999999999999'],
  ])('%s on %s', (action, resource, resourceAccount) => {
    const request = { principal: own.caller, action, resource, resourceAccount };
    expect(ask(request, perimeter)).toBe('allowed');
  });

  test.each([
    ['a service acting for this account', { 'aws:SourceAccount': [own.account] }],
    ['a service that does not say for whom', {}],
  ])('%s', (_, context) => {
    const request = { principal: service('sns.amazonaws.com'), context };
    expect(ask({ ...request, action: 'sqs:SendMessage', resource: own.arn('sqs', 'queue') }, perimeter)).toBe(
      'allowed',
    );
  });

  test('the management account', () => {
    const principal = rootUser(organization.managementAccount);
    expect(ask({ principal, action: 's3:GetObject', ...own.bucket }, perimeter)).toBe('allowed');
  });
});

describe('the break-glass exception is one role, in one direction', () => {
  const breakGlass = roleSession(organization.breakGlassArn, 'incident');
  const reach = { action: 's3:GetObject', ...sandbox.bucket };

  test('it passes both policies', () => {
    expect(ask({ principal: breakGlass, ...reach }, { scp: live.scp, rcp: sandbox.rcp })).toBe('allowed');
  });

  test.each([
    organization.breakGlassArn.replace(live.account, sandbox.account),
    `${organization.breakGlassArn}-2`,
    organization.breakGlassArn.replace('role/', 'role/path/'),
  ])('%s does not', (arn) => {
    const principal = roleSession(arn, 'incident');
    const [from, to] = arn.includes(live.account) ? [live, sandbox] : [sandbox, live];
    const request = { principal, action: 's3:GetObject', ...to.bucket };
    expect(ask(request, { scp: from.scp })).toMatch('denied');
    expect(ask(request, { rcp: to.rcp })).toMatch('denied');
  });

  test('the policies of the other direction name no exception', () => {
    for (const { Properties } of policies) {
      const named = JSON.stringify(Properties.Content).includes(organization.breakGlassArn);
      expect([Properties.Name, named]).toEqual([
        Properties.Name,
        ['airlock-live-service-perimeter', 'airlock-sandbox-resource-perimeter'].includes(Properties.Name),
      ]);
    }
  });
});

describe('the stack', () => {
  test('is of the management account, deploys without a bootstrap there, and holds policies only', () => {
    expect([stack.account, stack.region]).toEqual([organization.managementAccount, organization.region]);
    const artifact = app.synth().getStackByName(stack.stackName);
    expect([artifact.assumeRoleArn, artifact.stackTemplateAssetObjectUrl]).toEqual([undefined, undefined]);
    expect(
      new Set(Object.values(Template.fromStack(stack).toJSON()['Resources']).map((r) => (r as Resource).Type)),
    ).toEqual(new Set(['AWS::Organizations::Policy']));
  });

  test('each unit gets its own two policies, one after the other', () => {
    expect(policies.map(({ Properties }) => [Properties.Type, Properties.TargetIds])).toEqual([
      ['SERVICE_CONTROL_POLICY', [organization.sandboxUnit]],
      ['RESOURCE_CONTROL_POLICY', [organization.sandboxUnit]],
      ['SERVICE_CONTROL_POLICY', [organization.liveUnit]],
      ['RESOURCE_CONTROL_POLICY', [organization.liveUnit]],
    ]);
    expect(policies.map(({ DependsOn = [] }) => DependsOn.length)).toEqual([0, 1, 1, 1]);
  });

  test('every policy keeps below what Organizations takes', () => {
    for (const { Properties } of policies) {
      expect(JSON.stringify(Properties.Content).length).toBeLessThanOrEqual(MAX_CHARACTERS);
    }
    const breakGlassArn = `arn:aws:iam::${live.account}:role/${'r'.repeat(6000)}`;
    const long = { ...organization, breakGlassArn };
    expect(() => new OrganizationApp({ organization: long, environments, outdir: temporaryFolder() })).toThrow(
      /the (service|resource) perimeter of (live|sandbox) is \d{4} characters, at most 5120; shorten it/,
    );
  });

  test('FACTS M: resource control names services one by one, as AWS demands, and only denies', () => {
    for (const { Properties } of policies.filter(({ Properties: { Type } }) => Type === 'RESOURCE_CONTROL_POLICY')) {
      for (const { Effect, Principal, Action } of Properties.Content.Statement) {
        expect([Effect, Principal, Action.includes('*')]).toEqual(['Deny', '*', false]);
      }
    }
  });

  test('D1: neither environment has it in its files', () => {
    for (const name of ['sandbox', 'live']) {
      const text = readFileSync(join(projectRoot(), 'environments', `${name}.yaml`), 'utf8');
      expect(text).not.toContain(organization.managementAccount);
    }
  });
});
