import { type Command, Option } from 'commander';
import type { ProbeResult, ProbeVerdict } from '../../client/probe/attempt';
import { printable } from '../../environment/visible';
import type { ProbeRunProps } from '../../operations/probe/run-probe';
import { EXIT_CODES } from '../output/exit-codes';
import { createOutput } from '../output/output';

interface ProbeOptions extends ProbeRunProps {
  readonly json?: boolean;
}

const HELP = `
Creates a throw-away app in each mode, takes their keys to be leaked, and tries them at the other side: keys, key ids, signatures, nonces,
Idempotency-Keys, ids, checkout tokens, test routes, rewritten hosts, the API's other address, a product's variables mixed up. A refusal
counts only with the expected status and code, and only after the same request was served where it belongs. The apps are retired at the
end, whatever happens. Both gateways count every attempt, and apart from that those that one of their own apps signed: both alarms will ring.`;

export function register(program: Command): void {
  program
    .command('probe')
    .description('try at each side what somebody could who has the keys of the other; with throw-away apps only')
    .option('--sandbox-profile <name>', "profile of an operator's credentials in sandbox")
    .option('--live-profile <name>', "profile of an operator's credentials in live")
    .option('--sandbox-url <url>', "sandbox's gateway, where its environment file names no domain")
    .option('--live-url <url>', "live's gateway, where its environment file names no domain")
    .option('--sandbox-api <id>', "id of sandbox's REST API, to try its execute-api address")
    .option('--live-api <id>', "id of live's REST API, to try its execute-api address")
    .option('--live-payments', 'also make payments in live, if its provider is not loaded and none can take money')
    .addOption(
      new Option('--local', 'the emulated accounts that `airlock up` runs, instead of AWS').conflicts([
        'sandboxProfile',
        'liveProfile',
      ]),
    )
    .option('--json', 'the result as one JSON object on the last line of stdout')
    .addHelpText('after', HELP)
    .action(probe);
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function probe(options: ProbeOptions): Promise<void> {
  const output = createOutput(options);
  const { runProbe } = await import('../../operations/probe/run-probe.js');
  const { attemptLines, attemptsText, widthOf } = await import('./attempts-text.js');
  const interrupted = new AbortController();
  const counter = createCounter(process.stderr);
  const say = (line: string) => {
    counter.clear();
    output.progress(line);
  };
  const stop = () => {
    if (!interrupted.signal.aborted) say('interrupted: the throw-away apps are retired first');
    interrupted.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  const seen: ProbeResult[] = [];
  const { outcomes, left, failure } = await runProbe(options, {
    signal: interrupted.signal,
    say,
    onResult: (outcome) => counter.show(`${seen.push(outcome)} attempts`),
  });
  counter.clear();
  for (const { name, stage, reason } of left) {
    say(
      `✗ ${name} is left: ${printable(reason)}\n  end it with: npx airlock apps retire ${name} --stage ${stage}${local(options)}`,
    );
  }
  if (failure) {
    // Attempts that came through before the failure must be shown all the same.
    const wrong = seen.filter(({ verdict }) => isWrong(verdict));
    for (const line of attemptLines(wrong, widthOf(process.stderr))) say(line);
    const { failureOf } = await import('../output/failure.js');
    const { Refusal } = await import('../../contract/refusal.js');
    const { message, fix } = failureOf(failure);
    // There is no verdict, so no exit code of a verdict may be given.
    throw new Refusal(message, fix ?? 'run it again', 'usage');
  }
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(outcomes, verdict)]));
  const sealed = !outcomes.some(({ verdict }) => isWrong(verdict));
  output.result({ sealed, counts, outcomes }, attemptsText(outcomes, counts, widthOf(process.stdout)));
  process.exitCode = sealed ? (left.length > 0 ? EXIT_CODES.usage : EXIT_CODES.ok) : EXIT_CODES.failed;
}

const VERDICTS: readonly ProbeVerdict[] = ['refused', 'came through', 'refused otherwise', 'not probed'];

function isWrong(verdict: ProbeVerdict): boolean {
  return verdict === 'came through' || verdict === 'refused otherwise';
}

function count(outcomes: readonly ProbeResult[], verdict: ProbeVerdict): number {
  return outcomes.filter((outcome) => outcome.verdict === verdict).length;
}

function local(options: ProbeOptions): string {
  return options.local ? ' --local' : '';
}

/** A line that is overwritten as attempts are made; nothing where the stream is no terminal, since the result has them all. */
function createCounter(stream: NodeJS.WriteStream) {
  const isTerminal = stream.isTTY && process.env['TERM'] !== 'dumb';
  const write = (text: string) => void (isTerminal && stream.write(`\r\u001b[K${text}`));
  return { show: write, clear: () => write('') };
}
