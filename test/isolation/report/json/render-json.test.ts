import fc from 'fast-check';
import { renderJson } from '../../../../lib/isolation/report/json/render-json';
import { breachedReport } from '../sample-breaches';

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (typeof value !== 'object' || value === null) return value;
  const rank = (key: string) =>
    [...key].reduce((sum, character) => (sum * 31 + character.charCodeAt(0) + seed) % 997, seed);
  const entries = Object.entries(value).sort(([left], [right]) => rank(left) - rank(right));
  return Object.fromEntries(entries.map(([key, item]) => [key, shuffled(item, seed)]));
}

describe('section 4: the JSON contract', () => {
  const text = renderJson(breachedReport());
  const report = JSON.parse(text);

  test('is the report, and nothing else', () => {
    expect(report).toEqual(breachedReport());
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('has the contract’s keys in the contract’s order, then the others', () => {
    expect(Object.keys(report)).toEqual([
      ...['verdict', 'assemblies', 'findings', 'unverified', 'acknowledged', 'parity', 'matrix', 'counts'],
      ...['bestPractices', 'defaults', 'outOfScope'],
    ]);
    expect(Object.keys(report.findings[0])).toEqual([
      ...['rule', 'severity', 'direction', 'environment', 'stack', 'logicalId', 'resourceType'],
      ...['message', 'path', 'statement', 'fix'],
    ]);
    expect(Object.keys(report.unverified[0]).slice(0, 4)).toEqual(['environment', 'stack', 'logicalId', 'reason']);
    expect(Object.keys(report.matrix[0]).slice(0, 7)).toEqual([
      ...['from', 'to', 'channel', 'resource', 'decision', 'reason', 'statement'],
    ]);
    expect(Object.keys(report.assemblies)).toEqual(['sandbox', 'live']);
    expect(Object.keys(report.assemblies.live)).toEqual(['account', 'region', 'digest']);
    expect(Object.keys(report.acknowledged[0].finding)[0]).toBe('rule');
  });

  test('equal reports are equal bytes, however they were put together', () => {
    fc.assert(
      fc.property(fc.nat(996), (seed) => {
        expect(renderJson(shuffled(breachedReport(), seed) as ReturnType<typeof breachedReport>)).toBe(text);
      }),
      { numRuns: 5 },
    );
  });
});
