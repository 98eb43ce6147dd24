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
  const { counts, survivors } = tally;
  const passed = faults.length + survivors.length === 0;
  out(
    json
      ? `${JSON.stringify({ passed, seconds, counts, survivors, faults }, undefined, 2)}\n`
      : report(tally, faults, seconds),
  );
  return passed ? 0 : 1;
}

function report({ counts, survivors }: Tally, faults: readonly string[], seconds: number): string {
  const rows = counts.map(({ layer, kind, noticed, unnoticed }) => {
    const score = `${noticed}/${noticed + unnoticed}`;
    return [layer.padEnd(18), kind.padEnd(22), score.padStart(9), ...(unnoticed ? ['✗'] : [])].join('  ');
  });
  const noticed = counts.reduce((total, count) => total + count.noticed, 0);
  return [
    '',
    ...rows,
    '',
    ...faults.map((fault) => `✗ does not hold before anything is removed: ${fault}`),
    ...survivors.map(
      ({ environment, layer, kind, stack, logicalId, path, removed }) =>
        `✗ ${environment}, ${layer}: nobody notices what is gone (${kind})\n  ${stack} ${logicalId} ${path}: ${removed}`,
    ),
    `${noticed} of ${noticed + survivors.length} removals noticed; ${seconds.toFixed(1)} s`,
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
