import { roleSession } from '../../../../lib/isolation/policy/request/principal';
import { AWAY, allow, ask, document, HOME, policy, ROLE } from '../test-policies';

const outcome = (statement: object, request: Parameters<typeof ask>[1] = {}) =>
  ask({ identity: [policy('identity', allow(statement as never))] }, request).outcome;

describe('DC5: Action ("IAM JSON policy elements: Action", "NotAction")', () => {
  test.each([
    ['s3:GetObject', true],
    ['S3:getobject', true],
    ['s3:Get*', true],
    ['s3:*Object', true],
    ['s3:GetObjec?', true],
    ['s3:GetObject?', false],
    ['*', true],
    ['s3:PutObject', false],
    ['s3express:*', false],
  ])('%s', (action, matches) => {
    expect(outcome({ Action: action })).toBe(matches ? 'allowed' : 'denied');
    expect(outcome({ Action: undefined, NotAction: action })).toBe(matches ? 'denied' : 'allowed');
  });
});

describe('DC5: Resource ("IAM JSON policy elements: Resource", "NotResource")', () => {
  const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:orders`;
  test.each([
    [QUEUE, QUEUE, true],
    ['*', QUEUE, true],
    [`arn:aws:sqs:*:${HOME}:orders`, QUEUE, true],
    [`arn:aws:sqs:eu-west-1:${HOME}:order?`, QUEUE, true],
    [`arn:aws:sqs:eu-west-1:${HOME}:Orders`, QUEUE, false],
    [`arn:aws:sqs:eu-west-1:${AWAY}:*`, QUEUE, false],
    // A star that ends a part may go on beyond the colon.
    ['arn:aws:sqs:*', QUEUE, true],
    ['arn:aws:s3:::records/*', 'arn:aws:s3:::records/a/b:c', true],
    // An ARN with fewer than six parts is completed.
    ['arn:aws:sqs', QUEUE, true],
    ['arn:aws:sqs:eu-west-1', QUEUE, true],
    ['arn:aws:sns', QUEUE, false],
    ['*', '*', true],
    [QUEUE, '*', false],
  ])('%s on %s', (pattern, resource, matches) => {
    const request = { resource, resourceAccount: HOME };
    expect(outcome({ Resource: pattern }, request)).toBe(matches ? 'allowed' : 'denied');
    expect(outcome({ Resource: undefined, NotResource: pattern }, request)).toBe(matches ? 'denied' : 'allowed');
  });
  test('a star inside a part, beyond a colon: the guide does not say', () => {
    const request = { resource: 'arn:aws:s3:::records/a:b/c' };
    expect(outcome({ Resource: 'arn:aws:s3:::records/*/c' }, request)).toBe('unknown');
    expect(outcome({ Resource: 'arn:aws:s3:::records/*/c' }, { resource: 'arn:aws:s3:::records/a/b/c' })).toBe(
      'allowed',
    );
  });
});

test('DC5: a variable without a value leaves NotResource undecided, but Resource unmatched', () => {
  const home = `arn:aws:s3:::records/\${aws:username}/*`;
  expect(outcome({ Resource: undefined, NotResource: home })).toBe('unknown');
  expect(outcome({ Resource: home })).toBe('denied');
});

describe('DC5: Principal ("AWS JSON policy elements: Principal")', () => {
  const required = (principal: object | string) =>
    ask({
      identity: [policy('identity', allow())],
      resource: [policy('resource', allow({ Principal: principal as never }))],
      resourceRole: 'required',
    }).outcome;
  test.each([
    ['*', 'allowed'],
    [{ AWS: '*' }, 'allowed'],
    [{ AWS: HOME }, 'allowed'],
    [{ AWS: `arn:aws:iam::${HOME}:root` }, 'allowed'],
    [{ AWS: ROLE }, 'allowed'],
    [{ AWS: [AWAY, ROLE] }, 'allowed'],
    [{ AWS: `arn:aws:sts::${HOME}:assumed-role/app/run` }, 'allowed'],
    [{ AWS: `arn:aws:sts::${HOME}:assumed-role/app/other` }, 'denied'],
    [{ AWS: `arn:aws:iam::${HOME}:role/App` }, 'denied'],
    [{ AWS: `arn:aws:iam::${HOME}:role/path/app` }, 'denied'],
    [{ AWS: `arn:aws:iam::${HOME}:user/app` }, 'denied'],
    [{ AWS: AWAY }, 'denied'],
    [{ Service: 'lambda.amazonaws.com' }, 'denied'],
    [{ Federated: 'accounts.google.com' }, 'denied'],
    // Whose these are only AWS knows.
    [{ CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }, 'unknown'],
    [{ AWS: 'AROAEXAMPLEEXAMPLE00' }, 'unknown'],
  ])('%j', (principal, expected) => {
    expect(required(principal)).toBe(expected);
  });
  test('a role with a path is named with it, its session without it', () => {
    const roleArn = `arn:aws:iam::${HOME}:role/team/app`;
    const principal = roleSession(roleArn, 'run');
    expect(principal.sessionArn).toBe(`arn:aws:sts::${HOME}:assumed-role/app/run`);
    const resource = [policy('resource', allow({ Principal: { AWS: roleArn } }))];
    expect(ask({ resource }, { principal }).outcome).toBe('allowed');
  });
});

describe('DC5: a policy that AWS would not accept is never harmless', () => {
  const GOOD = allow();
  const cases: [string, Parameters<typeof document>[1], string][] = [
    ['text that is no JSON', '{"Version"', ''],
    ['a list', [], ''],
    ['no statement', { Version: '2012-10-17' }, 'Statement'],
    ['an empty list of statements', { Statement: [] }, 'Statement'],
    ['another version', { Version: '2024-01-01', Statement: GOOD }, 'Version'],
    ['an unknown element of the policy', { Statement: GOOD, Comment: 'x' }, 'Comment'],
    ['a statement that is text', { Statement: ['x'] }, 'Statement[0]'],
    ['an unknown element of a statement', { Statement: { ...GOOD, Actions: 'x' } }, 'Statement[0].Actions'],
    ['Effect in lower case', { Statement: { ...GOOD, Effect: 'allow' } }, 'Statement[0].Effect'],
    ['no Effect', { Statement: { Action: '*', Resource: '*' } }, 'Statement[0].Effect'],
    ['no Action', { Statement: { Effect: 'Allow', Resource: '*' } }, 'Statement[0]'],
    ['Action and NotAction', { Statement: { ...GOOD, NotAction: 's3:*' } }, 'Statement[0].NotAction'],
    ['no Resource', { Statement: { Effect: 'Allow', Action: '*' } }, 'Statement[0]'],
    ['a number for an action', { Statement: { ...GOOD, Action: [{}] } }, 'Statement[0].Action[0]'],
    ['an action without its service', { Statement: { ...GOOD, Action: 'GetObject' } }, 'Statement[0].Action'],
    ['a wildcard in the service', { Statement: { ...GOOD, Action: 's*:GetObject' } }, 'Statement[0].Action'],
    ['an empty list', { Statement: { ...GOOD, Action: [] } }, 'Statement[0].Action'],
    ['a Principal in an identity policy', { Statement: { ...GOOD, Principal: '*' } }, 'Statement[0].Principal'],
    ['a condition that is a list', { Statement: { ...GOOD, Condition: [] } }, 'Statement[0].Condition'],
    [
      'an operator that is none',
      { Statement: { ...GOOD, Condition: { StringIs: { a: 'b' } } } },
      'Statement[0].Condition.StringIs.a',
    ],
    [
      'a number that is none',
      { Statement: { ...GOOD, Condition: { NumericEquals: { a: 'b' } } } },
      'Statement[0].Condition.NumericEquals.a',
    ],
    [
      'a date that is none',
      { Statement: { ...GOOD, Condition: { DateEquals: { a: 'soon' } } } },
      'Statement[0].Condition.DateEquals.a',
    ],
    [
      'a range that is none',
      { Statement: { ...GOOD, Condition: { IpAddress: { a: '10.0.0.0/40' } } } },
      'Statement[0].Condition.IpAddress.a',
    ],
    ['a key twice', '{"Statement":{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}}', ''],
    ['a policy nested without end', `${'['.repeat(5000)}${']'.repeat(5000)}`, ''],
  ];
  test.each(cases)('%s', (_, body, at) => {
    const broken = document('identity', body);
    expect(broken.problems.map((problem) => problem.at)).toContain(at);
    expect(ask({ identity: [broken] }).outcome).toBe('unknown');
    // It may deny as well.
    expect(ask({ identity: [policy('identity', GOOD), broken] }).outcome).toBe('unknown');
  });
  const resources: [string, object, string][] = [
    ['no Principal', GOOD, 'Statement[0]'],
    ['a name that is no principal', { ...GOOD, Principal: { AWS: 'ann' } }, 'Statement[0].Principal.AWS'],
    [
      'a wildcard in an ARN',
      { ...GOOD, Principal: { AWS: `arn:aws:iam::${HOME}:role/*` } },
      'Statement[0].Principal.AWS',
    ],
    ['another kind of principal', { ...GOOD, Principal: { Azure: 'x' } }, 'Statement[0].Principal.Azure'],
    ['nobody', { ...GOOD, Principal: {} }, 'Statement[0].Principal'],
    ['text', { ...GOOD, Principal: HOME }, 'Statement[0].Principal'],
  ];
  test.each(resources)('in a resource policy: %s', (_, statement, at) => {
    const broken = policy('resource', statement as never);
    expect(broken.problems.map((problem) => problem.at)).toContain(at);
    expect(ask({ resource: [broken] }).outcome).toBe('unknown');
  });
  test('not even its readable statements decide', () => {
    const body = { Statement: [{ ...GOOD, Effect: 'Deny' }, 'x'] };
    expect(ask({ identity: [document('identity', body), policy('identity', GOOD)] }).outcome).toBe('unknown');
  });
  test('and says which policy it is', () => {
    expect(ask({ identity: [document('identity', 'x')] }).statements[0]?.unsure).toContain('the policy cannot be read');
  });
});
