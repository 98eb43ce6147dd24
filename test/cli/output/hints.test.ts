import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { commandOf, hintFor, pathOf } from '../../../lib/cli/output/hints';
import { airlockProgram, descendants } from '../../../lib/cli/program';
import { ENVIRONMENTS } from '../../../lib/environment/modes';
import { projectRoot } from '../../../lib/environment/project-root';

let program: Command;
beforeAll(async () => {
  program = await airlockProgram();
});

/** Every command line of ours that a text of the product names, with what is put in at run time as `X`. */
function hints(): { file: string; words: string[] }[] {
  const files = ['lib', 'bin'].flatMap((folder) =>
    readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|mjs)$/.test(file))
      .map((file) => join(folder, file)),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(projectRoot(), file), 'utf8').replace(/\$\{[^{}]*\}/g, 'X');
    const found = text.matchAll(/npx airlock((?: (?:--?[\w-]+|[\w….:@/-]+|'[^'\n]*'|"[^"\n]*"))+)/g);
    return [...found].map(([, words = '']) => ({
      file,
      words: words.trim().split(/ (?=(?:[^'"]*['"][^'"]*['"])*[^'"]*$)/),
    }));
  });
}

describe('section 4: a hint names a command, options and files that there are', () => {
  test('every command line in the product’s texts', () => {
    const all = hints();
    expect(all.length).toBeGreaterThan(25);
    const wrong = all.flatMap(({ file, words }) => {
      const [first = ''] = words;
      // One word that is put in at run time, deploy or bootstrap.
      if (first === 'X') return [];
      const command = commandOf(program, words);
      if (!command) return [`${file}: there is no airlock ${first}`];
      const known = command.options.flatMap(({ long, short }) => [long, short]);
      return words
        .filter((word) => word.startsWith('--') && word !== '--' && word !== '--help')
        .filter((word) => !known.includes(word))
        .map((word) => `${file}: ${pathOf(command).join(' ')} has no ${word}`);
    });
    expect(wrong).toEqual([]);
  });

  test('no text names a command of ours in a way that a shell does not know', () => {
    const bare = readdirSync(join(projectRoot(), 'lib', 'operations'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) =>
        /(?<!npx )\bairlock (?:apps|deploy|bootstrap|doctor|info|synth|call|diff) /.test(
          readFileSync(join(projectRoot(), 'lib', 'operations', file), 'utf8').replace(
            /\/\*\*?[\s\S]*?\*\/|\/\/.*$/gm,
            '',
          ),
        ),
      );
    expect(bare).toEqual([]);
  });

  test('where a profile can be given, --local can be', () => {
    const withProfile = descendants(program).filter(({ options }) => options.some(({ long }) => long === '--profile'));
    expect(withProfile.length).toBeGreaterThan(8);
    for (const { options } of withProfile) expect(options.map(({ long }) => long)).toContain('--local');
  });

  test('the files of the environments are where hints say', () => {
    for (const name of ENVIRONMENTS) expect(existsSync(join(projectRoot(), 'environments', `${name}.yaml`))).toBe(true);
  });
});

describe('section 4: a hint goes on where its command worked', () => {
  const hint = 'see `npx airlock apps list --stage live`, then npx airlock info shows it loaded';
  test.each([
    [['apps', 'show', 'x-live', '--stage', 'live', '--local'], 'npx airlock apps list --stage live --local`'],
    [
      ['apps', 'show', 'x-live', '--stage', 'live', '--profile', 'p1'],
      'npx airlock apps list --stage live --profile p1`',
    ],
    [['apps', 'show', 'x-live', '--stage', 'live', '--profile=p1'], 'npx airlock apps list --stage live --profile p1`'],
    [['apps', 'show', 'x-live', '--stage', 'live'], 'npx airlock apps list --stage live`'],
  ])('%j', (words, expected) => {
    expect(hintFor(program, hint, words)).toContain(expected);
  });

  test('nothing is added that the command does not take, or has already', () => {
    expect(hintFor(program, 'start them with `npx airlock up`', ['info', 'live', '--local'])).toBe(
      'start them with `npx airlock up`',
    );
    const said = 'npx airlock apps list --stage live --local';
    expect(hintFor(program, said, ['info', '--local'])).toBe(said);
  });
});
