import { EXIT_CODES } from './exit-codes';

/**
 * What happens when the output cannot be written. A reader that has seen enough and closed the pipe (`| head`) is no failure: the
 * command goes on to its end. Whatever else keeps the result from being written is one.
 * @param words of the command line
 */
export function watchStreams(words: readonly string[]): void {
  // A terminal that is gone must not keep us from ending what runs.
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.stderr.write(`✗ the result could not be written: ${code ?? message}\n  nothing that was done is undone\n`);
    // In these commands 1 is a verdict, and there is none.
    process.exitCode = ['audit', 'probe'].includes(words[0] ?? '') ? EXIT_CODES.usage : EXIT_CODES.failed;
  });
}
