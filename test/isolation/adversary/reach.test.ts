import fc from 'fast-check';
import { ADVERSARY, type Adversary, everything } from '../../../lib/isolation/adversary/adversary';
import { actionsExpander } from '../../../lib/isolation/adversary/expand';
import { reach } from '../../../lib/isolation/adversary/reach';
import { evaluate } from '../../../lib/isolation/policy/evaluation/evaluate';
import { type Principal, roleSession, rootUser, service, user } from '../../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../../lib/isolation/policy/request/request-keys';
import { ACTIONS, anyResourcePolicy, type Document, SINGLE_KEYS } from '../policy/evaluation/random-policies';
import { AWAY, document, HOME } from '../policy/test-policies';

const BUCKET = 'arn:aws:s3:::records';
const adversary: Adversary = {
  account: AWAY,
  region: 'eu-west-1',
  partition: 'aws',
  now: new Date(),
  ownsBucket: () => false,
};

/** Principals that the adversary can act as. */
const STRANGERS: Principal[] = [
  roleSession(`arn:aws:iam::${AWAY}:role/${ADVERSARY}`, ADVERSARY),
  user(`arn:aws:iam::${AWAY}:user/${ADVERSARY}`),
  rootUser(AWAY),
  { kind: 'anonymous' },
  service('events.amazonaws.com'),
  service('s3.amazonaws.com'),
];

/** Keys that AWS derives from the caller, that only a service brings, or that hold what cannot be chosen from a list. */
const NOT_CHOSEN = /^aws:(?:source(?:arn|account)|principal(?:arn|account)|resourceaccount)$|^s3:prefix$/;
const chosen = fc
  .tuple(
    ...Object.entries(SINGLE_KEYS)
      .filter(([key, { given }]) => !NOT_CHOSEN.test(key) && given.length > 0)
      .map(([key, { given }]) =>
        fc.option(fc.constantFrom(...given), { nil: undefined }).map((value) => [key, value] as const),
      ),
  )
  .map((all) => Object.fromEntries(all.flatMap(([key, value]) => (value === undefined ? [] : [[key, [value]]]))));
const source = fc.constantFrom(
  {},
  { 'aws:sourceaccount': [AWAY] },
  { 'aws:sourcearn': [`arn:aws:sns:eu-west-1:${AWAY}:topic`] },
  { 'aws:sourceaccount': [AWAY], 'aws:sourcearn': [`arn:aws:sns:eu-west-1:${AWAY}:topic`] },
);

const request = fc
  .record({ principal: fc.constantFrom(...STRANGERS), action: fc.constantFrom(...ACTIONS), chosen, source })
  .map(({ principal, action, chosen, source }) => ({
    principal,
    action,
    resource: `${BUCKET}/ann/one`,
    resourceAccount: HOME,
    context: { ...chosen, ...(principal.kind === 'service' && source) },
    otherKeys: ABSENT,
  }));

const decided = (body: Document) =>
  reach(
    { resource: BUCKET, account: HOME, kind: 'resource', documents: [{ name: 'p', document: body }] },
    adversary,
    actionsExpander(),
  ).decision;

test('a policy is closed only when every foreign request is surely denied', () => {
  fc.assert(
    fc.property(anyResourcePolicy, fc.array(request, { minLength: 12, maxLength: 12 }), (body, requests) => {
      const policies = { identity: [everything(adversary)], resource: [document('resource', body)] };
      const letIn = requests.find((each) => evaluate(each, policies).outcome !== 'denied');
      if (letIn && decided(body) === 'closed') throw new Error(`closed, but not surely to ${JSON.stringify(letIn)}`);
    }),
    { numRuns: 600, seed: 9 },
  );
});

const SERVICE_ONLY = ['aws:SourceArn', 'aws:SourceAccount', 'AWS:SourceOwner', 'aws:PrincipalIsAWSService'];

test.each(SERVICE_ONLY)('everybody of AWS, held by nothing but %s, is not closed', (key) => {
  const wanted = { 'aws:PrincipalIsAWSService': 'true', 'aws:SourceArn': 'arn:aws:sns:*:*:*' }[key] ?? '*';
  for (const Condition of [{ StringLike: { [key]: wanted } }, { Null: { [key]: 'false' } }]) {
    const Statement = [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', Resource: '*', Condition }];
    expect([key, decided({ Version: '2012-10-17', Statement })]).toEqual([
      key,
      expect.stringMatching(/open|unverified/),
    ]);
  }
});

test('everybody of AWS is closed where the key has to be of this account', () => {
  const Condition = { StringEquals: { 'aws:SourceAccount': HOME } };
  const Statement = [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', Resource: '*', Condition }];
  expect(decided({ Version: '2012-10-17', Statement })).toBe('closed');
});
