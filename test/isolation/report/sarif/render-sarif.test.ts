import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { projectRoot } from '../../../../lib/environment/project-root';
import type { AuditReport } from '../../../../lib/isolation/findings/audit-report';
import { renderSarif, sarifLog } from '../../../../lib/isolation/report/sarif/render-sarif';
import { hostileReport } from '../hostile-report';
import { breachedReport, FINDINGS, unverifiedReport } from '../sample-breaches';
import { isolatedReport } from '../sample-report';

const RULES = [
  { id: 'foreign-key-use', title: 'a key is used from the other account', help: 'Name own principals.' },
  { id: 'foreign-trust', title: 'a role trusts the other account', help: 'Trust exact principals.' },
];
const REPORTS: readonly (readonly [string, AuditReport])[] = [
  ['isolated', isolatedReport()],
  ['breached', breachedReport()],
  ['unverified', unverifiedReport()],
  ['hostile', hostileReport('<a>[x](y) {0} \u202e\ud800 %2F / \\ "')],
];
const run = (report: AuditReport) => sarifLog(report, RULES).runs[0];

describe('section 4: the published schema of SARIF 2.1.0', () => {
  const file = join(projectRoot(), '..', 'shared', 'specs', 'sarif', 'sarif-schema-2.1.0.json');
  if (!existsSync(file)) {
    test('is not beside the project; the structure is tested below', () => expect(existsSync(file)).toBe(false));
    return;
  }
  const { id, $schema, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: {
      uri: (text: string) => URL.canParse(text),
      'uri-reference': (text: string) => URL.canParse(text, 'https://a.example/') && /^[\x21-\x7e]*$/.test(text),
      'date-time': true,
    },
  });
  const validate = ajv.compile(schema);

  test.each(REPORTS)('%s: valid, and its schema is that one', (_, report) => {
    const log = JSON.parse(renderSarif(report, RULES));
    expect({ valid: validate(log), errors: validate.errors }).toEqual({ valid: true, errors: null });
    expect(log.$schema).toBe(id);
    expect($schema).toContain('draft-04');
  });

  test('whatever stands in a report, the log is valid', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (text) => {
        const log = JSON.parse(renderSarif(hostileReport(`x${text}`), RULES));
        expect({ valid: validate(log), errors: validate.errors }).toEqual({ valid: true, errors: null });
      }),
      { numRuns: 25 },
    );
  });

  test('the check can fail: a result without a message is refused', () => {
    const log = JSON.parse(renderSarif(breachedReport(), RULES));
    delete log.runs[0].results[0].message;
    expect(validate(log)).toBe(false);
  });
});

describe('section 4: what a code scanning page is told', () => {
  test('findings fail with their level, place, path and fix', () => {
    const { results } = run(breachedReport());
    const failed = results.filter(({ kind, suppressions }) => kind === 'fail' && suppressions.length === 0);
    expect(failed.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['foreign-trust', 'error'],
      ['foreign-key-use', 'error'],
      ['confused-deputy', 'warning'],
      ['live-weaker', 'note'],
    ]);
    failed.forEach((result, at) => {
      const finding = FINDINGS[at];
      if (!finding) throw new Error('more results than findings');
      const { environment, stack, logicalId, resourceType, path, fix, message, direction } = finding;
      const [location] = result.locations;
      expect(location?.logicalLocations).toEqual([
        { name: logicalId, fullyQualifiedName: `${environment}/${stack}/${logicalId}`, kind: resourceType },
      ]);
      expect(location?.physicalLocation?.artifactLocation).toEqual({
        uri: `${stack}.template.json`,
        uriBaseId: environment,
      });
      const hops = result.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
      expect(hops.map((hop) => hop.location.message?.text)).toEqual([...path]);
      expect(hops.map(({ executionOrder }) => executionOrder)).toEqual(path.map((_, index) => index + 1));
      for (const text of [direction, message, fix]) expect(result.message.text).toContain(text);
    });
  });

  test('unverified is open and never passes; its level is none, as the specification says', () => {
    const { results } = run(unverifiedReport());
    const open = results.filter(({ kind }) => kind === 'open');
    expect(open.map(({ level }) => level)).toEqual(['none', 'none', 'none']);
    expect(open[0]?.message.text).toContain('the parameter PartnerAccount');
    expect(open[2]?.locations[0]?.logicalLocations?.[0]).toEqual({
      name: 'airlock-sandbox-reports',
      fullyQualifiedName: 'sandbox/airlock-sandbox-reports',
      kind: 'stack',
    });
    expect(results.every(({ kind }) => (kind as string) !== 'pass')).toBe(true);
  });

  test('acknowledged ones are suppressed with who answers until when; all others say that they are not', () => {
    const { results } = run(isolatedReport());
    expect(results).toHaveLength(1);
    expect(results[0]?.suppressions).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: isolatedReport().acknowledged[0]?.reason,
        properties: { owner: 'payments', approver: 'security', expires: '2026-12-05', daysLeft: 14 },
      },
    ]);
    for (const { suppressions } of run(breachedReport()).results) expect(Array.isArray(suppressions)).toBe(true);
  });

  test('rules: described ones with title and help, others by id; every result leads to its own', () => {
    const { results, tool } = run(breachedReport());
    expect(tool.driver.name).toBe('airlock');
    expect(tool.driver.rules[1]).toMatchObject({
      id: 'foreign-trust',
      shortDescription: { text: 'a role trusts the other account' },
      help: { text: 'Trust exact principals.' },
    });
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const ids = tool.driver.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([
    ['isolated', isolatedReport(), 0],
    ['breached', breachedReport(), 1],
    ['unverified', unverifiedReport(), 3],
  ])('%s: the exit code is in the invocation, with what was out of scope', (_, report, exitCode) => {
    const { invocations, automationDetails } = run(report);
    expect(invocations[0]).toMatchObject({ executionSuccessful: true, exitCode });
    expect(invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toContain(
      'out of scope: the bootstrap of live: no template was given',
    );
    expect(automationDetails.id).toBe('airlock/audit/111111111111-222222222222/');
  });

  test('counts that do not add up make the run unsuccessful', () => {
    const { counts } = isolatedReport();
    const { invocations } = run({ ...isolatedReport(), counts: { ...counts, checked: 0 } });
    expect(invocations[0]).toMatchObject({ executionSuccessful: false });
    expect(invocations[0]?.toolExecutionNotifications[0]?.level).toBe('error');
  });
});

describe('section 4: a finding is the same in the next run', () => {
  const fingerprints = (report: AuditReport) =>
    run(report).results.map(({ partialFingerprints }) => partialFingerprints['airlock/v1']);

  test('whatever the wording, the fix or the order', () => {
    const report = breachedReport();
    const reworded = report.findings.map((finding) => ({
      ...finding,
      message: 'in other words',
      fix: 'otherwise',
      statement: null,
    }));
    expect(fingerprints({ ...report, findings: reworded })).toEqual(fingerprints(report));
    expect(new Set(fingerprints({ ...report, findings: [...report.findings].reverse() }))).toEqual(
      new Set(fingerprints(report)),
    );
  });

  test('and another for another place, rule, direction or target; equal ones are told apart', () => {
    const [finding] = FINDINGS;
    if (!finding) throw new Error('the sample has findings');
    const others = [
      finding,
      finding,
      { ...finding, logicalId: 'Other' },
      { ...finding, stack: 'other' },
      { ...finding, rule: 'other' },
      { ...finding, direction: 'live→sandbox' as const },
      { ...finding, path: ['other'] },
    ];
    const found = fingerprints({ ...isolatedReport(), acknowledged: [], findings: others });
    expect(new Set(found).size).toBe(others.length);
  });
});

test('section 4: nothing from a template is taken for a link or a placeholder', () => {
  const { results } = run(hostileReport('see [here](https://evil.example) {0}'));
  expect(results[0]?.message.text).toContain('see \\[here\\](https://evil.example) {{0}}');
});
