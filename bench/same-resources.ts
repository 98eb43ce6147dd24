import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Two assemblies are comparable when they hold equally many resources of each type.
 * @returns how many there are
 * @throws with the types that differ
 */
export function checkSameResources(ours: string, reference: string): number {
  const [own, other] = [countsOf(ours), countsOf(reference)];
  const differing = [...new Set([...own.keys(), ...other.keys()])]
    .filter((type) => own.get(type) !== other.get(type))
    .map((type) => `${type}: ours ${own.get(type) ?? 0}, reference ${other.get(type) ?? 0}`);
  if (differing.length === 0) return [...own.values()].reduce((sum, count) => sum + count, 0);
  throw new Error(`the two apps differ; bring bench/reference/plain-app.ts in line\n  ${differing.join('\n  ')}`);
}

function countsOf(assembly: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const file of readdirSync(assembly).filter((name) => name.endsWith('.template.json'))) {
    const { Resources: resources = {} } = JSON.parse(readFileSync(join(assembly, file), 'utf8'));
    for (const { Type: type } of Object.values<{ Type: string }>(resources)) {
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
  }
  return counts;
}
