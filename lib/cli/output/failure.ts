import { CommanderError } from 'commander';
import { printable, visible } from '../../environment/visible';
import { EXIT_CODES, type ExitCode } from './exit-codes';

/** A failure as it is shown: one sentence, the fix where there is one, and never a secret. */
export interface CommandFailure {
  readonly message: string;
  readonly fix: string | null;
  readonly exitCode: ExitCode;
}

/**
 * The text of a failure. Errors are recognized by name and form: loading their classes would make the start-up of every command
 * slower.
 */
export function failureOf(error: unknown): CommandFailure {
  const { name, message, ...rest } = named(error);
  const told = (text: string, fix: string | null, exitCode: ExitCode = EXIT_CODES.failed): CommandFailure => ({
    message: withoutSecrets(text),
    fix: fix && printable(withoutSecrets(fix)),
    exitCode,
  });
  switch (name) {
    case 'CommanderError':
    case 'InvalidArgumentError': {
      const usage = usageFailure(message);
      return told(usage.message, usage.fix, EXIT_CODES.usage);
    }
    case 'Refusal':
      return told(
        printable(message),
        text(rest['fix']),
        rest['kind'] === 'usage' ? EXIT_CODES.usage : EXIT_CODES.failed,
      );
    case 'AuditInputError':
      return told(message, text(rest['fix']), EXIT_CODES.usage);
    case 'EnvironmentFileError':
      return environmentFailure(message.replace(/^✗ /, ''), told);
    case 'GatewayError':
      return told(
        `${printable(message)}${rest['requestId'] ? ` (request ${printable(String(rest['requestId']))})` : ''}`,
        null,
      );
    case 'NoAnswer':
      return told(message, afterNoAnswer(rest));
  }
  if (rest['code'] === 'MODULE_NOT_FOUND') {
    const [, found = 'one'] = /'([^']+)'/.exec(message) ?? [];
    return told(`the package ${found} is not installed here`, 'npm install puts it there; then run this again');
  }
  if (rest['$metadata']) {
    return told(
      `AWS refused: ${name}: ${printable(message)}`,
      'see that your role may do this, and run the command again',
    );
  }
  return told(message, 'AIRLOCK_DEBUG=1 shows where this happened');
}

/** With one problem, the allowed values are the fix; several problems are printed as they are. */
function environmentFailure(
  message: string,
  told: (text: string, fix: string, exitCode: ExitCode) => CommandFailure,
): CommandFailure {
  const [first = '', allowed = '', ...more] = message.split('\n');
  if (more.length > 0 || !allowed) return told(message, 'mend each of these, and run this again', EXIT_CODES.usage);
  return told(first, allowed.trim(), EXIT_CODES.usage);
}

function afterNoAnswer({ reason, idempotencyKey }: Record<string, unknown>): string {
  if (reason === 'connection refused') return 'nothing was sent; see that the gateway is up';
  if (/ENOTFOUND|EAI_AGAIN/.test(String(reason))) {
    return 'nothing was sent: the host has no address; for the emulated accounts add --local';
  }
  return idempotencyKey
    ? `it may have been carried out; to be sure, repeat it with --idempotency-key ${idempotencyKey}`
    : 'it may have been carried out; look before you repeat it';
}

/**
 * Shows a failure, with `json` also as an object on the last line of stdout, and says which code to exit with.
 * @param inContext adds to a hint what follows from the command line that failed
 */
export function report(
  error: unknown,
  json: boolean,
  inContext: (hint: string, message: string) => string = (hint) => hint,
): ExitCode {
  // Help and version were asked for, and are shown.
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT_CODES.ok;
  const { message, fix: plain, exitCode } = failureOf(error);
  const fix = plain && inContext(plain, message);
  // Without a command the help is shown already.
  const shown = !(error instanceof CommanderError && error.code === 'commander.help');
  if (shown) process.stderr.write(visible(`✗ ${message}\n${fix ? `  ${fix}\n` : ''}`));
  if (process.env['AIRLOCK_DEBUG'] === '1' && error instanceof Error && !(error instanceof CommanderError)) {
    process.stderr.write(`${visible(withoutSecrets(error.stack ?? ''))}\n`);
  }
  if (json) process.stdout.write(`${visible(JSON.stringify({ error: { message, fix } }))}\n`);
  return exitCode;
}

/** `--json`, or a report's `--format json`; what follows `--` is for another program. */
export function wantsJson(words: readonly string[]): boolean {
  const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  return own.includes('--json') || / --format[= ]json( |$)/.test(` ${own.join(' ')}`);
}

/** commander's sentence, and what it asks in brackets below it, in the form of every other failure. */
function usageFailure(text: string): { message: string; fix: string } {
  const [message = '', ...more] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const hints = more.map((line) => line.replace(/^\((.*)\)$/, '$1').replace(/^Did/, 'did'));
  return {
    message: message === '(outputHelp)' ? 'no command was given' : message,
    fix: hints.join('; ') || 'see --help',
  };
}

/** The last line of defence: no code puts a secret into an error. */
function withoutSecrets(line: string): string {
  return line.replace(/\b(sk_(?:test|dev|live)_|whsec_)[A-Za-z0-9+/=_-]+/g, '$1…');
}

function named(error: unknown): Record<string, unknown> & { name: string; message: string } {
  return error instanceof Error
    ? { ...error, name: error.name, message: error.message }
    : { name: '', message: String(error) };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
