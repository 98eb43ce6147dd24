/** What every command's exit code says; scripts may rely on it. */
export const EXIT_CODES = {
  ok: 0,
  failed: 1,
  usage: 2,
  unverified: 3,
} as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

type Meanings = Partial<Readonly<Record<keyof typeof EXIT_CODES, string>>>;

const MEANING: Meanings = {
  ok: 'done',
  failed: 'what was asked for failed or was refused',
  usage: 'wrong usage, or an input that cannot be read; nothing was tried',
};

/** Meanings that differ for some commands: those with a verdict, and those that can be ended from outside. */
const OF_COMMAND: Readonly<Record<string, Meanings & { readonly more?: string }>> = {
  audit: {
    ok: 'isolated',
    failed: 'breached; or an acknowledgement is expired, empty or matches nothing',
    usage: 'no verdict: wrong usage, or something could not be read, such as an acknowledgement without its owner',
    unverified: 'unverified: nothing is seen to cross, but not all could be decided',
  },
  probe: {
    ok: 'all was refused as expected',
    failed: 'something came through, or was refused in another way',
    usage: 'no verdict: wrong usage, or it could not be run',
  },
  doctor: { ok: 'nothing is lacking', failed: 'something is lacking, or the account could not be entered' },
  call: { ok: 'an answer of 2xx', failed: 'another answer, or none' },
  up: {
    ok: 'up, and ended again by --once or Ctrl-C',
    failed: 'a step failed',
    more: '130 or 143 ended before it was up',
  },
  down: { ok: 'nothing of it runs any more, also when nothing ran before' },
};

/** For `--help`. @param command its first word; none for the program itself */
export function exitCodeHelp(command = ''): string {
  const { more, ...own } = OF_COMMAND[command] ?? {};
  const meanings: Meanings = {
    ...MEANING,
    ...(command === '' && { unverified: 'audit: not all could be decided' }),
    ...own,
  };
  const lines = (Object.keys(EXIT_CODES) as (keyof typeof EXIT_CODES)[])
    .filter((name) => meanings[name] !== undefined)
    .map((name) => `  ${EXIT_CODES[name]}  ${meanings[name]}`);
  return ['', 'Exit codes:', ...lines, ...(more ? [`  ${more}`] : [])].join('\n');
}
