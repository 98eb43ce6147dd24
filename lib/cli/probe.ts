import type { Command } from 'commander';
import type { Outcome, ProbeVerdict } from '../client/probe/attempt';
import { printable } from '../environment/visible';
import { EXIT_CODES } from './exit-codes';
import { createOutput, type Output } from './output';
import type { ProbeOptions } from './probe-run';

const HELP = `
Creates a throw-away app in each mode, takes their keys to be leaked, and tries them at the other side: keys, key ids, signatures, nonces,
Idempotency-Keys, ids, checkout tokens, test routes, rewritten hosts, the API's other address, a product's variables mixed up. A refusal
counts only with the expected status and code, and only after the same request was served where it belongs. The apps are retired at the
end, whatever happens. Both gateways count every attempt, and apart from that those that one of their own apps signed: both alarms will ring.

Exit codes: 0 all refused as expected, 1 something came through or was refused in another way, 2 could not be run.`;

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
    .option('--local', 'the emulated accounts that `airlock up` runs, instead of AWS')
    .option('--json', 'the result as one JSON object on the last line of stdout')
    .addHelpText('after', HELP)
    .action(probe);
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function probe(options: ProbeOptions): Promise<void> {
  const output = createOutput(options);
  const { runProbe } = await import('./probe-run.js');
  const interrupted = new AbortController();
  const stop = () => {
    if (!interrupted.signal.aborted) output.progress('interrupted: the throw-away apps are retired first');
    interrupted.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  const { outcomes, left, failure } = await runProbe(options, {
    signal: interrupted.signal,
    say: output.progress,
    onOutcome: (outcome) => output.progress(line(outcome)),
  });
  for (const { name, stage, reason } of left) {
    output.progress(`✗ ${name} is left: ${reason}\n  end it with: npx airlock apps retire ${name} --stage ${stage}`);
  }
  if (failure) {
    const { report } = await import('./failure.js');
    report(failure, options.json ?? false);
    process.exitCode = EXIT_CODES.usage;
    return;
  }
  await show(outcomes, output);
  const wrong = count(outcomes, 'came through') + count(outcomes, 'refused otherwise');
  process.exitCode = wrong > 0 ? EXIT_CODES.failed : left.length > 0 ? EXIT_CODES.usage : EXIT_CODES.ok;
}

const SIGN: Readonly<Record<ProbeVerdict, string>> = {
  refused: '✓',
  'came through': '✗',
  'refused otherwise': '✗',
  'not probed': '?',
};

function line({ verdict, who, where, what, got, reason }: Outcome): string {
  const told = `${who} → ${where}: ${what}${got === null ? '' : ` (${got})`}${reason === null ? '' : `: ${reason}`}`;
  return `${SIGN[verdict]} ${printable(told)}`;
}

async function show(outcomes: readonly Outcome[], output: Output): Promise<void> {
  const { table } = await import('./table.js');
  const rows = outcomes.map(({ verdict, who, where, what, expected, got }) => [
    SIGN[verdict],
    who,
    where,
    what,
    expected,
    got ?? '',
    verdict,
  ]);
  const counts = Object.fromEntries((Object.keys(SIGN) as ProbeVerdict[]).map((each) => [each, count(outcomes, each)]));
  const reasons = [
    ...new Set(outcomes.flatMap(({ reason, verdict }) => (verdict === 'not probed' && reason ? [reason] : []))),
  ];
  const text = [
    table(['', 'who', 'where', 'attempt', 'expected', 'got', 'verdict'], rows),
    ...(reasons.length > 0 ? ['', 'Not probed:', ...reasons.map((reason) => `  ${reason}`)] : []),
    '',
    Object.entries(counts)
      .map(([verdict, number]) => `${number} ${verdict}`)
      .join(', '),
  ];
  const sealed = outcomes.every(({ verdict }) => verdict === 'refused' || verdict === 'not probed');
  output.result({ sealed, counts, outcomes }, text.join('\n'));
}

function count(outcomes: readonly Outcome[], verdict: ProbeVerdict): number {
  return outcomes.filter((outcome) => outcome.verdict === verdict).length;
}
