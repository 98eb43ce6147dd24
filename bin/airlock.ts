import { report, wantsJson } from '../lib/cli/failure';
import { hintFor } from '../lib/cli/hints';
import { airlockProgram } from '../lib/cli/program';

async function main(words: readonly string[]): Promise<void> {
  const program = await airlockProgram(words.find((word) => !word.startsWith('-')) ?? '');
  await program.parseAsync(words, { from: 'user' });
}

// What a Node version means for next year's AWS SDK is for whoever maintains this, not for whoever runs it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const words = process.argv.slice(2);
main(words).catch(async (error: unknown) => {
  const program = await airlockProgram();
  process.exitCode = report(error, wantsJson(words), (hint, message) => hintFor(program, hint, words, message));
});
