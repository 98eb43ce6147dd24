import type { Command, Option } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** A command as a shell completes it. */
interface Node {
  /** Its words after `airlock`. */
  readonly path: readonly string[];
  readonly commands: readonly Command[];
  readonly options: readonly Option[];
  /** What may stand as its first argument. */
  readonly choices: readonly string[];
}

/** Generated from the commands themselves, so that it is never out of date. */
export function completionScript(program: Command, shell: Shell): string {
  const nodes = nodesOf(program, []);
  if (shell === 'fish') return fish(nodes);
  const zsh =
    shell === 'zsh' ? 'autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n' : '';
  return `${zsh}${bash(nodes)}`;
}

function nodesOf(command: Command, path: readonly string[]): Node[] {
  const [first] = command.registeredArguments;
  const named = /choices: (.*)\)$/.exec(first?.description ?? '')?.[1] ?? '';
  return [
    {
      path,
      commands: command.commands,
      options: command.options.filter(({ hidden }) => !hidden),
      choices: first?.argChoices ?? [...named.matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? ''),
    },
    ...command.commands.flatMap((each) => nodesOf(each, [...path, each.name()])),
  ];
}

/** Also for the bash of macOS, which is 3.2. */
function bash(nodes: readonly Node[]): string {
  const paths = nodes.map(({ path }) => `"${['', ...path].join(' ')}"`).join('|');
  const values = nodes.flatMap(({ path, options }) =>
    options.flatMap((option) => {
      const answer = valuesOf(option);
      if (answer === undefined) return [];
      const names = [option.long, option.short].filter(Boolean);
      return [`    ${names.map((name) => `"${['', ...path, name].join(' ')}"`).join('|')}) ${answer} ;;`];
    }),
  );
  const words = nodes.map(({ path, commands, options, choices }) => {
    const known = [...commands.map((each) => each.name()), ...choices, ...options.map(({ long }) => long), '--help'];
    return `    "${['', ...path].join(' ')}") COMPREPLY=($(compgen -W "${known.join(' ')}" -- "$current")) ;;`;
  });
  return `_airlock() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path="" word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in ${paths}) path="$path $word" ;; esac
  done
  case "$path $previous" in
${values.join('\n')}
  esac
  case "$path" in
${words.join('\n')}
  esac
}
complete -o default -F _airlock airlock
`;
}

/** Shell code that completes the value of an option; undefined when the option takes none. */
function valuesOf({ required, optional, argChoices, flags }: Option): string | undefined {
  if (!required && !optional) return undefined;
  if (argChoices) return `COMPREPLY=($(compgen -W "${argChoices.join(' ')}" -- "$current")); return`;
  return /<(?:dir|file)>/.test(flags) ? 'COMPREPLY=($(compgen -f -- "$current")); return' : 'return';
}

function fish(nodes: readonly Node[]): string {
  const lines = nodes.flatMap(({ path, commands, options, choices }) => {
    const others = commands.map((each) => each.name());
    const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
    const not = others.length > 0 ? [`not __fish_seen_subcommand_from ${others.join(' ')}`] : [];
    const where = [...seen, ...not].join('; and ') || 'true';
    const add = (more: string) => `complete -c airlock -n '${where}' ${more}`;
    return [
      ...commands.map((each) => add(`-f -a ${each.name()} -d ${quoted(each.description())}`)),
      ...choices.map((choice) => add(`-f -a ${choice}`)),
      ...options.map(({ long = '', required, argChoices, description }) =>
        add(
          `-l ${long.slice(2)} -d ${quoted(description)}${required ? ' -r' : ''}${argChoices ? ` -f -a ${quoted(argChoices.join(' '))}` : ''}`,
        ),
      ),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}
