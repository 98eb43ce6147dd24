import { execFileSync } from 'node:child_process';
import { completionScript, SHELLS } from '../../../lib/cli/completion/completion-scripts';
import { airlockProgram, descendants } from '../../../lib/cli/program';
import { airlock } from '../run-airlock';

/** What bash offers after a command line. */
async function offered(...words: string[]): Promise<string[]> {
  const script = completionScript(await airlockProgram(), 'bash');
  const list = ['airlock', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `${script}\nCOMP_WORDS=(${list}); COMP_CWORD=${words.length}; _airlock; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', ask], { encoding: 'utf8' }).split('\n').filter(Boolean);
}

describe('section 4: the shell completes commands, options and stages', () => {
  test.each<[string[], string[]]>([
    [['a'], ['audit', 'apps']],
    [['apps', 're'], ['retire']],
    [['deploy', 'l'], ['live']],
    [
      ['deploy', '--stage', ''],
      ['sandbox', 'live'],
    ],
    [['audit', '--format', 's'], ['sarif']],
    [['audit', '--format', 'json', '--sandbox-a'], ['--sandbox-account']],
    [['apps', 'traffic', 'shop-live', '--cl'], ['--close']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', '--help'],
    ],
    [['info', 'live', '--profile', ''], []],
  ])('airlock %j', async (words, expected) => {
    expect((await offered(...words)).sort()).toEqual([...expected].sort());
  });

  test('every command is known to every shell', async () => {
    const program = await airlockProgram();
    for (const shell of SHELLS) {
      const script = completionScript(program, shell);
      for (const command of descendants(program)) expect(script).toMatch(new RegExp(`\\b${command.name()}\\b`));
    }
  });

  test('as the command prints it, and bash takes it', async () => {
    const { code, stdout, stderr } = await airlock(['completion', 'bash']);
    expect([code, stderr]).toEqual([0, '']);
    execFileSync('bash', ['--norc', '-n', '-c', stdout]);
    expect(stdout).toBe(completionScript(await airlockProgram(), 'bash'));
  });
});
