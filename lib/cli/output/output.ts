import { visible } from '../../environment/visible';

/** Where a command speaks: progress for people on stderr, the result on stdout, so that a pipe gets the result alone. */
export interface Output {
  /** Whether `--json` was given. */
  readonly json: boolean;
  /** One line about what is being done, or a warning. */
  progress(line: string): void;
  /** What was asked for, once, at the end: as text, or with `--json` as one object on the last line of stdout. */
  result(value: object, text: string): void;
}

export function createOutput({ json = false }: { readonly json?: boolean | undefined }): Output {
  return {
    json,
    // Whatever the text was put together from, it cannot steer the terminal. Values that could begin a line of their own go through
    // `printable` where it is put together.
    progress: (line) => void process.stderr.write(`${visible(line)}\n`),
    result: (value, text) => void process.stdout.write(`${visible(json ? JSON.stringify(value) : text)}\n`),
  };
}
