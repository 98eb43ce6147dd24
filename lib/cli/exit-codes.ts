/** What every command's exit code says; scripts may rely on it. */
export const EXIT_CODES = {
  ok: 0,
  failed: 1,
  usage: 2,
  unverified: 3,
} as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

const MEANING: Readonly<Record<keyof typeof EXIT_CODES, string>> = {
  ok: 'done',
  failed: 'what was asked for failed or was refused',
  usage: 'wrong usage, or an input that cannot be read; nothing was tried',
  unverified: 'audit: nothing is seen to cross, but not all could be decided',
};

/** For `--help`. */
export function exitCodeHelp(): string {
  const lines = (Object.keys(EXIT_CODES) as (keyof typeof EXIT_CODES)[]).map(
    (name) => `  ${EXIT_CODES[name]}  ${MEANING[name]}`,
  );
  return ['', 'Exit codes:', ...lines].join('\n');
}
