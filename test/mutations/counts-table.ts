import type { Outcome } from './judge';
import type { Kind } from './mutants';

export interface Counted {
  readonly group: string;
  readonly kind: Kind;
  readonly outcome: Outcome;
}

/** Columns: openings (and what cannot be decided), then benign edits. */
const COLUMNS: readonly (readonly [string, (one: Counted) => boolean])[] = [
  ['openings', ({ kind }) => kind !== 'benign'],
  ['caught', ({ outcome }) => outcome === 'caught'],
  ['missed', ({ outcome }) => outcome === 'missed' || outcome === 'failed'],
  ['wrong direction', ({ outcome }) => outcome === 'wrong direction'],
  ['elsewhere', ({ outcome }) => outcome === 'elsewhere'],
  ['unexplained', ({ outcome }) => outcome === 'unexplained'],
  ['unverified', ({ kind, outcome }) => kind !== 'benign' && outcome === 'unverified'],
  ['benign', ({ kind }) => kind === 'benign'],
  ['left alone', ({ outcome }) => outcome === 'left alone'],
  ['falsely flagged', ({ outcome }) => outcome === 'falsely flagged'],
  ['unverified', ({ kind, outcome }) => kind === 'benign' && outcome === 'unverified'],
];

/** One line for each group, and their sum. */
export function table(counted: readonly Counted[]): string {
  const groups = [...new Set(counted.map(({ group }) => group))];
  const rows = [
    ...groups.map((name) =>
      row(
        name,
        counted.filter(({ group }) => group === name),
      ),
    ),
    row('all', counted),
  ];
  const heads = ['group', ...COLUMNS.map(([head]) => head)];
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((cells) => cells[column]?.length ?? 0)));
  return [heads, ...rows]
    .map((cells) =>
      cells
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

function row(name: string, counted: readonly Counted[]): string[] {
  return [name, ...COLUMNS.map(([, matches]) => String(counted.filter(matches).length))];
}
