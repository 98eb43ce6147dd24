import type { Finding, Unverified } from '../../lib/isolation/findings/finding';
import { judge } from './judge';
import type { Expected, Mutant } from './mutants';

const EXPECTED: Expected = {
  environment: 'live',
  stack: 'shop-live',
  logicalIds: ['Queue', 'QueuePolicy'],
  directions: ['sandbox→live'],
};
const FINDING: Finding = {
  rule: 'a-rule',
  severity: 'high',
  direction: 'sandbox→live',
  environment: 'live',
  stack: 'shop-live',
  logicalId: 'QueuePolicy',
  resourceType: 'AWS::SQS::QueuePolicy',
  message: 'open',
  path: ['one hop'],
  statement: null,
  fix: 'close it',
};
const DOUBT: Unverified = {
  rule: 'a-rule',
  environment: 'live',
  stack: 'shop-live',
  logicalId: 'Queue',
  resourceType: 'AWS::SQS::Queue',
  reason: 'not known',
};

const said = (findings: readonly Finding[], unverified: readonly Unverified[] = []) => ({
  verdict:
    findings.length > 0
      ? ('breached' as const)
      : unverified.length > 0
        ? ('unverified' as const)
        : ('isolated' as const),
  findings,
  unverified,
});

function outcome(kind: Mutant['kind'], now: ReturnType<typeof said>, before = said([])) {
  const mutant: Mutant = {
    id: 'x',
    group: 'x',
    type: 'x',
    app: 'x',
    kind,
    edited: ['live'],
    apply: () => {
      throw new Error('not applied here');
    },
  };
  return judge(mutant, [EXPECTED], before, now).outcome;
}

test.each([
  ['caught', [FINDING], []],
  ['caught', [{ ...FINDING, logicalId: 'Queue' }], []],
  ['wrong direction', [{ ...FINDING, direction: 'live→sandbox' as const }], []],
  ['elsewhere', [{ ...FINDING, logicalId: 'Topic' }], []],
  ['elsewhere', [{ ...FINDING, stack: 'another' }], []],
  ['elsewhere', [{ ...FINDING, environment: 'sandbox' as const }], []],
  ['unexplained', [{ ...FINDING, path: [] }], []],
  ['unexplained', [{ ...FINDING, fix: '' }], []],
  ['unverified', [], [DOUBT]],
  ['missed', [], []],
])('an opening is %s', (expected, findings, unverified) => {
  expect(outcome('opening', said(findings, unverified))).toBe(expected);
});

test('what the base says already does not count', () => {
  expect(outcome('opening', said([FINDING]), said([FINDING]))).toBe('missed');
  expect(outcome('benign', said([FINDING]), said([FINDING]))).toBe('left alone');
});

test.each([
  ['left alone', [], []],
  ['falsely flagged', [{ ...FINDING, logicalId: 'Topic' }], []],
  ['unverified', [], [DOUBT]],
])('a benign edit is %s', (expected, findings, unverified) => {
  expect(outcome('benign', said(findings, unverified))).toBe(expected);
});

test.each([
  ['caught', [], [DOUBT]],
  ['elsewhere', [], [{ ...DOUBT, logicalId: 'Topic' }]],
  ['elsewhere', [FINDING], []],
  ['missed', [], []],
])('what cannot be decided is %s', (expected, findings, unverified) => {
  expect(outcome('undecidable', said(findings, unverified))).toBe(expected);
});
