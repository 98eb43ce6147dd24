import { parseArgs } from 'node:util';

export interface Arguments {
  readonly json: boolean;
  readonly help: boolean;
}

export const HELP = `usage: npm run test:seals -- [--json]

Takes one thing at a time out of the synthesized templates of both environments, their bootstraps and the organisation's
perimeter: every statement, every action of it (the auditor's reads excepted), boundary, condition and sealing property. The
layer that each belongs to has to notice, judged by itself: every other layer is held open.

  --json   the score and every removal that nobody noticed, as JSON on standard output
  --help   this text

Exit code 0 when every removal is noticed; 1 otherwise.
`;

/** @throws Error for what is not in the help */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  return { json: values.json, help: values.help };
}
