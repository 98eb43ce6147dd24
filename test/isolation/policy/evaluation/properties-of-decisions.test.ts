import fc from 'fast-check';
import type { AppliedPolicies } from '../../../../lib/isolation/policy/evaluation/applied-policies';
import type { Outcome } from '../../../../lib/isolation/policy/evaluation/decision';
import { evaluate } from '../../../../lib/isolation/policy/evaluation/evaluate';
import type { Resolved, ResolvedObject } from '../../../../lib/isolation/template/value';
import { document } from '../test-policies';
import { anyCase, policiesOf, type RandomCase, requestOf } from './random-cases';
import { anyCondition, anyIdentityPolicy, anyStatement, type Document } from './random-policies';

const RUNS = { numRuns: 1_500 };
const RANK: Record<Outcome, number> = { denied: 0, unknown: 1, allowed: 2 };

const decide = (given: RandomCase, more: AppliedPolicies = {}) =>
  evaluate(requestOf(given), { ...policiesOf(given), ...more });
const rank = (given: RandomCase, more: AppliedPolicies = {}) => RANK[decide(given, more).outcome];

const statementsOf = (body: Document) => body['Statement'] as readonly ResolvedObject[];
const withStatements = (body: Document, Statement: readonly Resolved[]): Document => ({ ...body, Statement });
const DENY_ALL = { Effect: 'Deny', Action: '*', Resource: '*' };

/** Where statements of a case stand: which policy of which type. */
type Place = 'identity' | 'boundary' | 'session' | 'resourcePolicy';

/** The case with the statements of one policy changed; undefined when it has no such policy. */
function change(
  given: RandomCase,
  place: Place,
  edit: (statements: readonly ResolvedObject[]) => readonly Resolved[],
): RandomCase | undefined {
  const on = given[place];
  if (on === undefined) return undefined;
  const apply = (body: Document) => {
    const list = statementsOf(body);
    return withStatements(body, edit(Array.isArray(list) ? list : [list as never]));
  };
  const [first, ...rest] = Array.isArray(on) ? on : [on as Document];
  const changed = first && apply(first);
  return changed && ({ ...given, [place]: Array.isArray(on) ? [changed, ...rest] : changed } as RandomCase);
}

const places = fc.constantFrom<Place>('identity', 'boundary', 'session', 'resourcePolicy');
const iamCase = anyCase.filter(({ kind, caller }) => kind !== 'trust' && caller.type !== 'Root');

/** The statement as the place needs it. */
function fitted(statement: ResolvedObject, place: Place): ResolvedObject {
  return place === 'resourcePolicy' ? { ...statement, Principal: '*' } : statement;
}

test('DC5: an explicit deny wins, wherever it stands', () => {
  fc.assert(
    fc.property(iamCase, places, (given, place) => {
      const denied = change(given, place, (statements) => [...statements, fitted(DENY_ALL, place)]);
      fc.pre(denied !== undefined && policyIsReadable(denied, place));
      expect(decide(denied as RandomCase)).toMatchObject({ outcome: 'denied', reason: 'explicit-deny' });
    }),
    RUNS,
  );
});

test('DC5: adding a deny never allows', () => {
  fc.assert(
    fc.property(iamCase, places, anyStatement, (given, place, statement) => {
      const more = change(given, place, (statements) => [
        ...statements,
        fitted({ ...statement, Effect: 'Deny' }, place),
      ]);
      fc.pre(more !== undefined);
      expect(rank(more as RandomCase)).toBeLessThanOrEqual(rank(given));
    }),
    RUNS,
  );
});

const WIDER: ((statement: ResolvedObject) => ResolvedObject)[] = [
  ({ NotAction: _, ...statement }) => ({ ...statement, Action: '*' }),
  ({ NotResource: _, ...statement }) => ({ ...statement, Resource: '*' }),
  ({ Condition: _, ...statement }) => statement,
];

test('DC5: widening an allow never denies, widening a deny never allows', () => {
  fc.assert(
    fc.property(
      iamCase,
      places,
      fc.constantFrom(...WIDER),
      fc.constantFrom('Allow', 'Deny'),
      (given, place, widen, effect) => {
        const wider = change(given, place, (list) =>
          list.map((item) => (item['Effect'] === effect ? widen(item) : item)),
        );
        fc.pre(wider !== undefined);
        const [before, after] = [rank(given), rank(wider as RandomCase)];
        expect(effect === 'Allow' ? after >= before : after <= before).toBe(true);
      },
    ),
    RUNS,
  );
});

test('DC5: the order of statements and policies never matters', () => {
  fc.assert(
    fc.property(anyCase, places, (given, place) => {
      const turned = change(given, place, (statements) => [...statements].reverse()) ?? given;
      const reversed = { ...turned, identity: [...turned.identity].reverse() };
      expect(decide(reversed).outcome).toBe(decide(given).outcome);
    }),
    RUNS,
  );
});

test('DC5: a further limit never allows', () => {
  const limits: ((body: Document) => AppliedPolicies)[] = [
    (body) => ({ boundary: document('boundary', body) }),
    (body) => ({ session: [document('session', body)] }),
    (body) => ({ serviceControl: [[document('scp', body)]] }),
    (body) => ({
      resourceControl: [
        [
          document(
            'rcp',
            withStatements(
              body,
              statementsOf(body).map((item) => fitted(item, 'resourcePolicy')),
            ),
          ),
        ],
      ],
    }),
  ];
  fc.assert(
    fc.property(iamCase, anyIdentityPolicy, fc.constantFrom(...limits), (given, body, limit) => {
      fc.pre(given.boundary === undefined && given.session === undefined);
      expect(rank(given, limit(body))).toBeLessThanOrEqual(rank(given));
    }),
    RUNS,
  );
});

test('DC5: a further condition narrows: an allow never grants more, a deny never denies more', () => {
  fc.assert(
    fc.property(iamCase, places, anyCondition, fc.constantFrom('Allow', 'Deny'), (given, place, condition, effect) => {
      const narrower = change(given, place, (list) =>
        list.map((item) => {
          if (item['Effect'] !== effect || item['Condition'] !== undefined) return item;
          return { ...item, Condition: condition };
        }),
      );
      fc.pre(narrower !== undefined);
      const [before, after] = [rank(given), rank(narrower as RandomCase)];
      expect(effect === 'Allow' ? after <= before : after >= before).toBe(true);
    }),
    RUNS,
  );
});

function policyIsReadable(given: RandomCase, place: Place): boolean {
  const { identity = [], boundary, session = [], resource = [] } = policiesOf(given);
  const of = { identity, boundary: boundary ? [boundary] : [], session, resourcePolicy: resource };
  return of[place].every(({ problems }) => problems.length === 0);
}
