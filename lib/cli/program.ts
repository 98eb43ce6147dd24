import { Command, InvalidArgumentError, type Option } from 'commander';
import { Refusal } from '../contract/refusal';
import { exitCodeHelp } from './output/exit-codes';
import { commandOf, pathOf } from './output/hints';
import { version } from './version';

/** A file of `lib/cli`: it declares one command, and loads what the command works with when it runs. */
interface CommandFile {
  register(program: Command): void;
}

/** In the order of the help text. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandFile>>> = {
  up: () => import('./up/up.js'),
  down: () => import('./up/down.js'),
  bootstrap: () => import('./deploy/bootstrap.js'),
  synth: () => import('./deploy/synth.js'),
  diff: () => import('./deploy/diff.js'),
  audit: () => import('./audit/audit.js'),
  probe: () => import('./probe/probe.js'),
  deploy: () => import('./deploy/deploy.js'),
  doctor: () => import('./doctor.js'),
  info: () => import('./info.js'),
  apps: () => import('./apps/apps.js'),
  call: () => import('./call.js'),
  completion: () => import('./completion/completion.js'),
};

/**
 * The command line. Wrong usage is thrown, not printed.
 * @param command the only one that is needed. @default - all of them
 */
export async function airlockProgram(command?: string): Promise<Command> {
  const program = new Command('airlock')
    .description('two sealed AWS accounts, sandbox and live, each with the same payment gateway')
    .version(version(), '-V, --version', 'the version of this command');
  // Completion needs every command.
  const alone = command !== undefined && command !== 'completion' && Object.hasOwn(COMMANDS, command);
  const known = alone ? COMMANDS[command] : undefined;
  const files = await Promise.all(known ? [known()] : Object.values(COMMANDS).map((load) => load()));
  for (const { register } of files) register(program);
  for (const each of [program, ...descendants(program)]) {
    for (const option of each.options) takeNoOptionAsValue(option, each);
    each
      .addHelpText('after', exitCodeHelp(pathOf(each)[1]))
      .configureOutput({ outputError: () => undefined })
      .exitOverride();
  }
  return program;
}

/** An option of a command that stands where the command is expected, as in `airlock --json`. @throws Refusal */
export function refuseMisplacedOption(program: Command, words: readonly string[]): void {
  const command = commandOf(program, words) ?? program;
  const option = words[pathOf(command).length - 1]?.split('=')[0] ?? '';
  const below = descendants(command);
  if (!below.some(({ options }) => options.some(({ long }) => long === option))) return;
  const typed = pathOf(command).join(' ');
  const commands = command.commands.map((each) => each.name()).join(', ');
  throw new Refusal(
    `no command before ${option}`,
    `say one of ${commands} first; npx ${typed} --help says what each does`,
    'usage',
  );
}

/** `--reason --stage live` lacks a reason; commander would take `--stage` for it. */
function takeNoOptionAsValue(option: Option, { options }: Command): void {
  if (!option.required) return;
  const parse = option.parseArg;
  option.argParser((value, before) => {
    if (options.some(({ long }) => long === value)) throw new InvalidArgumentError('Its value is missing.');
    return parse ? parse(value, before as never) : value;
  });
}

/** Every command below one. */
export function descendants(command: Command): Command[] {
  return command.commands.flatMap((each) => [each, ...descendants(each)]);
}
