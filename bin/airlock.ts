import { Command } from 'commander';
import { exitCodeHelp } from '../lib/cli/exit-codes';
import { report } from '../lib/cli/failure';
import { visible } from '../lib/environment/visible';

/** A file of `lib/cli`: it declares one command, and loads what the command works with when it runs. */
interface CommandFile {
  register(program: Command): void;
}

/** In the order of the help text. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandFile>>> = {
  up: () => import('../lib/cli/up.js'),
  down: () => import('../lib/cli/down.js'),
  bootstrap: () => import('../lib/cli/bootstrap.js'),
  synth: () => import('../lib/cli/synth.js'),
  diff: () => import('../lib/cli/diff.js'),
  audit: () => import('../lib/cli/audit.js'),
  probe: () => import('../lib/cli/probe.js'),
  deploy: () => import('../lib/cli/deploy.js'),
  doctor: () => import('../lib/cli/doctor.js'),
  info: () => import('../lib/cli/info.js'),
  apps: () => import('../lib/cli/apps.js'),
  call: () => import('../lib/cli/call.js'),
};

async function main(words: readonly string[]): Promise<void> {
  const program = new Command('airlock')
    .description('two sealed AWS accounts, sandbox and live, each with the same payment gateway')
    .configureOutput({ outputError: (text, write) => write(visible(usageError(text))) })
    .addHelpText('after', exitCodeHelp())
    .exitOverride();
  const known = COMMANDS[words.find((word) => !word.startsWith('-')) ?? ''];
  const files = await Promise.all(known ? [known()] : Object.values(COMMANDS).map((load) => load()));
  for (const { register } of files) register(program);
  await program.parseAsync(words, { from: 'user' });
}

/** commander's sentence in the form of every other error. */
function usageError(text: string): string {
  const [message = '', ...more] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const hint = more
    .map((line) =>
      line
        .replace(/^\((.*)\)$/, '$1')
        .replace(/^Did/, 'did')
        .trim(),
    )
    .filter(Boolean);
  return [`✗ ${message}`, ...(hint.length > 0 ? hint : ['see --help']).map((line) => `  ${line}`), ''].join('\n');
}

/** `--json`, or a report's `--format json`. */
function wantsJson(words: readonly string[]): boolean {
  return words.includes('--json') || / --format[= ]json( |$)/.test(` ${words.join(' ')}`);
}

// What a Node version means for next year's AWS SDK is for whoever maintains this, not for whoever runs it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const words = process.argv.slice(2);
main(words).catch((error: unknown) => {
  process.exitCode = report(error, wantsJson(words));
});
