import { parseArgs } from 'node:util';
import { type Figure, SUFFIX } from './figure';

export interface Arguments {
  readonly figures: readonly Figure[];
  readonly quick: boolean;
}

/** Something on the command line that the bench does not know. */
export class WrongUsage extends Error {}

/**
 * What to measure: the figures named, else all that take no asking.
 * @throws WrongUsage for a figure or an option that does not exist
 */
export function readArguments(words: readonly string[], known: readonly Figure[]): Arguments | 'help' {
  const { values, positionals } = parsed(words);
  if (values.help) return 'help';
  for (const name of positionals) {
    if (known.some((figure) => figure.name === name)) continue;
    throw new WrongUsage(
      `there is no figure ${JSON.stringify(name)}; there is ${known.map((each) => each.name).join(', ')}`,
    );
  }
  const wanted = ({ name, onlyWhenAsked }: Figure) =>
    positionals.length > 0 ? positionals.includes(name) : values.all || !onlyWhenAsked;
  return { figures: known.filter(wanted), quick: values.quick };
}

function parsed(words: readonly string[]) {
  const off = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { all: off, quick: off, help: { ...off, short: 'h' } },
    });
  } catch (error) {
    throw new WrongUsage(`${error instanceof Error ? error.message : String(error)}; see --help`);
  }
}

/** The text of `--help`. */
export function HELP(known: readonly Figure[]): string {
  const lines = known.map(({ name, aim, unit, about, onlyWhenAsked }) => {
    const goal = `≤ ${aim}${SUFFIX[unit]}`;
    return `  ${name.padEnd(16)}${goal.padEnd(9)}${about}${onlyWhenAsked ? ' (only when named, or with --all)' : ''}`;
  });
  return `npm run bench -- [figure…] [--quick] [--all]

Measures this project against the honest other side of each figure (bench/reference), both in one run.
Prints one line of JSON per figure; a ratio is ours ÷ reference, so smaller is better.

${lines.join('\n')}

  --quick   fewer repetitions: a first impression
  --all     the slow figures too
Exit: 0 measured, 1 a figure could not be measured, 2 wrong usage. Missing an aim is no failure.
`;
}
