import fc from 'fast-check';
import { attemptLines, attemptsText, widthOf } from '../../../lib/cli/probe/attempts-text';
import type { ProbeResult, ProbeVerdict } from '../../../lib/client/probe/attempt';
import { columns } from '../../../lib/isolation/report/text/text-layout';

const outcome = (changes: Partial<ProbeResult>): ProbeResult => ({
  kind: 'key',
  who: 'a leaked key of probe-x-test',
  where: 'live',
  what: 'signs POST /v1/payments for that host, with the nonce of a request that was served',
  expected: '401 mode_mismatch or 401 unknown_key',
  got: '401 mode_mismatch',
  verdict: 'refused',
  reason: null,
  ...changes,
});

describe('what the probe prints is as wide as the terminal', () => {
  test.each([
    [{ isTTY: true, columns: 72 }, 72],
    [{ isTTY: true, columns: 20 }, 40],
    [{ isTTY: true, columns: 250 }, 100],
    [{ isTTY: true, columns: 0 }, 100],
    [{ isTTY: false, columns: 250 }, 100],
  ])('%j takes %i columns', (stream, width) => {
    expect(widthOf(stream)).toBe(width);
  });

  test('no line is wider, whatever was answered, and every word is there', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 100 }),
        fc.constantFrom<ProbeVerdict>('refused', 'came through', 'refused otherwise', 'not probed'),
        fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { minLength: 1, maxLength: 40 }),
        (width, verdict, words) => {
          const given = outcome({ verdict, what: words.join(' '), reason: words.join(' ') });
          const text = attemptsText([given, outcome({})], { refused: 1 }, width);
          for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(width);
          expect(text.replace(/\s+/g, ' ')).toContain(words.join(' '));
        },
      ),
    ));

  test('each attempt once, below who made it where', () => {
    const lines = attemptLines([outcome({}), outcome({ where: 'sandbox', what: 'reads a payment' })], 100);
    expect(lines).toEqual([
      'a leaked key of probe-x-test → live',
      '  ✓ signs POST /v1/payments for that host, with the nonce of a request that was served: 401',
      '    mode_mismatch',
      'a leaked key of probe-x-test → sandbox',
      '  ✓ reads a payment: 401 mode_mismatch',
    ]);
  });
});
