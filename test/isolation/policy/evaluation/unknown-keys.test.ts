import fc from 'fast-check';
import { evaluate } from '../../../../lib/isolation/policy/evaluation/evaluate';
import { atomsOf, matchAtoms } from '../../../../lib/isolation/policy/patterns/atoms';
import { compileGlob, MANY, ONE } from '../../../../lib/isolation/policy/patterns/glob';
import { roleSession } from '../../../../lib/isolation/policy/request/principal';
import { ABSENT, type ContextValue, UNKNOWN } from '../../../../lib/isolation/policy/request/request-keys';
import { joinText, type Text, Unknown } from '../../../../lib/isolation/template/value';
import { growth } from '../../../growth';
import { AWAY, allow, ask, BUCKET, deny, document, HOME, policy, ROLE } from '../test-policies';
import { anyCase, policiesOf, requestOf } from './random-cases';
import { SEVERAL_KEYS, SINGLE_KEYS } from './random-policies';

const identity = (...statements: Parameters<typeof allow>[0][]) => [policy('identity', ...(statements as never[]))];
const unknown = (id: string, origin: ConstructorParameters<typeof Unknown>[2] = {}) =>
  new Unknown(id, 'a test', origin);
const generated = (id: string) => unknown(id, { generated: true, without: ':/' });
const TAG = { 'aws:ResourceTag/team': UNKNOWN };
const onTag = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'pay' } } };

describe('DC5: what is not known is never guessed', () => {
  test('a key decides only where nothing else does', () => {
    expect(ask({ identity: identity(allow(onTag)) }, { context: TAG }).outcome).toBe('unknown');
    expect(ask({ identity: identity(allow(onTag), allow()) }, { context: TAG }).outcome).toBe('allowed');
    expect(ask({ identity: identity(allow(), deny(onTag)) }, { context: TAG })).toMatchObject({
      outcome: 'unknown',
      reason: 'deny-not-known',
      statements: [{ effect: 'Deny', unsure: ['StringEquals aws:ResourceTag/team'] }],
    });
    expect(ask({ identity: identity(allow(onTag), deny()) }, { context: TAG }).outcome).toBe('denied');
    expect(ask({ identity: identity(deny(onTag)) }, { context: TAG }).outcome).toBe('denied');
  });
  test('keys that are neither given nor follow are unknown unless said to be absent', () => {
    const request = { principal: roleSession(ROLE), action: 's3:GetObject', resource: BUCKET, resourceAccount: HOME };
    expect(evaluate(request, { identity: identity(allow(onTag)) }).outcome).toBe('unknown');
    expect(evaluate({ ...request, otherKeys: ABSENT }, { identity: identity(allow(onTag)) }).outcome).toBe('denied');
  });
  test('an unknown policy may allow and may deny', () => {
    const dark = document('identity', unknown('a policy'));
    expect(ask({ identity: [dark] }).outcome).toBe('unknown');
    expect(ask({ identity: [dark, ...identity(allow())] }).outcome).toBe('unknown');
    expect(ask({ identity: [dark, ...identity(deny())] }).outcome).toBe('denied');
  });
  test('a name that is not known still shows its account', () => {
    const stranger = joinText([`arn:aws:iam::${AWAY}:role/`, unknown('any role', { without: ':' })]);
    const trust = (arn: Text) => ({ resource: [policy('resource', allow({ Principal: { AWS: arn } }))] });
    const request = { principal: roleSession(stranger), resourceAccount: HOME };
    expect(ask({ ...trust(ROLE), identity: identity(allow()) }, request).outcome).toBe('denied');
    expect(ask({ ...trust(AWAY), identity: identity(allow()) }, request).outcome).toBe('allowed');
    expect(ask({ ...trust(`arn:aws:iam::${AWAY}:role/ops`), identity: identity(allow()) }, request).outcome).toBe(
      'unknown',
    );
    const condition = { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${HOME}:role/*` } };
    const everyone = { resource: [policy('resource', allow({ Principal: '*', Condition: condition }))] };
    expect(ask({ ...everyone, identity: identity(allow()) }, request).outcome).toBe('denied');
  });
  test('an unnamed resource is itself and no other', () => {
    const queue = (id: string) => joinText([`arn:aws:sqs:eu-west-1:${HOME}:`, generated(id)]);
    const one = identity(allow({ Action: 'sqs:*', Resource: queue('A') }));
    const send = (resource: Text) => ask({ identity: one }, { action: 'sqs:SendMessage', resource }).outcome;
    expect(send(queue('A'))).toBe('allowed');
    expect(send(queue('B'))).toBe('denied');
    expect(send(`arn:aws:sqs:eu-west-1:${HOME}:orders`)).toBe('unknown');
    expect(send(`arn:aws:sqs:eu-west-1:${AWAY}:orders`)).toBe('denied');
    // A made-up name has no colon, so it cannot bring an account of its own.
    const away = identity(allow({ Action: 'sqs:*', Resource: `arn:aws:sqs:*:${AWAY}:*` }));
    expect(ask({ identity: away }, { action: 'sqs:SendMessage', resource: queue('A') }).outcome).toBe('denied');
  });
  test('six question marks are the six characters that end the ARN of a secret', () => {
    const secret = (name: string) => `arn:aws:secretsmanager:eu-west-1:${HOME}:secret:${name}-`;
    const resource = joinText([secret('psp'), unknown('suffix', { length: 6, without: ':/' })]);
    const read = (pattern: string) =>
      ask({ identity: identity(allow({ Action: '*', Resource: pattern })) }, { resource }).outcome;
    expect(read(`${secret('psp')}??????`)).toBe('allowed');
    expect(read(`${secret('psp')}?????`)).toBe('denied');
    expect(read(`${secret('other')}??????`)).toBe('denied');
    expect(read(`${secret('psp')}AbCdEf`)).toBe('unknown');
  });
});

/** Values that a key may turn out to have. */
const anyValue = (name: string): fc.Arbitrary<ContextValue> => {
  const [one, several] = [SINGLE_KEYS[name], SEVERAL_KEYS[name]];
  if (several) return fc.oneof(fc.constant(ABSENT), fc.subarray([...several.given], { minLength: 1 }));
  const pool = [...(one?.given ?? []), ...(one?.wanted ?? []), 'something-else'];
  return fc.oneof(
    fc.constant(ABSENT),
    fc.constantFrom(...pool).map((value) => [value]),
  );
};
const KEYS = [...Object.keys(SINGLE_KEYS), ...Object.keys(SEVERAL_KEYS)];
const assignment = fc.record(Object.fromEntries(KEYS.map((name) => [name, anyValue(name)])));

test('DC5: a decision with unknown keys holds for every value they may have', () => {
  let decided = 0;
  fc.assert(
    fc.property(
      anyCase,
      fc.subarray(KEYS, { minLength: 1 }),
      fc.array(assignment, { minLength: 3, maxLength: 3 }),
      (given, hidden, values) => {
        const [request, policies] = [requestOf(given), policiesOf(given)];
        const veil = Object.fromEntries(hidden.map((name) => [name, UNKNOWN]));
        const { outcome } = evaluate({ ...request, context: { ...request.context, ...veil } }, policies);
        if (outcome === 'unknown') return;
        decided += 1;
        for (const known of values) {
          const seen = Object.fromEntries(hidden.map((name) => [name, known[name] ?? ABSENT]));
          const actual = evaluate({ ...request, context: { ...request.context, ...seen } }, policies).outcome;
          // What the guide leaves open stays unknown; but nothing turns into its opposite.
          expect(['unknown', outcome]).toContain(actual);
        }
      },
    ),
    { numRuns: 2_000 },
  );
  expect(decided).toBeGreaterThan(500);
});

test('DC5: a decision on a resource with an unknown part holds for whatever the part is', () => {
  const parts = ['arn:aws:s3:::records/', 'arn:aws:sqs:eu-west-1:', `arn:aws:kms:eu-west-1:${HOME}:key/`];
  const endings = ['ann/one', 'a:b/c', `${HOME}:orders`, `${AWAY}:orders`, 'k-1', '', '*'];
  let decided = 0;
  fc.assert(
    fc.property(anyCase, fc.constantFrom(...parts), (given, part) => {
      const [request, policies] = [{ ...requestOf(given), resourceAccount: HOME }, policiesOf(given)];
      const { outcome } = evaluate({ ...request, resource: joinText([part, unknown('rest')]) }, policies);
      if (outcome === 'unknown') return;
      decided += 1;
      for (const ending of endings) {
        expect(['unknown', outcome]).toContain(evaluate({ ...request, resource: part + ending }, policies).outcome);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(decided).toBeGreaterThan(500);
});

describe('DC5: matching', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 7 });
  const pattern = fc.array(fc.constantFrom('a', 'b', ':', MANY, ONE), { maxLength: 7 });
  const regex = (tokens: readonly (string | object)[]) =>
    new RegExp(`^${tokens.map((token) => (token === MANY ? '.*' : token === ONE ? '.' : token)).join('')}$`);

  test('a compiled pattern matches what the regular expression matches', () => {
    fc.assert(
      fc.property(pattern, letters, (tokens, text) => {
        expect(compileGlob(tokens)(text)).toBe(regex(tokens).test(text));
      }),
      { numRuns: 5_000 },
    );
  });
  test('with unknown parts on either side, sure and impossible are what they say', () => {
    const unknowns = [unknown('x'), unknown('y')];
    const text = fc.array(fc.constantFrom('a', 'b', ...unknowns), { maxLength: 5 });
    const wanted = fc.array(fc.constantFrom('a', 'b', MANY, ONE, ...unknowns), { maxLength: 5 });
    fc.assert(
      fc.property(wanted, text, letters, letters, (left, right, x, y) => {
        const matched = matchAtoms(left.flatMap(atomsOf), right.flatMap(atomsOf));
        const fill = <T>(parts: readonly (T | Unknown)[]) =>
          parts.flatMap((part): (T | string)[] =>
            part instanceof Unknown ? (part.id === 'x' ? x : y).split('') : [part],
          );
        const actual = regex(fill(left) as string[]).test(fill(right).join(''));
        if (matched !== 1) expect(actual).toBe(matched === 2);
      }),
      { numRuns: 10_000 },
    );
  });
  test('a pattern of many stars takes time that grows with the text', () => {
    const many = [...'a'.repeat(30)].flatMap((letter) => [letter, MANY, ONE, MANY]);
    const stars = compileGlob([...many, 'b', MANY]);
    const match = (length: number) => () => expect(stars('a'.repeat(length))).toBe(false);
    expect(growth(match, { from: 5_000, to: 40_000 })).toBeLessThan(24);
  });
});
