import { bothWays } from '../../isolation/audit/both-ways';
import type { ParityDifference } from '../../isolation/findings/audit-report';
import { parity } from '../../isolation/parity/parity';
import { freshAssemblies } from '../cdk/fresh-assemblies';
import { readSources } from './sources';

/** What differs between the project's own two assemblies, made anew where they are not up to date, apart from each one's names. */
export async function compareEnvironments(say: (line: string) => void): Promise<ParityDifference[]> {
  await freshAssemblies({}, say);
  const { sandbox, live } = readSources({});
  const [one, two] = bothWays(sandbox, live);
  return parity(one.own, two.own).map(({ weakness: _, difference: __, ...printed }) => printed);
}
