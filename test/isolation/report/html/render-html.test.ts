import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { AuditReport, MatrixRow } from '../../../../lib/isolation/findings/audit-report';
import { renderHtml } from '../../../../lib/isolation/report/html/render-html';
import { hostileReport } from '../hostile-report';
import { breachedReport, FINDINGS, unverifiedReport } from '../sample-breaches';
import { isolatedReport } from '../sample-report';
import { sectionOf, tagsOf, textOf } from './page-outline';

const REPORTS: readonly (readonly [string, AuditReport])[] = [
  ['isolated', isolatedReport()],
  ['breached', breachedReport()],
  ['unverified', unverifiedReport()],
];

describe('section 4: what a reviewer reads on the page', () => {
  test.each([
    ['isolated', isolatedReport(), 'Isolated: nothing crosses between sandbox and live'],
    ['breached', breachedReport(), 'Breached: 4 ways across'],
    ['unverified', unverifiedReport(), 'Unverified: nothing is seen to cross, but 3 things could not be decided'],
  ])('%s: the verdict is the first heading and the title', (_, report, sentence) => {
    const page = renderHtml(report);
    const [heading = ''] = /<h1>[\s\S]*?<\/h1>/.exec(page) ?? [];
    expect(textOf(heading)).toContain(sentence);
    expect(page).toMatch(new RegExp(`<title>[✓✗?] ${sentence}`));
  });

  test('each finding with its rule, place, direction, path hop by hop, statement and fix, worst first', () => {
    const shuffled = { ...breachedReport(), findings: [...FINDINGS].reverse() };
    const rules = [{ id: 'foreign-trust', title: 'a role trusts the other account', help: '' }];
    const section = textOf(sectionOf(renderHtml(shuffled, rules), 'findings'));
    let from = 0;
    for (const { rule, direction, stack, logicalId, message, path, statement, fix } of FINDINGS) {
      const texts = [direction.replace('→', ' → '), rule, message, `${stack} / ${logicalId}`, ...path, fix];
      for (const text of texts) {
        expect([text, section.indexOf(text, from)]).not.toEqual([text, -1]);
      }
      if (statement === null) expect(section).toContain('Decided by nothing that forbids it');
      from = section.indexOf(fix, from) + fix.length;
    }
    expect(section).toContain('"Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-exampleorg1" } }');
    expect(section).toContain('a role trusts the other account');
  });

  test('an isolated report has no findings, and says that nothing was left undecided', () => {
    const page = renderHtml(isolatedReport());
    expect(page).not.toContain('id="findings"');
    expect(textOf(sectionOf(page, 'not-verified'))).toContain('everything in the templates was decided');
  });

  test('acknowledgements: soonest first, with days left, reason, owner and approver', () => {
    const [first] = isolatedReport().acknowledged;
    if (!first) throw new Error('the sample has one');
    const later = { ...first, daysLeft: 90, owner: 'later' };
    const section = textOf(
      sectionOf(renderHtml({ ...isolatedReport(), acknowledged: [later, first] }), 'acknowledged'),
    );
    expect(section).toMatch(/14 days left until 2026-12-05 .*payments approved by security .*90 days left .*later/);
    expect(section).toContain(first.reason);
  });

  test('parity: what is declared is counted only, a weaker live is marked', () => {
    const section = textOf(sectionOf(renderHtml(breachedReport()), 'parity'));
    expect(section).toContain(
      '2 differences between the two assemblies that no environment file declares. 5 differences that follow from the environment files: alarms.paymentFailureRate (5)',
    );
    expect(section).toMatch(/CrossEnvironmentAttemptsBEE52F3D Properties.Threshold .*✗ live is weaker 1 20/);
    expect(section).not.toContain('PaymentFailuresD523329B');
  });

  test('what was not verified stands by reason; scope, digests and cdk-nag are there', () => {
    const page = renderHtml(breachedReport());
    const undecided = textOf(sectionOf(page, 'not-verified'));
    expect(undecided).toMatch(
      /\? 2 the policy’s principal is the parameter PartnerAccount, .*ReportsQueuePolicy.*ReportsTopicPolicy/,
    );
    expect(textOf(sectionOf(page, 'out-of-scope'))).toContain('the bootstrap of live: no template was given');
    expect(textOf(sectionOf(page, 'digests'))).toContain(breachedReport().assemblies.live.digest);
    expect(textOf(sectionOf(page, 'best-practices'))).toContain('AwsSolutions-IAM5 2 places');
  });

  test('cdk-nag’s acknowledgements stand by rule, each with what was found', () => {
    const [item] = isolatedReport().bestPractices;
    if (!item) throw new Error('the sample has some');
    const wider = { ...item, rule: 'AwsSolutions-IAM5[Resource::*]', reason: 'wide on purpose' };
    const page = renderHtml({ ...isolatedReport(), bestPractices: [item, wider] });
    expect(textOf(sectionOf(page, 'best-practices'))).toMatch(
      /AwsSolutions-IAM5 2 places .*\[Resource::\*\] : wide on purpose/,
    );
  });

  test('the counts are those of the report, and a sum that is wrong is said at the top', () => {
    const { counts } = isolatedReport();
    expect(textOf(sectionOf(renderHtml(isolatedReport()), 'looked-at'))).toContain(
      '1,723 checked + 2,463 cannot carry a channel + 0 unverified = 4,186 in the templates',
    );
    const page = renderHtml({ ...isolatedReport(), counts: { ...counts, total: 4187 } });
    expect(textOf(page.slice(0, page.indexOf('<main')))).toContain('The counts do not add up');
    expect(textOf(page)).toContain('≠ 4,187');
  });
});

describe('section 4: the picture and the matrix', () => {
  test.each(REPORTS)('%s: every question of the report is in the matrix once, under its channel', (_, report) => {
    const page = renderHtml(report);
    const rows = tagsOf(page).filter(({ attributes }) => attributes['data-count'] !== undefined);
    for (const decision of ['open', 'closed', 'unverified'] as const) {
      const shown = rows.filter(({ attributes }) => attributes['data-decision'] === decision);
      const sum = shown.reduce((total, { attributes }) => total + Number(attributes['data-count']), 0);
      expect([decision, sum]).toEqual([decision, report.matrix.filter((row) => row.decision === decision).length]);
    }
    for (const [, channel = '', body = ''] of page.matchAll(
      /<details class="channel" id="channel-(\w+)"[^>]*>([\s\S]*?)<\/table>/g,
    )) {
      const expected = report.matrix.filter((row) => row.channel === channel);
      const text = textOf(body);
      for (const { stack, logicalId, reason } of expected) {
        const place = [stack, logicalId].filter(Boolean).join(' / ');
        expect([place, text.includes(place), text.includes(reason)]).toEqual([place, true, true]);
      }
      const items = [...body.matchAll(/data-count="(\d+)"/g)].reduce((sum, [, count]) => sum + Number(count), 0);
      expect([channel, items]).toEqual([channel, expected.length]);
    }
  });

  test('each channel has a lane with both directions, which leads to its questions', () => {
    const page = renderHtml(breachedReport());
    const lanes = tagsOf(page).filter(({ name, attributes }) => name === 'a' && attributes['aria-label']);
    const identity = lanes.filter(({ attributes }) => attributes['href'] === '#channel-identity');
    expect(identity.map(({ attributes }) => attributes['aria-label'])).toEqual(
      Array(2).fill('Identity: sandbox to live 1 open, 24 closed; live to sandbox 24 closed'),
    );
    const services = lanes.find(({ attributes }) => attributes['href'] === '#channel-service');
    expect(services?.attributes['aria-label']).toBe(
      'Services: sandbox to live 20 closed; live to sandbox 1 open, 20 closed',
    );
    const ids = new Set(tagsOf(page).map(({ attributes }) => attributes['id']));
    for (const { name, attributes } of tagsOf(page)) {
      const href = name === 'a' ? (attributes['href'] ?? '') : '#content';
      expect([href, href.startsWith('#') && ids.has(href.slice(1))]).toEqual([href, true]);
    }
  });

  test('the lines of the picture: open goes through, closed ends, nothing is drawn where nothing was asked', () => {
    const kinds = (report: AuditReport) =>
      tagsOf(renderHtml(report))
        .filter(({ name }) => name === 'path')
        .map(({ attributes }) => attributes['class']);
    expect(new Set(kinds(isolatedReport()))).toEqual(new Set(['way-closed']));
    expect(kinds(isolatedReport())).toHaveLength(13 * 2 * 2);
    expect(kinds(breachedReport()).filter((kind) => kind === 'way-open')).toHaveLength(4 * 2);
    expect(textOf(renderHtml(isolatedReport()))).toContain('not looked at not looked at Bootstrap');
  });

  test('a finding that no open question is about is said to be missing from the picture', () => {
    const report = { ...breachedReport(), matrix: isolatedReport().matrix };
    expect(textOf(renderHtml(report))).toContain(
      'Not in the picture, because no question of the matrix is about the same place: 4 findings.',
    );
    expect(textOf(renderHtml(breachedReport()))).not.toContain('Not in the picture');
  });

  test('10,000 questions: the page is below 1.5 MB, keeps what is open of every channel, and says how many it shows', () => {
    const { matrix } = isolatedReport();
    const long = JSON.stringify({ Action: Array.from({ length: 40 }, (_, at) => `dynamodb:Action${at}`) });
    const many = Array.from({ length: 10_000 }, (_, at): MatrixRow => {
      const row = matrix[at % matrix.length];
      if (!row) throw new Error('the sample has rows');
      const open = at % 100 === 0;
      return {
        ...row,
        logicalId: `R${at}`,
        resource: `${row.stack}/R${at}`,
        statement: long,
        ...(open && { decision: 'open' }),
      };
    });
    const page = renderHtml({ ...isolatedReport(), matrix: many });
    expect(page.length).toBeLessThan(1_500_000);
    const rows = tagsOf(page).filter(({ attributes }) => attributes['data-count']);
    expect(rows.filter(({ attributes }) => attributes['data-decision'] === 'open')).toHaveLength(100);
    const shown = rows.length.toLocaleString('en-GB');
    const left = (10_000 - rows.length).toLocaleString('en-GB');
    expect(rows.length).toBeGreaterThan(500);
    expect(textOf(page)).toContain(`This page shows ${shown} of 10,000 questions`);
    expect(textOf(page)).toContain(`The other ${left} are in the JSON report`);
    const channels = new Set(many.map(({ channel }) => channel));
    for (const channel of channels)
      expect([channel, page.includes(`id="channel-${channel}"`)]).toEqual([channel, true]);
  });
});

describe('section 4: the page is safe to open and to keep', () => {
  test('nothing is loaded: the policy allows this style and this script alone, and no address is left to ask', () => {
    const page = renderHtml(breachedReport());
    const [policy] = tagsOf(page).filter(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    const own = (element: string) => {
      const [, text = ''] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page) ?? [];
      return `sha256-${createHash('sha256').update(text).digest('base64')}`;
    };
    expect(policy?.attributes['content']).toBe(
      `default-src 'none'; img-src data:; style-src '${own('style')}'; script-src '${own('script')}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/https?:|@import|url\(/i);
    for (const { name, attributes } of tagsOf(page)) {
      expect(['script', 'iframe', 'img', 'object', 'embed', 'base']).not.toContain(name);
      expect(Object.keys(attributes).filter((key) => /^(on|style$|src)/.test(key))).toEqual([]);
    }
  });

  test('equal reports are equal bytes, and no time is in them', () => {
    expect(renderHtml(structuredClone(breachedReport()))).toBe(renderHtml(breachedReport()));
  });

  const hostile = [
    '<script>alert(1)</script>',
    '</style><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '--><!--',
    ']]>&lt;b&gt;',
    '</details></section></main>',
  ];
  test.each(hostile)('%s in every name, reason and statement stays text', (text) => {
    const page = renderHtml(hostileReport(text));
    expect(tagsOf(page).map(({ name }) => name)).toEqual(
      tagsOf(renderHtml(hostileReport('quiet'))).map(({ name }) => name),
    );
    expect(textOf(page)).toContain(text.replace(/\s+/g, ' '));
  });

  test('whatever stands in a report, the page has the same elements and attributes', () => {
    const shape = (page: string) => tagsOf(page).map(({ name, attributes }) => [name, ...Object.keys(attributes)]);
    const quiet = shape(renderHtml(hostileReport('quiet')));
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '/',
      '=',
      '`',
      'a',
      ' ',
      '\n',
      '\u202e',
      '\u0000',
      '${',
      '<!--',
      '</script',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        expect(shape(renderHtml(hostileReport(`x${pieces.join('')}`)))).toEqual(quiet);
      }),
      { numRuns: 25 },
    );
  });

  test('a name cannot turn the direction of writing or hide itself', () => {
    const page = renderHtml(hostileReport('a\u202eb\u200bc\u0007'));
    for (const character of ['\u202e', '\u200b', '\u0007']) expect(page).not.toContain(character);
    expect(textOf(page)).toContain('a\\u202eb\\u200bc\\u0007');
  });
});
