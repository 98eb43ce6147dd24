import type { Command } from 'commander';

/** A command line of ours inside a sentence: it ends at a quote, a comma, a bracket or a word that no command line has. */
const COMMAND = /npx airlock((?: (?:--?[\w-]+|[\w…./@:-]+|'[^']*'|"[^"]*"))+)/g;

/** Commands that pass arguments on to the CDK. */
const FOR_CDK: ReadonlySet<string> = new Set(['synth', 'diff', 'deploy']);

/** Options that select the account, and hold for the next command too. */
const CARRIED = ['local', 'profile'] as const;

/**
 * A hint with the account options of the failed command, so that the next command works in the same account.
 * @param program with every command
 * @param words of the command line that failed
 * @param message what was wrong with it
 */
export function hintFor(program: Command, hint: string, words: readonly string[], message = ''): string {
  if (hint === 'see --help') return usageHint(program, words, message);
  const given = carriedBy(words);
  return hint.replace(COMMAND, (text: string, found: string) => {
    const asked = found.trim().split(' ');
    const command = commandOf(program, asked);
    if (!command) return text;
    const added = CARRIED.filter((name) => {
      const value = given[name];
      return (
        value !== undefined && !asked.includes(`--${name}`) && command.options.some((each) => each.name() === name)
      );
    }).map((name) => (name === 'local' ? '--local' : `--${name} ${given[name]}`));
    // One of them at most: an emulated account needs no profile.
    return added.length > 0 ? `${text} ${added[0]}` : text;
  });
}

/** How to go on after wrong usage: which help says more, and what the mistake most often is. */
function usageHint(program: Command, words: readonly string[], message: string): string {
  const command = commandOf(program, words);
  const help = `see npx airlock ${[...(command ? pathOf(command).slice(1) : []), '--help'].join(' ')}`;
  const [, unknown] = /^unknown option '(-[^']+)'/.exec(message) ?? [];
  if (unknown && command?.options.some(({ long }) => long === `-${unknown}`)) return `did you mean -${unknown}?`;
  if (unknown && FOR_CDK.has(words[0] ?? '')) return `${help}; what is for cdk goes after --`;
  if (message.startsWith('too many arguments') && command?.options.some(({ required }) => required)) {
    return `${help}; a value with spaces stands in quotes: '…'`;
  }
  return help;
}

/** The words that lead to a command, `airlock` first. */
export function pathOf(command: Command): string[] {
  return command.parent ? [...pathOf(command.parent), command.name()] : [command.name()];
}

/** The command that words lead to, the deepest that is known. */
export function commandOf(program: Command, words: readonly string[]): Command | undefined {
  let found: Command | undefined;
  for (const word of words) {
    const next = (found ?? program).commands.find((each) => each.name() === word);
    if (!next) break;
    found = next;
  }
  return found;
}

function carriedBy(words: readonly string[]): { readonly local?: string; readonly profile?: string } {
  const at = words.findIndex((word) => word === '--profile' || word.startsWith('--profile='));
  const profile = at < 0 ? undefined : words[at]?.includes('=') ? words[at]?.split('=')[1] : words[at + 1];
  return { ...(words.includes('--local') && { local: '' }), ...(profile !== undefined && { profile }) };
}
