import { report, wantsJson } from '../lib/cli/output/failure';
import { hintFor } from '../lib/cli/output/hints';
import { watchStreams } from '../lib/cli/output/streams';
import { airlockProgram, refuseMisplacedOption } from '../lib/cli/program';

async function main(words: readonly string[]): Promise<void> {
  const program = await airlockProgram(words[0] ?? '');
  refuseMisplacedOption(program, words);
  await program.parseAsync(words, { from: 'user' });
}

// What a Node version means for next year's AWS SDK is for the maintainers, not for the person who runs a command.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const given = process.argv.slice(2);
// `help apps create` is what some type for `apps create --help`.
const words = given[0] === 'help' ? [...given.slice(1), '--help'] : given;
watchStreams(words);
main(words).catch(async (error: unknown) => {
  const program = await airlockProgram();
  process.exitCode = report(error, wantsJson(words), (hint, message) => hintFor(program, hint, words, message));
});
