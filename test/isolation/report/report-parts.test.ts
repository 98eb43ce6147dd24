import fc from 'fast-check';
import { visible } from '../../../lib/environment/visible';
import type { MatrixRow } from '../../../lib/isolation/findings/audit-report';
import { rowDirection, summariseChannels } from '../../../lib/isolation/report/channel-summary';
import { CHANNEL_TITLES } from '../../../lib/isolation/report/channel-titles';
import { content, html } from '../../../lib/isolation/report/html/markup';
import { matrixExcerpt } from '../../../lib/isolation/report/html/matrix-excerpt';
import { statementText } from '../../../lib/isolation/report/statement-text';
import { columns, wrapped } from '../../../lib/isolation/report/text/text-layout';
import { isolatedReport } from './sample-report';

const [ROW] = isolatedReport().matrix;
function row(changes: Partial<MatrixRow>): MatrixRow {
  if (!ROW) throw new Error('the sample has rows');
  return { ...ROW, ...changes };
}

describe('section 4: the parts of a report', () => {
  test.each([
    ['live', 'sandbox', 'sandbox→live'],
    ['sandbox', 'live', 'live→sandbox'],
    ['live (222222222222)', 'sandbox', 'sandbox→live'],
    ['somewhere', 'live', 'sandbox→live'],
    ['', 'sandbox', 'live→sandbox'],
  ] as const)('a question to %j about something of %s asks %s', (to, environment, direction) => {
    expect(rowDirection(row({ to, environment }))).toBe(direction);
  });

  test('every question is in one channel and one direction', () => {
    const { matrix } = isolatedReport();
    const channels = summariseChannels(isolatedReport());
    expect(channels.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(matrix.length);
    for (const { counts, directions, reasons } of channels) {
      const [one, other] = [directions['sandbox→live'], directions['live→sandbox']];
      expect(one.closed + other.closed).toBe(counts.closed);
      expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(counts.closed);
    }
  });

  test('titles fit into the picture', () => {
    for (const { title } of Object.values(CHANNEL_TITLES)) expect(title.length).toBeLessThanOrEqual(18);
  });

  test('an excerpt of the matrix keeps what is open, then every channel, and says what is left', () => {
    const closed = Array.from({ length: 50 }, (_, at) =>
      row({ resource: `a/${at}`, channel: at < 45 ? 'identity' : 'dns' }),
    );
    const open = row({ resource: 'b/open', channel: 'api', decision: 'open' });
    const undecided = row({ resource: 'b/undecided', channel: 'api', decision: 'unverified' });
    const { blocks, left } = matrixExcerpt([...closed, undecided, open], { blocks: 6 });
    expect(blocks.map(({ row: { channel, decision } }) => `${channel} ${decision}`)).toEqual([
      ...['identity closed', 'identity closed', 'dns closed', 'dns closed', 'api unverified', 'api open'],
    ]);
    expect(left).toBe(46);
    expect(matrixExcerpt(closed, { characters: 1000 }).blocks.length).toBeLessThan(5);
  });

  test('questions with one answer for one reason about one resource are one block', () => {
    const rows = [row({ from: 'a' }), row({ from: 'b' }), row({ from: 'c', reason: 'another' })];
    const { blocks, left } = matrixExcerpt(rows);
    expect(blocks.map(({ from }) => from)).toEqual([['a', 'b'], ['c']]);
    expect(left).toBe(0);
  });

  test('a statement keeps its meaning, whatever its layout; what is no JSON stays as it is', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 10, max: 100 }), (json, width) => {
        const text = statementText(json, { width, characters: Number.POSITIVE_INFINITY });
        expect(JSON.parse(text.replaceAll(/\\\\u[0-9a-f]{4}/g, ''))).toBeDefined();
        if (visible(json) === json) expect(JSON.parse(text)).toEqual(JSON.parse(json));
      }),
    );
    expect(statementText('Properties.Threshold: 20')).toBe('Properties.Threshold: 20');
    expect(statementText('{ not JSON')).toBe('{ not JSON');
    expect(statementText('{"a":{"b":[1,2]},"c":"dddddddd"}', { width: 20 })).toBe(
      '{\n  "a": { "b": [1, 2] },\n  "c": "dddddddd"\n}',
    );
    expect(statementText('x'.repeat(50), { characters: 10 })).toBe(
      `${'x'.repeat(10)}\n… 40 more characters; --format json has them all`,
    );
  });

  test('what is put into a tag or an attribute stays text; markup stays markup', () => {
    const text = `<b a="1" c='2'>&\u202e`;
    const escaped = '&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\\u202e';
    expect(html`<i title="${text}">${text}</i>`.text).toBe(`<i title="${escaped}">${escaped}</i>`);
    expect(html`<i>${[html`<b>${1}</b>`, content('"<')]}</i>`.text).toBe('<i><b>1</b>"&lt;</i>');
  });

  test('wrapping loses no word and keeps to the width', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), fc.integer({ min: 30, max: 90 }), (text, width) => {
        const lines = wrapped('  fix  ', text, width);
        expect(lines.join(' ').replace('fix', '').split(/\s+/).filter(Boolean)).toEqual(
          text.split(/\s+/).filter(Boolean),
        );
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
