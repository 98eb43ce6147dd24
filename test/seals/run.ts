import { type Arguments, HELP, readArguments } from './arguments';
import { faultsOf, judge } from './score';
import { synthesizeSides } from './sides';
import { Tally } from './tally';

const out = (text: string) => process.stdout.write(text);
const progress = (text: string) => process.stderr.write(text);

function main({ json }: Arguments): number {
  const started = Date.now();
  // CloudFormation's validator says nothing about seals, and costs seconds.
  process.env['CDK_VALIDATION'] ??= 'false';
  const sides = synthesizeSides();
  const faults = sides.flatMap(faultsOf);
  const tally = new Tally();
  for (const side of sides) {
    let done = 0;
    for (const judged of judge(side)) {
      tally.add(judged);
      if (++done % 100 === 0 && process.stderr.isTTY) progress(`\r${side.environment.name}: ${done} removals`);
    }
    progress(`${process.stderr.isTTY ? '\r' : ''}${side.environment.name}: ${done} removals\n`);
  }
  const seconds = (Date.now() - started) / 1000;
  const { counts, survivors, idleReasons } = tally;
  const passed = faults.length + survivors.length + idleReasons.length === 0;
  out(
    json
      ? `${JSON.stringify({ passed, seconds, counts, survivors, faults, idleReasons }, undefined, 2)}\n`
      : report(tally, faults, seconds),
  );
  return passed ? 0 : 1;
}

function report({ counts, survivors, idleReasons }: Tally, faults: readonly string[], seconds: number): string {
  const rows = counts.map(({ layer, kind, noticed, explained, unnoticed }) => {
    const notes = [explained ? `${explained} explained` : '', unnoticed ? `${unnoticed} NOT NOTICED` : ''];
    const score = `${noticed}/${noticed + explained + unnoticed}`;
    return [layer.padEnd(18), kind.padEnd(22), score.padStart(9), ...notes.filter(Boolean)].join('  ').trimEnd();
  });
  const sum = (of: 'noticed' | 'explained' | 'unnoticed') => counts.reduce((total, count) => total + count[of], 0);
  const all = sum('noticed') + sum('explained') + sum('unnoticed');
  return [
    '',
    ...rows,
    '',
    ...faults.map((fault) => `✗ does not hold before anything is removed: ${fault}`),
    ...survivors.map(
      ({ environment, layer, kind, stack, logicalId, path, removed }) =>
        `✗ ${environment}, ${layer}: nobody notices what is gone (${kind})\n  ${stack} ${logicalId} ${path}: ${removed}`,
    ),
    ...idleReasons.map((because) => `✗ listed in test/seals/unnoticed.ts, but fits nothing; remove it: ${because}`),
    `${sum('noticed')} of ${all} removals noticed, ${sum('explained')} explained, ${sum('unnoticed')} not noticed; ${seconds.toFixed(1)} s`,
    '',
  ].join('\n');
}

try {
  const given = readArguments(process.argv.slice(2));
  if (given.help) out(HELP);
  else process.exitCode = main(given);
} catch (error) {
  progress(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
