import { loadEnvironments } from '../../../lib/environment/load';
import { bothWays } from '../../../lib/isolation/audit/both-ways';
import type { Rule } from '../../../lib/isolation/model/rule';
import type { SideInput } from '../../../lib/isolation/model/side-input';
import { otherSideInCode } from '../../../lib/isolation/rules/code/other-side-in-code';
import { secretInTemplate } from '../../../lib/isolation/rules/code/secret-in-template';
import { bootstrapTrust } from '../../../lib/isolation/rules/identity/bootstrap-trust';
import { undecided } from '../../../lib/isolation/rules/input/undecided';
import { wrongAccount } from '../../../lib/isolation/rules/input/wrong-account';
import { OTHER, OWN, ruleTable } from './rule-table';
import { resource, seen } from './written';

/** What a rule says of a side that is more than its templates. */
function decide(rule: Rule, own: Partial<SideInput>, other: Partial<SideInput> = {}): string[] {
  const side = (account: string, more: Partial<SideInput>) => ({ account, region: 'eu-west-1', stacks: [], ...more });
  const [audited] = bothWays(side(OWN, own), side(OTHER, other));
  return Array.from(rule.check(audited), ({ decision, reason }) => `${decision}: ${reason}`);
}

ruleTable(undecided, {
  mustPass: {
    'known types and properties': seen('AWS::SQS::Queue', { QueueName: 'x', RedrivePolicy: { maxReceiveCount: 3 } }),
    'a custom resource with a function of this side behind it': {
      ...seen('Custom::S3AutoDeleteObjects', { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] } }),
      Handler: resource('AWS::Lambda::Function', { Handler: 'index.handler' }),
    },
    'a parameter with a default': {
      Parameters: { A: { Type: 'String', Default: 'x' } },
      Resources: seen('AWS::SNS::Topic', {}),
    },
  } as never,
  undecided: {
    'a type that nobody knows': seen('Acme::Thing::Machine', {}),
    'a custom resource': seen('Custom::Anything', { ServiceToken: 'x' }),
    'a property that nobody knows': seen('AWS::SQS::Queue', { QueueNames: 'x' }),
    'a property deep inside': seen('AWS::S3::Bucket', { ReplicationConfiguration: { Rules: [{ Destinations: 'x' }] } }),
    'an attribute that nobody knows': { Seen: { Type: 'AWS::SNS::Topic', Property: {} } },
    'a nested stack without its template': seen('AWS::CloudFormation::Stack', { TemplateURL: 'https://x' }),
    'a macro': { Transform: 'AWS::Serverless-2016-10-31', Resources: {} },
    'a resource without type': { Seen: {} },
  } as never,
});

test('a nested stack whose template was given is decided there', () => {
  const template = { Resources: seen('AWS::CloudFormation::Stack', { TemplateURL: 'https://x' }) } as never;
  const nested = { name: 'app/Seen', template: { Resources: seen('AWS::SNS::Topic', {}) } as never };
  expect(decide(undecided, { stacks: [{ name: 'app', template }, nested] })).toEqual([]);
  expect(decide(undecided, { stacks: [{ name: 'app', template }] })).toHaveLength(1);
});

test('a file that could not be read is not verified, nor is a template with a problem', () => {
  expect(decide(undecided, { unread: [{ path: 'asset.1/logo.png', reason: 'binary' }] })).toEqual([
    'unverified: it was not read: binary',
  ]);
  const stacks = [{ name: 'app', template: { Resources: {} }, problems: ['line 3: a member twice'] }];
  expect(decide(undecided, { stacks })).toEqual(['unverified: line 3: a member twice']);
});

test.each<[string, Partial<SideInput>, string]>([
  ['account', { account: OTHER }, 'open'],
  ['account, not of this pair', { account: '333333333333' }, 'open'],
  ['region of the same account', { region: 'us-east-1' }, 'closed'],
  ['account, which nobody knows yet', { account: 'unknown-account' }, 'unverified'],
  ['own account', {}, 'closed'],
])('a stack for another %s', (_, more, decision) => {
  const [found = ''] = decide(wrongAccount, {
    stacks: [{ name: 'app', template: { Resources: {} }, ...more } as never],
  });
  expect(found.split(':')[0]).toBe(decision);
});

test('a stack in another region than its environment file says is found', () => {
  const environment = { ...loadEnvironments().sandbox, account: OWN, region: 'eu-west-1' };
  const stacks = [{ name: 'app', template: { Resources: {} }, region: 'us-east-1' } as never];
  expect(decide(wrongAccount, { environment, stacks })[0]).toMatch(
    /^open: it is deployed to 111111111111 in us-east-1/,
  );
});

describe('code and manifests', () => {
  const other = {
    stacks: [
      {
        name: 'far',
        template: {
          Resources: { A: resource('AWS::ApiGateway::DomainName', { DomainName: 'gateway.pay.example' }) },
        } as never,
      },
    ],
  };
  const read = (text: string) =>
    decide(otherSideInCode, { texts: [{ path: 'asset.1/index.js', text, kind: 'code' }] }, other)[0];
  test.each([
    ['the account', `const a = "${OTHER}"`],
    ['the host', 'fetch("https://GATEWAY.pay.example/v1")'],
  ])('naming %s of the other side is found, with its line', (_, text) => {
    expect(read(`// one\n${text}\n`)).toMatch(/^open: line 2 names/);
  });
  test('naming neither is closed', () => {
    expect(read(`const a = "${OWN}"; fetch("https://gateway.shop.example")`)).toMatch(/^closed/);
  });
  test('a whole key in code is found, its prefix is not', () => {
    const code = (text: string) =>
      decide(secretInTemplate, { texts: [{ path: 'asset.1/index.js', text, kind: 'code' }] });
    expect(code(`const key = "sk_${'live'}_${'0a1B2c3D'.repeat(3)}"`)).toHaveLength(1);
    expect(code('if (key.startsWith("sk_live_")) refuse()')).toEqual([]);
  });
});

describe('a bootstrap', () => {
  const role = (properties: object) =>
    resource('AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [] }, ...properties });
  const given = (Role: object, more: object = {}) =>
    decide(bootstrapTrust, {
      bootstrap: {
        name: 'CDKToolkit',
        template: { ...more, Resources: { CdkBootstrapVersion: resource('AWS::SSM::Parameter'), Role } } as never,
      },
    }).map((text) => text.split(':')[0]);
  const administrator = { ManagedPolicyArns: [{ 'Fn::Sub': 'arn:aws:iam::aws:policy/AdministratorAccess' }] };
  const pipeline = {
    Policies: [
      {
        PolicyName: 'default',
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: 's3:GetObject*',
              Resource: '*',
              Condition: { StringNotEquals: { 's3:ResourceAccount': { Ref: 'AWS::AccountId' } } },
            },
          ],
        },
      },
    ],
  };
  test.each<[string, object, object, string[]]>([
    ['in which CloudFormation may do everything', role(administrator), {}, ['open']],
    ['bounded', role({ ...administrator, PermissionsBoundary: 'arn:aws:iam::111111111111:policy/x' }), {}, ['closed']],
    ['that reaches buckets of other accounts', role(pipeline), {}, ['open']],
    ['that trusts an account', role({}), { Parameters: { TrustedAccounts: { Default: OTHER } } }, ['open', 'closed']],
    ['that trusts nobody', role({}), { Parameters: { TrustedAccounts: { Default: '' } } }, ['closed']],
  ])('%s', (_, resources, more, decisions) => {
    expect(given(resources, more)).toEqual(decisions);
  });
  test('is told from other stacks', () => {
    expect(
      decide(bootstrapTrust, {
        stacks: [{ name: 'app', template: { Resources: { Role: role(administrator) } } as never }],
      }),
    ).toEqual([]);
  });
});
