import { evaluate } from '../../../../lib/isolation/policy/evaluation/evaluate';
import { roleSession, rootUser, service, user } from '../../../../lib/isolation/policy/request/principal';
import { AWAY, allow, ask, BUCKET, deny, document, HOME, policy, ROLE, SESSION } from '../test-policies';

const identity = (...statements: Parameters<typeof policy>[1][]) => [policy('identity', ...statements)];
const resource = (...statements: Parameters<typeof policy>[1][]) => [policy('resource', ...statements)];
const to = (arn: string) => allow({ Principal: { AWS: arn } });
const SILENT = policy('boundary', allow({ Action: 'sqs:SendMessage' }));
const SILENT_SESSION = [policy('session', allow({ Action: 'sqs:SendMessage' }))];
const USER = user(`arn:aws:iam::${HOME}:user/ann`);
const STRANGER = roleSession(`arn:aws:iam::${AWAY}:role/app`, 'run');

describe('DC5: within one account (IAM user guide, "Policy evaluation logic")', () => {
  test('without any policy a request is denied implicitly', () => {
    expect(ask({})).toMatchObject({ outcome: 'denied', reason: 'no-allow' });
  });
  test('an identity policy or a resource policy suffices', () => {
    expect(ask({ identity: identity(allow()) }).outcome).toBe('allowed');
    expect(ask({ resource: resource(to(ROLE)) }).outcome).toBe('allowed');
  });
  test('an explicit deny in any policy wins, and is named', () => {
    const denied = { identity: identity(allow()), resource: resource(to(SESSION)) };
    for (const more of [
      { identity: identity(allow(), deny({ Sid: 'No' })) },
      { resource: resource(to(SESSION), deny({ Principal: '*', Sid: 'No' })) },
      { boundary: policy('boundary', allow(), deny({ Sid: 'No' })) },
      { session: [policy('session', allow(), deny({ Sid: 'No' }))] },
      { serviceControl: [[policy('scp', allow(), deny({ Sid: 'No' }))]] },
      { resourceControl: [[policy('rcp', allow({ Principal: '*' }), deny({ Principal: '*', Sid: 'No' }))]] },
    ]) {
      const decision = ask({ ...denied, ...more });
      expect(decision).toMatchObject({ outcome: 'denied', reason: 'explicit-deny' });
      expect(decision.statements).toMatchObject([{ index: 1, sid: 'No', effect: 'Deny', unsure: [] }]);
    }
  });
  test('boundary and session policies limit identity policies', () => {
    expect(ask({ identity: identity(allow()), boundary: SILENT }).reason).toBe('boundary-silent');
    expect(ask({ identity: identity(allow()), session: SILENT_SESSION }).reason).toBe('session-silent');
    expect(ask({ identity: identity(allow()), boundary: policy('boundary', allow()) }).outcome).toBe('allowed');
  });
  test('a boundary alone grants nothing', () => {
    expect(ask({ boundary: policy('boundary', allow()) }).outcome).toBe('denied');
  });
  test('a grant to a role is limited by its boundary and session policies', () => {
    expect(ask({ resource: resource(to(ROLE)), boundary: SILENT }).reason).toBe('boundary-silent');
    expect(ask({ resource: resource(to(ROLE)), session: SILENT_SESSION }).reason).toBe('session-silent');
  });
  test('a grant to the session itself is not', () => {
    expect(ask({ resource: resource(to(SESSION)), boundary: SILENT, session: SILENT_SESSION }).outcome).toBe('allowed');
  });
  test('a grant to a user is not limited by its boundary', () => {
    const grant = resource(to(`arn:aws:iam::${HOME}:user/ann`));
    expect(ask({ resource: grant, boundary: SILENT }, { principal: USER }).outcome).toBe('allowed');
  });
  test('a grant to everyone under aws:PrincipalArn is not limited either', () => {
    const grant = resource(allow({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } } }));
    expect(ask({ resource: grant, boundary: SILENT }).outcome).toBe('allowed');
  });
  test('a grant to the account delegates to its identity policies', () => {
    const grant = resource(to(`arn:aws:iam::${HOME}:root`));
    expect(ask({ resource: grant }).reason).toBe('no-identity-allow');
    expect(ask({ resource: grant, identity: identity(allow()) }).outcome).toBe('allowed');
    expect(ask({ resource: resource(to(HOME)) }).outcome).toBe('denied');
  });
  test('a session of GetFederationToken: a grant to itself is free, one to its user is limited', () => {
    const arn = `arn:aws:sts::${HOME}:federated-user/ann`;
    const principal = { kind: 'federated-user', account: HOME, arn, userArn: `arn:aws:iam::${HOME}:user/ann` } as const;
    expect(ask({ resource: resource(to(arn)), session: SILENT_SESSION }, { principal }).outcome).toBe('allowed');
    expect(ask({ resource: resource(to(principal.userArn)), session: SILENT_SESSION }, { principal }).outcome).toBe(
      'denied',
    );
  });
});

describe('DC5: the root user', () => {
  const principal = rootUser(HOME);
  test('has full access to its account, boundaries aside', () => {
    expect(ask({}, { principal })).toMatchObject({ outcome: 'allowed', reason: 'root-user' });
  });
  test('is bound by denies of resource policies and by control policies', () => {
    expect(ask({ resource: resource(deny({ Principal: '*' })) }, { principal }).outcome).toBe('denied');
    expect(ask({ serviceControl: [[policy('scp', allow({ Action: 'sqs:*' }))]] }, { principal }).outcome).toBe(
      'denied',
    );
  });
  test('needs a resource policy in another account', () => {
    expect(ask({}, { principal, resourceAccount: AWAY }).reason).toBe('no-resource-allow');
    expect(ask({ resource: resource(to(HOME)) }, { principal, resourceAccount: AWAY }).outcome).toBe('allowed');
  });
  test('cannot assume a role', () => {
    const trust = [policy('trust', { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: HOME } })];
    const request = { principal, action: 'sts:AssumeRole', resource: ROLE };
    expect(ask({ resource: trust, resourceRole: 'required' }, request).reason).toBe('root-assumes-no-role');
  });
});

describe('DC5: across accounts ("Cross-account policy evaluation logic")', () => {
  const request = { principal: STRANGER };
  test.each([
    ['neither side', {}, 'denied'],
    ['the caller only', { identity: identity(allow()) }, 'denied'],
    ['the resource only', { resource: resource(to(AWAY)) }, 'denied'],
    ['both', { identity: identity(allow()), resource: resource(to(AWAY)) }, 'allowed'],
    ['everyone by the resource only', { resource: resource(allow({ Principal: '*' })) }, 'denied'],
    ['the session by name and no identity policy', { resource: resource(to(STRANGER.sessionArn as string)) }, 'denied'],
    [
      'both, but not its boundary',
      { identity: identity(allow()), boundary: SILENT, resource: resource(to(AWAY)) },
      'denied',
    ],
    ['both, but another account is named', { identity: identity(allow()), resource: resource(to(HOME)) }, 'denied'],
  ])('%s allow', (_, policies, outcome) => {
    expect(ask(policies, request).outcome).toBe(outcome);
  });
  test('an ARN without an account: whose it is decides', () => {
    const unowned = { principal: STRANGER, action: 's3:GetObject', resource: `${BUCKET}/one` };
    expect(evaluate(unowned, { identity: identity(allow()) }).outcome).toBe('unknown');
    expect(evaluate({ ...unowned, resourceAccount: AWAY }, { identity: identity(allow()) }).outcome).toBe('allowed');
  });
});

describe('DC5: KMS keys (KMS developer guide, "Key policies")', () => {
  const request = { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${HOME}:key/k` };
  const use = { Action: 'kms:Decrypt' };
  const key = (principal: object) => resource(allow({ ...use, Principal: principal as never }));
  test('identity policies alone give no access', () => {
    const decision = ask({ identity: identity(allow(use)), resourceRole: 'required' }, request);
    expect(decision).toMatchObject({ outcome: 'denied', reason: 'no-resource-allow' });
  });
  test('they count once the key policy names the account', () => {
    const policies = { resource: key({ AWS: HOME }), resourceRole: 'required' } as const;
    expect(ask(policies, request).reason).toBe('no-identity-allow');
    expect(ask({ ...policies, identity: identity(allow(use)) }, request).outcome).toBe('allowed');
  });
  test('a role that the key policy names needs no identity policy', () => {
    expect(ask({ resource: key({ AWS: ROLE }), resourceRole: 'required' }, request).outcome).toBe('allowed');
  });
  test('not even the root user without the key policy', () => {
    const root = { ...request, principal: rootUser(HOME) };
    expect(ask({ resource: key({ AWS: ROLE }), resourceRole: 'required' }, root).outcome).toBe('denied');
    expect(ask({ resource: key({ AWS: HOME }), resourceRole: 'required' }, root).outcome).toBe('allowed');
  });
});

describe('DC5: trust in roles ("How to use trust policies with IAM roles")', () => {
  const target = { action: 'sts:AssumeRole', resource: `arn:aws:iam::${HOME}:role/target`, resourceAccount: HOME };
  const trust = (principal: object) =>
    ({
      resource: [policy('trust', { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal as never })],
      resourceRole: 'required',
    }) as const;
  const may = identity(allow({ Action: 'sts:AssumeRole' }));
  test('same account: naming the role suffices, naming the account needs an identity policy', () => {
    expect(ask(trust({ AWS: ROLE }), target).outcome).toBe('allowed');
    expect(ask(trust({ AWS: HOME }), target).outcome).toBe('denied');
    expect(ask({ ...trust({ AWS: HOME }), identity: may }, target).outcome).toBe('allowed');
  });
  test('an identity policy without trust gives nothing', () => {
    expect(ask({ ...trust({ AWS: AWAY }), identity: may }, target).reason).toBe('no-resource-allow');
  });
  test('another account: both sides', () => {
    const request = { ...target, principal: STRANGER };
    expect(ask(trust({ AWS: STRANGER.roleArn as string }), request).outcome).toBe('denied');
    expect(ask({ ...trust({ AWS: STRANGER.roleArn as string }), identity: may }, request).outcome).toBe('allowed');
  });
  test('a service is trusted by name', () => {
    const lambda = { ...target, principal: service('lambda.amazonaws.com') };
    expect(ask(trust({ Service: 'lambda.amazonaws.com' }), lambda).outcome).toBe('allowed');
    expect(ask(trust({ Service: 'ec2.amazonaws.com' }), lambda).outcome).toBe('denied');
    expect(ask(trust({ AWS: HOME }), lambda).outcome).toBe('denied');
  });
  test('an identity provider is trusted by its ARN, under its claims', () => {
    const provider = `arn:aws:iam::${HOME}:oidc-provider/ci.example`;
    const statement = {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: provider },
      Condition: { StringEquals: { 'ci.example:sub': 'repo:airlock:environment:live' } },
    };
    const ci = (sub: string) => ({
      ...target,
      action: 'sts:AssumeRoleWithWebIdentity',
      principal: { kind: 'web-identity', provider } as const,
      context: { 'ci.example:sub': [sub] },
    });
    const policies = { resource: [policy('trust', statement)], resourceRole: 'required' } as const;
    expect(ask(policies, ci('repo:airlock:environment:live')).outcome).toBe('allowed');
    expect(ask(policies, ci('repo:airlock:environment:sandbox')).outcome).toBe('denied');
  });
});

describe('DC5: service principals and anonymous callers', () => {
  const events = service('events.amazonaws.com');
  const grant = (condition: object = {}) =>
    resource(allow({ Principal: { Service: 'events.amazonaws.com' }, Condition: condition as never }));
  test('a service needs the resource policy, under its source account', () => {
    const ours = { StringEquals: { 'aws:SourceAccount': HOME } };
    expect(ask({}, { principal: events }).outcome).toBe('denied');
    expect(ask({ resource: grant() }, { principal: events }).outcome).toBe('allowed');
    const context = { 'aws:SourceAccount': [AWAY] };
    expect(ask({ resource: grant(ours) }, { principal: events, context }).outcome).toBe('denied');
    expect(ask({ resource: grant(ours) }, { principal: events }).outcome).toBe('denied');
  });
  test('aws:PrincipalIsAWSService tells services from principals', () => {
    const perimeter = resource(
      allow({ Principal: '*' }),
      deny({ Principal: '*', Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } }),
    );
    expect(ask({ resource: perimeter }, { principal: events }).outcome).toBe('allowed');
    expect(ask({ resource: perimeter }).outcome).toBe('denied');
  });
  test('"*" is every service too; of { "AWS": "*" } the guide does not say it', () => {
    expect(ask({ resource: resource(allow({ Principal: '*' })) }, { principal: events }).outcome).toBe('allowed');
    expect(ask({ resource: resource(to('*')) }, { principal: events }).outcome).toBe('unknown');
  });
  test('a stranger without a signature meets only "*"', () => {
    const principal = { kind: 'anonymous' } as const;
    expect(ask({ resource: resource(allow({ Principal: { AWS: '*' } })) }, { principal }).outcome).toBe('allowed');
    expect(ask({ resource: resource(to(HOME)) }, { principal }).outcome).toBe('denied');
  });
});

describe('DC5: control policies (Organizations user guide)', () => {
  const base = { identity: identity(allow()) };
  const FULL = policy('scp', { Effect: 'Allow', Action: '*', Resource: '*' });
  const NARROW = policy('scp', { Effect: 'Allow', Action: 'sqs:*', Resource: '*' });
  test('every level must allow', () => {
    expect(ask({ ...base, serviceControl: [[FULL], [FULL, NARROW]] }).outcome).toBe('allowed');
    expect(ask({ ...base, serviceControl: [[FULL], [NARROW]] }).reason).toBe('service-control-silent');
  });
  test('they limit what resource policies grant, but not services, service-linked roles or the management account', () => {
    const grant = { resource: resource(allow({ Principal: '*' })), serviceControl: [[NARROW]] };
    expect(ask(grant).outcome).toBe('denied');
    expect(ask(grant, { principal: service('events.amazonaws.com') }).outcome).toBe('allowed');
    expect(ask(grant, { principal: { ...roleSession(ROLE, 'run'), serviceLinked: true } }).outcome).toBe('allowed');
    expect(ask({ ...grant, managementAccount: HOME }).outcome).toBe('allowed');
  });
  const CLOSED = policy(
    'rcp',
    { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
    deny({ Action: '*', Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': HOME } } }),
  );
  test('resource control policies bind strangers, on the services they cover', () => {
    const open = {
      identity: identity(allow({ Action: '*' })),
      resource: resource(allow({ Action: '*', Principal: '*' })),
    };
    const request = { principal: STRANGER };
    expect(ask({ ...open, resourceControl: [[CLOSED]] }, request).reason).toBe('explicit-deny');
    expect(ask({ ...open, resourceControl: [[CLOSED]] }).outcome).toBe('allowed');
    expect(ask({ ...open, resourceControl: [[CLOSED]] }, { ...request, action: 'sns:Publish' }).outcome).toBe(
      'allowed',
    );
    expect(ask({ ...open, resourceControl: [[CLOSED]], managementAccount: HOME }, request).outcome).toBe('allowed');
  });
});

describe('DC5: NotPrincipal ("AWS JSON policy elements: NotPrincipal")', () => {
  const base = { identity: identity(allow()) };
  const except = (...names: string[]) => ({ ...base, resource: resource(deny({ NotPrincipal: { AWS: names } })) });
  const root = `arn:aws:iam::${HOME}:root`;
  test('spares whom it names with account, role and session', () => {
    expect(ask(except(root, ROLE, SESSION)).outcome).toBe('allowed');
    expect(ask(except(root, `arn:aws:iam::${HOME}:user/ann`), { principal: USER }).outcome).toBe('allowed');
  });
  test('denies everyone else, others of a named account too', () => {
    expect(ask(except(root, `arn:aws:iam::${HOME}:role/other`)).outcome).toBe('denied');
    expect(ask(except(root)).outcome).toBe('denied');
    expect(ask(except(root), { principal: rootUser(HOME) }).outcome).toBe('allowed');
  });
  test('without the account AWS may deny the account first', () => {
    expect(ask(except(`arn:aws:iam::${HOME}:user/ann`), { principal: USER }).outcome).toBe('unknown');
  });
  test('always denies who has a permissions boundary', () => {
    const bounded = { ...except(root, ROLE, SESSION), boundary: policy('boundary', allow()) };
    expect(ask(bounded).outcome).toBe('denied');
  });
  test('is not supported with Allow', () => {
    const decision = ask({ resource: resource(allow({ NotPrincipal: { AWS: AWAY } })) });
    expect(decision.outcome).toBe('unknown');
  });
});

test('DC5: a decision names the statement that allows', () => {
  const decision = ask({ identity: identity(allow({ Action: 'sqs:*' }), allow({ Sid: 'Read' })) });
  expect(decision.statements).toEqual([
    { policy: 'a identity policy', kind: 'identity', index: 1, sid: 'Read', effect: 'Allow', unsure: [] },
  ]);
  expect(decision.because).toBe('a statement allows it, and nothing that limits the caller stands against it');
});

test('DC5: who one is may always be asked ("GetCallerIdentity" of the STS reference)', () => {
  const request = { action: 'sts:GetCallerIdentity', resource: '*' };
  expect(ask({ identity: identity(deny({ Action: '*' })) }, request).outcome).toBe('allowed');
  expect(ask({}, { ...request, principal: { kind: 'anonymous' } }).outcome).toBe('denied');
});

test('DC5: a policy of version 2008-10-17 knows no variables', () => {
  const statement = allow({ Resource: `${BUCKET}/\${aws:username}` });
  const request = { principal: USER, resource: `${BUCKET}/ann` };
  expect(ask({ identity: identity(statement) }, request).outcome).toBe('allowed');
  for (const version of [{}, { Version: '2008-10-17' }]) {
    const old = [document('identity', { ...version, Statement: statement })];
    expect(ask({ identity: old }, request).outcome).toBe('denied');
    expect(ask({ identity: old }, { ...request, resource: `${BUCKET}/\${aws:username}` }).outcome).toBe('allowed');
  }
});
