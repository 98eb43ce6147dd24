import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import type { AuditReport } from '../../../../lib/isolation/findings/audit-report';
import type { Unverified } from '../../../../lib/isolation/findings/finding';
import { renderText } from '../../../../lib/isolation/report/text/render-text';
import { columns } from '../../../../lib/isolation/report/text/text-layout';
import { hostileReport } from '../hostile-report';
import { breachedReport, FINDINGS, unverifiedReport } from '../sample-breaches';
import { isolatedReport } from '../sample-report';

const plain = (report: AuditReport) => renderText(report, { colour: false });
/** The text with every run of white space as one space, so that a sentence is found however it is wrapped. */
const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('section 4: the report on a terminal', () => {
  test.each([
    ['isolated', isolatedReport(), '✓ Isolated: nothing crosses between sandbox and live\n'],
    ['breached', breachedReport(), '✗ Breached: 4 ways across (1 critical, 1 high, 1 medium, 1 low)\n'],
    ['unverified', unverifiedReport(), '? Unverified: nothing is seen to cross, but 3 things could not be decided\n'],
  ])('%s: the verdict comes first', (_, report, line) => {
    expect(plain(report).startsWith(line)).toBe(true);
  });

  test('findings, worst first, each with rule, place, direction, path, statement and fix', () => {
    const text = flat(plain({ ...breachedReport(), findings: [...FINDINGS].reverse() }));
    let from = 0;
    for (const {
      severity,
      rule,
      direction,
      environment,
      stack,
      logicalId,
      resourceType,
      message,
      path,
      fix,
    } of FINDINGS) {
      const hops = path.map((hop, at) => `${at + 1} ${hop}`);
      const place = `${environment} / ${stack} / ${logicalId} (${resourceType})`;
      for (const part of [`✗ ${severity} ${rule} ${direction}`, place, message, ...hops, `fix ${fix}`]) {
        expect([part, text.indexOf(part, from)]).not.toEqual([part, -1]);
        from = text.indexOf(part, from);
      }
    }
    expect(text).toContain('by { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111111111111:root" }');
    expect(text).toContain('by nothing that forbids it');
    expect(text.indexOf('✗ low')).toBeLessThan(text.indexOf('Not verified (3)'));
  });

  test('what is unverified stands by reason, most frequent first, of each the first few places', () => {
    const many = Array.from(
      { length: 40 },
      (_, at): Unverified => ({
        environment: 'live',
        stack: 'airlock-live-reports',
        logicalId: `Queue${at}`,
        rule: 'foreign-resource-policy',
        reason: 'the principal is a parameter',
        resourceType: 'AWS::SQS::QueuePolicy',
      }),
    );
    const report = unverifiedReport();
    const text = flat(plain({ ...report, unverified: [...report.unverified, ...many] }));
    expect(text).toMatch(
      /Not verified \(43\) \? the principal is a parameter \(40\) live \/ airlock-live-reports \/ Queue0 .*Queue4 foreign-resource-policy … and 35 more \? the policy’s principal is the parameter PartnerAccount, which has no default \(2\)/,
    );
    expect(text).not.toContain('Queue5');
  });

  test('acknowledgements by the days that are left; an expired one says so', () => {
    const [item] = isolatedReport().acknowledged;
    if (!item) throw new Error('the sample has one');
    const expired = { ...item, daysLeft: -1 };
    const text = flat(plain({ ...isolatedReport(), acknowledged: [item, { ...item, daysLeft: 0 }, expired] }));
    expect(text).toMatch(
      /Acknowledged \(3\) expired 1 day ago .* last day today .* 14 days left shared-dashboard low live→sandbox/,
    );
    expect(text).toContain('(payments; approved by security; until 2026-12-05)');
  });

  test('parity: differences that are declared are only counted', () => {
    const text = flat(plain(breachedReport()));
    expect(text).toContain('Parity (2 differences declared nowhere)');
    expect(text).toContain('CrossEnvironmentAttemptsBEE52F3D / Properties.Threshold live is weaker sandbox 1 live 20');
    expect(text).toContain('5 differences that follow from the environment files: alarms.paymentFailureRate (5)');
    expect(text).not.toContain('PaymentFailuresD523329B');
  });

  test('every channel with its answers, the sum of what was looked at, the scope and both digests', () => {
    const report = breachedReport();
    const text = flat(plain(report));
    expect(text).toContain('Channels (653 questions: 4 open, 3 unverified, 646 closed)');
    expect(text).toContain('Resource policies ✗ 1 open ? 2 unverified ✓ 420 closed');
    expect(text).toContain('Bootstrap not looked at');
    expect(text).toContain('1,723 checked + 2,460 cannot carry a channel + 3 unverified = 4,186 in the templates');
    expect(text).toContain('Out of scope (2) – the bootstrap of sandbox: no template was given');
    for (const { account, digest } of Object.values(report.assemblies))
      expect(text).toContain(`${account} eu-west-1 ${digest}`);
  });

  test('a sum that is wrong is said below the verdict', () => {
    const { counts } = isolatedReport();
    const [, second] = plain({ ...isolatedReport(), counts: { ...counts, total: 1 } }).split('\n');
    expect(second).toMatch(/^✗ The counts do not add up/);
  });
});

describe('section 4: the terminal’s width and colours', () => {
  test('colour only when it is asked for, and then nothing but colour is added', () => {
    const coloured = renderText(breachedReport(), { colour: true });
    expect(coloured).toContain('\u001b[31m✗ critical\u001b[0m');
    expect(stripVTControlCharacters(coloured)).toBe(plain(breachedReport()));
    expect(plain(breachedReport())).not.toContain('\u001b');
  });

  test.each([44, 60, 80, 100, 160])('no line is wider than %i columns', (width) => {
    for (const report of [
      breachedReport(),
      isolatedReport(),
      hostileReport('界'.repeat(90)),
      hostileReport(`${'w'.repeat(300)} x`),
    ]) {
      for (const line of renderText(report, { colour: true, width }).split('\n')) {
        expect([columns(line) <= width || line, width]).toEqual([true, width]);
      }
    }
  });

  test('no name of a template moves the cursor, colours, hides or turns the direction of writing', () => {
    const hidden = /[^\P{Cc}\n]|[\u200b-\u200f\u2028-\u202e\u2066-\u2069]/u;
    expect(plain(hostileReport('\u001b[2J\u001b]0;x\u0007\r\t\u202e\u2028'))).not.toMatch(hidden);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        expect(plain(hostileReport(text))).not.toMatch(hidden);
      }),
      { numRuns: 25 },
    );
  });

  test('a line feed in a name cannot forge a verdict line', () => {
    const lines = plain(hostileReport('x\n✓ Isolated: nothing crosses')).split('\n');
    expect(lines.filter((line) => line.startsWith('✓'))).toEqual([]);
  });
});
