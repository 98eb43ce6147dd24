import type { ProbeResult, ProbeVerdict } from '../../client/probe/attempt';
import { printable } from '../../environment/visible';
import { largestFirst } from '../../isolation/report/grouped';
import { wrapped } from '../../isolation/report/text/text-layout';

const SIGN: Readonly<Record<ProbeVerdict, string>> = {
  refused: '✓',
  'came through': '✗',
  'refused otherwise': '✗',
  'not probed': '?',
};

/** The terminal's width, within what can be read: 40 to 100 columns. */
export function widthOf({ isTTY, columns }: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): number {
  return isTTY && columns > 0 ? Math.min(Math.max(columns, 40), 100) : 100;
}

/** The attempts, grouped by credential and environment; the counts; and why some were not made. */
export function attemptsText(
  outcomes: readonly ProbeResult[],
  counts: Readonly<Record<string, number>>,
  width: number,
): string {
  const notProbed = outcomes.filter(({ verdict }) => verdict === 'not probed');
  const reasons = largestFirst(notProbed, ({ reason }) => reason ?? 'no reason given');
  return [
    ...attemptLines(outcomes, width),
    '',
    ...(reasons.length > 0
      ? ['Not probed:', ...reasons.flatMap(([reason]) => wrapped('  – ', printable(reason), width)), '']
      : []),
    Object.entries(counts)
      .map(([verdict, number]) => `${number} ${verdict}`)
      .join(', '),
  ].join('\n');
}

export function attemptLines(outcomes: readonly ProbeResult[], width: number): string[] {
  const places = largestFirst(outcomes, ({ who, where }) => `${who} → ${where}`).sort(([one], [two]) =>
    one < two ? -1 : 1,
  );
  return places.flatMap(([place, attempts]) => [
    printable(place),
    ...attempts.flatMap((attempt) => wrapped(`  ${SIGN[attempt.verdict]} `, printable(sentence(attempt)), width)),
  ]);
}

function sentence({ verdict, what, expected, got }: ProbeResult): string {
  if (verdict === 'refused') return `${what}: ${got ?? expected}`;
  if (verdict === 'not probed') return `${what}: not probed`;
  return `${what}: ${verdict}, ${got ?? 'no answer'} where ${expected} is expected`;
}
