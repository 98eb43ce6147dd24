import { Command } from 'commander';
import { exitCodeHelp } from './exit-codes';
import { version } from './version';

/** A file of `lib/cli`: it declares one command, and loads what the command works with when it runs. */
interface CommandFile {
  register(program: Command): void;
}

/** In the order of the help text. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandFile>>> = {
  up: () => import('./up.js'),
  down: () => import('./down.js'),
  bootstrap: () => import('./bootstrap.js'),
  synth: () => import('./synth.js'),
  diff: () => import('./diff.js'),
  audit: () => import('./audit.js'),
  probe: () => import('./probe.js'),
  deploy: () => import('./deploy.js'),
  doctor: () => import('./doctor.js'),
  info: () => import('./info.js'),
  apps: () => import('./apps.js'),
  call: () => import('./call.js'),
  completion: () => import('./completion.js'),
};

/**
 * The command line. What is wrong with its use is thrown and not printed.
 * @param command the only one that is needed. @default - all of them
 */
export async function airlockProgram(command?: string): Promise<Command> {
  const program = new Command('airlock')
    .description('two sealed AWS accounts, sandbox and live, each with the same payment gateway')
    .version(version(), '-V, --version', 'the version of this command');
  // What completes commands has to know them all.
  const alone = command !== undefined && command !== 'completion' && Object.hasOwn(COMMANDS, command);
  const known = alone ? COMMANDS[command] : undefined;
  const files = await Promise.all(known ? [known()] : Object.values(COMMANDS).map((load) => load()));
  for (const { register } of files) register(program);
  for (const each of [program, ...descendants(program)]) {
    each
      .addHelpText('after', exitCodeHelp(pathOf(each)[1]))
      .configureOutput({ outputError: () => undefined })
      .exitOverride();
  }
  return program;
}

/** Every command below one. */
export function descendants(command: Command): Command[] {
  return command.commands.flatMap((each) => [each, ...descendants(each)]);
}

/** The words that lead to a command, `airlock` first. */
export function pathOf(command: Command): string[] {
  return command.parent ? [...pathOf(command.parent), command.name()] : [command.name()];
}
