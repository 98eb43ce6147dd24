import { applyAcknowledgements } from '../../../lib/isolation/audit/acknowledge';
import { loadAcknowledgements } from '../../../lib/isolation/audit/acknowledgement-file';
import type { Channel, Finding } from '../../../lib/isolation/findings/finding';

const ENTRY = {
  rule: 'shared-name',
  stack: 'app',
  logicalId: 'Alarm',
  reason: 'renamed with the next release',
  owner: 'platform',
  approver: 'security',
  expires: '2026-12-31',
};
const FINDING: Finding = {
  rule: 'shared-name',
  severity: 'medium',
  direction: 'live→sandbox',
  environment: 'sandbox',
  stack: 'app',
  logicalId: 'Alarm',
  resourceType: 'AWS::CloudWatch::Alarm',
  message: 'm',
  path: ['a', 'b'],
  statement: null,
  fix: 'f',
};
const CHANNEL_OF: Readonly<Record<string, Channel>> = {
  'shared-name': 'names',
  weaker: 'parity',
  dashboards: 'observability',
  'foreign-trust': 'identity',
};

const load = (...entries: unknown[]) => loadAcknowledgements(JSON.stringify(entries, null, 1), 'ack.json');

function apply(findings: readonly Finding[], entries: readonly unknown[], today = '2026-12-01T23:59:00Z') {
  return applyAcknowledgements(findings, load(...entries), new Date(today), (rule) => CHANNEL_OF[rule]);
}

describe('DESIGN 4: an acknowledgement takes out what it names, until its day', () => {
  test('by rule, stack and logical id, with the days left', () => {
    const other = { ...FINDING, logicalId: 'Other' };
    const { reason, owner, approver, expires } = ENTRY;
    expect(apply([FINDING, other], [ENTRY])).toEqual({
      findings: [other],
      acknowledged: [{ finding: FINDING, reason, owner, approver, expires, daysLeft: 30 }],
    });
  });

  test.each([
    ['names', FINDING],
    ['parity', { ...FINDING, rule: 'weaker', resourceType: 'AWS::SQS::Queue', severity: 'low' as const }],
    ['observability', { ...FINDING, rule: 'dashboards', resourceType: 'AWS::CloudWatch::Dashboard' }],
  ])('a finding of %s that exposes nothing', (_, finding) => {
    expect(apply([finding], [{ ...ENTRY, rule: finding.rule }]).findings).toEqual([]);
  });

  test.each([
    ['2026-12-31T23:59:59Z', 0, 0],
    ['2027-01-01T00:00:00Z', 1, undefined],
  ])('on %s', (today, expired, daysLeft) => {
    const { findings, acknowledged } = apply([FINDING], [ENTRY], today);
    expect(findings.filter(({ rule }) => rule === 'acknowledgement')).toHaveLength(expired);
    expect(acknowledged[0]?.daysLeft).toBe(daysLeft);
  });
});

describe('what is not in order is a finding of its own, and takes nothing out', () => {
  test.each([
    ['an expired one', FINDING, { expires: '2026-11-30' }, 'medium', /expired on 2026-11-30/],
    ['an empty reason', FINDING, { reason: ' ' }, 'medium', /reason is empty/],
    ['a reason left open', FINDING, { reason: null }, 'medium', /reason is empty/],
    ['no approver', FINDING, { approver: '' }, 'medium', /approver is empty/],
    ['no day', FINDING, { expires: '' }, 'medium', /expires is empty/],
    ['an approver who owns it', FINDING, { approver: 'Platform' }, 'medium', /platform is owner and approver/],
    [
      'one into live',
      { ...FINDING, direction: 'sandbox→live' as const },
      {},
      'high',
      /from sandbox into live; that is never/,
    ],
    ['a high one', { ...FINDING, severity: 'high' as const }, {}, 'high', /is high; such a finding is never/],
    ['a critical one', { ...FINDING, severity: 'critical' as const }, {}, 'high', /is critical; such/],
    [
      'an identity',
      { ...FINDING, rule: 'foreign-trust' },
      { rule: 'foreign-trust' },
      'high',
      /may expose secrets, money/,
    ],
    ['an unknown rule', { ...FINDING, rule: 'new' }, { rule: 'new' }, 'high', /may expose secrets, money/],
    [
      'logs',
      { ...FINDING, rule: 'dashboards', resourceType: 'AWS::Logs::SubscriptionFilter' },
      { rule: 'dashboards' },
      'high',
      /may expose secrets, money or customer data/,
    ],
    [
      'one into live that is expired as well',
      { ...FINDING, direction: 'sandbox→live' as const },
      { expires: '2020-01-01' },
      'high',
      /never/,
    ],
  ])('%s', (_, finding, change, severity, message) => {
    const { findings, acknowledged } = apply([finding], [{ ...ENTRY, ...change }]);
    expect(acknowledged).toEqual([]);
    expect(findings).toContainEqual(finding);
    expect(findings.filter(({ rule }) => rule === 'acknowledgement')).toEqual([
      expect.objectContaining({
        severity,
        direction: finding.direction,
        stack: 'app',
        logicalId: 'Alarm',
        message: expect.stringMatching(message),
        fix: expect.any(String),
      }),
    ]);
  });

  test('one that names nothing is stale', () => {
    const { findings } = apply([], [ENTRY]);
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'acknowledgement',
        severity: 'low',
        message: 'ack.json:2: nothing is found that it names: shared-name in app/Alarm',
      }),
    ]);
  });

  test('one that also names a finding which cannot be acknowledged counts for none', () => {
    const grown = { ...FINDING, direction: 'sandbox→live' as const };
    const { findings, acknowledged } = apply([FINDING, grown], [ENTRY]);
    expect(acknowledged).toEqual([]);
    expect(findings).toEqual([expect.objectContaining({ rule: 'acknowledgement' }), FINDING, grown]);
  });

  test('two for the same finding: the second is one too many', () => {
    const { findings, acknowledged } = apply([FINDING], [ENTRY, ENTRY]);
    expect(acknowledged).toHaveLength(1);
    expect(findings[0]?.message).toBe(
      'ack.json:11: the acknowledgement is not in order: the same finding is acknowledged at ack.json:2',
    );
  });

  test('an acknowledgement of an acknowledgement', () => {
    const finding = { ...FINDING, rule: 'acknowledgement' };
    expect(apply([finding], [{ ...ENTRY, rule: 'acknowledgement' }]).acknowledged).toEqual([]);
  });
});

describe('a file', () => {
  test('in YAML, with comments, and an empty logical id for a stack as a whole', () => {
    const text = `# why\n- rule: shared-export\n  stack: app\n  logicalId: ''\n  reason: r\n  owner: a\n  approver: b\n  expires: 2026-12-31\n`;
    expect(loadAcknowledgements(text, 'ack.yaml')).toEqual([
      expect.objectContaining({ rule: 'shared-export', expires: '2026-12-31', place: 'ack.yaml:2', problems: [] }),
    ]);
  });

  test.each(['', '# nothing yet\n', '[]'])('without entries: %j', (text) => {
    expect(loadAcknowledgements(text, 'ack.yaml')).toEqual([]);
  });

  test.each([
    ['- rule: a\n  rule: b\n', 'ack.yaml:2: a second rule in the same block'],
    ['rule: a\n', 'ack.yaml:1: a block, where a list is allowed'],
    ['- rule: [a\n- b', /^ack\.yaml:\d: /],
    ['- *nobody\n', /^ack\.yaml:1: /],
    ['text', 'ack.yaml:1: text, where a list is allowed'],
  ])('that is no list is refused with its line: %j', (text, message) => {
    expect(() => loadAcknowledgements(text, 'ack.yaml')).toThrow(message);
    expect(() => loadAcknowledgements(text, 'ack.yaml')).toThrow(expect.objectContaining({ name: 'AuditInputError' }));
  });

  test.each<[string, unknown, string]>([
    ['a field missing', { ...ENTRY, approver: undefined }, 'entry 2: approver is missing, where text is expected'],
    ['a number for a name', { ...ENTRY, owner: 7 }, 'entry 2: owner is 7, where text is expected'],
    ['a list of owners', { ...ENTRY, owner: ['a', 'b'] }, 'entry 2: owner is [a, b], where text is expected'],
    [
      'an unknown field',
      { ...ENTRY, until: 'ever' },
      'entry 2: until is no field; expected are rule, stack, logicalId, reason, owner, approver, expires',
    ],
    [
      'a day that is none',
      { ...ENTRY, expires: '2027-02-30' },
      'entry 2: expires is "2027-02-30", where a day such as 2026-12-31 is expected',
    ],
    [
      'a time',
      { ...ENTRY, expires: '2027-01-01T00:00:00Z' },
      'entry 2: expires is "2027-01-01T00:00:00Z", where a day such as 2026-12-31 is expected',
    ],
    ['no block', 'all of it', 'entry 2: "all of it", where a block with rule, stack, logicalId, reason,'],
    ['a list in the list', [ENTRY], 'entry 2: a list, where a block with rule,'],
    ['nothing', null, 'entry 2: null, where a block with rule,'],
  ])('an entry that is incomplete or of another form is refused with its number and field: %s', (_, entry, message) => {
    expect(() => load(ENTRY, entry)).toThrow(message);
    expect(() => load(ENTRY, entry)).toThrow(/^ack\.json:\d+: /);
    expect(() => load(ENTRY, entry)).toThrow(expect.objectContaining({ name: 'AuditInputError' }));
  });
});
