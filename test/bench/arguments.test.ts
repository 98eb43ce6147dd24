import { HELP, readArguments, WrongUsage } from '../../bench/arguments';
import type { Figure } from '../../bench/figure';

const figure = (name: string, onlyWhenAsked = false): Figure => ({
  name,
  about: `about ${name}`,
  unit: 'ratio',
  aim: 0.5,
  onlyWhenAsked,
  measure: () => Promise.reject(new Error('not to be measured')),
});
const known = [figure('cold'), figure('warm'), figure('slow', true)];

/** The names of the figures that some words ask for. */
function asked(...words: string[]): string[] {
  const result = readArguments(words, known);
  return result === 'help' ? ['help'] : result.figures.map(({ name }) => name);
}

describe('npm run bench', () => {
  test('without a name measures what is quick to measure, with --all everything', () => {
    expect(asked()).toEqual(['cold', 'warm']);
    expect(asked('--all')).toEqual(['cold', 'warm', 'slow']);
  });

  test('measures what is named, the slow ones too', () => {
    expect(asked('slow', 'cold')).toEqual(['cold', 'slow']);
    expect(readArguments(['warm', '--quick'], known)).toEqual({ figures: [known[1]], quick: true });
  });

  test('an unknown figure or option is wrong usage, and the known ones are named', () => {
    expect(() => asked('hot')).toThrow(new WrongUsage('there is no figure "hot"; there is cold, warm, slow'));
    expect(() => asked('--fast')).toThrow(WrongUsage);
  });

  test('--help names every figure with its aim', () => {
    expect(asked('--help')).toEqual(['help']);
    for (const { name } of known) expect(HELP(known)).toMatch(new RegExp(`${name} +≤ 0.5`));
  });
});
