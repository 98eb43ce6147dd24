import { createInterface } from 'node:readline/promises';

interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Whether the answer to a question is `yes`. An input that ends, Ctrl-D and Ctrl-C are a no, and not a question that waits for ever. */
export async function confirm(
  question: string,
  terminal: Terminal = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  const prompt = createInterface(terminal);
  const closed = new Promise<string>((resolve) => prompt.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([prompt.question(question).catch(() => ''), closed]);
    return answer.trim() === 'yes';
  } finally {
    prompt.close();
  }
}
