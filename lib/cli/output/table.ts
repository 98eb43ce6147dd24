import { printable } from '../../environment/visible';

/** Columns as wide as their widest cell, two spaces apart. */
export function table(head: readonly string[], given: readonly (readonly string[])[]): string {
  const rows = given.map((row) => row.map(printable));
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** One fact a line; what is null or empty is left out. */
export function pairs(facts: Readonly<Record<string, string | null>>): string {
  const known = Object.entries(facts).filter((fact): fact is [string, string] => Boolean(fact[1]));
  const width = Math.max(...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`).join('\n');
}
