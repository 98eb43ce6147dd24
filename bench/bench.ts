import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Arguments, HELP, readArguments, WrongUsage } from './arguments';
import { type Figure, type Measurement, SUFFIX } from './figure';
import { figures } from './figures/figures';
import { rounded } from './statistics';

/** `npm run bench`: one line of JSON per figure on standard output, a table for people on standard error. */
async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2), figures);
  if (asked === 'help') {
    process.stdout.write(HELP(figures));
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'airlock-bench-'));
  // `exit` also comes after an uncaught error; signals are turned into one.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  return measureAll(asked, folder);
}

async function measureAll({ figures: chosen, quick }: Arguments, folder: string): Promise<number> {
  const table: string[] = [];
  let failed = false;
  for (const figure of chosen) {
    say(`${figure.name}: ${figure.about}`);
    try {
      const measured = await figure.measure({ quick, folder, say });
      const { name, unit, aim } = figure;
      process.stdout.write(
        `${JSON.stringify({ figure: name, unit, aim, ...measured, value: rounded(measured.value) })}\n`,
      );
      table.push(row(figure, measured));
    } catch (error) {
      failed = true;
      say(`✗ ${figure.name}: ${error instanceof Error ? error.message : String(error)}`);
      table.push(`${figure.name.padEnd(16)} could not be measured`);
    }
  }
  say(`\n${table.join('\n')}`);
  return failed ? 1 : 0;
}

function row({ name, unit, aim }: Figure, { value }: Measurement): string {
  const suffix = SUFFIX[unit];
  const verdict = value <= aim ? 'reached' : 'missed';
  return `${name.padEnd(16)} ${`${rounded(value)}${suffix}`.padStart(9)}   aim ≤ ${aim}${suffix}, ${verdict}`;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    say(error instanceof WrongUsage ? `✗ ${error.message}` : String(error instanceof Error ? error.stack : error));
    process.exit(error instanceof WrongUsage ? 2 : 1);
  },
);
