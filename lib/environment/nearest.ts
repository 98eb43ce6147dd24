/** The known word that a mistyped one most likely means, or undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const distances = known.map((candidate) => ({ candidate, distance: editDistance(word, candidate) }));
  const [best] = distances.sort((left, right) => left.distance - right.distance);
  return best && best.distance <= Math.max(2, best.candidate.length / 3) ? best.candidate : undefined;
}

/** Letters to insert, delete or replace, without regard to case. */
function editDistance(from: string, to: string): number {
  const target = [...to.toLowerCase()];
  let row = [0, ...target.map((_, index) => index + 1)];
  for (const [index, letter] of [...from.toLowerCase()].entries()) {
    const next = [index + 1];
    for (const [column, wanted] of target.entries()) {
      const replaced = (row[column] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
