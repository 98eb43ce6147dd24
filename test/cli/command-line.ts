import { CommanderError } from 'commander';
import { failureOf } from '../../lib/cli/output/failure';
import { hintFor } from '../../lib/cli/output/hints';
import { airlockProgram, descendants, refuseMisplacedOption } from '../../lib/cli/program';

/** How a command line was understood. */
export interface Understood {
  readonly exitCode: number;
  readonly message: string;
  readonly fix: string | null;
  /** Of `--help`. */
  readonly help: string;
}

/** Reads a command line as `bin/airlock.ts` does, in this process, and runs no command: whatever is right about it ends as `would run`. */
export async function understand(words: readonly string[]): Promise<Understood> {
  const program = await airlockProgram(words[0] ?? '');
  let help = '';
  for (const each of [program, ...descendants(program)]) {
    each.configureOutput({ writeOut: (text) => (help += text) });
    if (each.commands.length === 0 && each !== program) {
      each.action(() => {
        throw new Error('would run');
      });
    }
  }
  try {
    refuseMisplacedOption(program, words);
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return { exitCode: 0, message: '', fix: null, help };
    const { message, fix, exitCode } = failureOf(error);
    return { message, fix: fix && hintFor(await airlockProgram(), fix, words, message), exitCode, help };
  }
  return { exitCode: 0, message: '', fix: null, help };
}
