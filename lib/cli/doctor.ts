import type { Command } from 'commander';
import { printable } from '../environment/visible';
import type { Finding, Verdict } from '../operations/doctor/finding';
import { EXIT_CODES } from './output/exit-codes';
import { createOutput } from './output/output';
import { addPlaceOptions, addStage, type PlaceOptions, type StageOptions, stageOf } from './stage-options';

export function register(program: Command): void {
  const command = addPlaceOptions(
    addStage(
      program
        .command('doctor')
        .description(
          'what an account still lacks, each with the command that mends it; only reads, and no secret value',
        ),
    ),
  );
  command.action((word: string | undefined, options: PlaceOptions) =>
    doctor({ ...options, stage: stageOf(command, word) }),
  );
}

async function doctor(options: StageOptions): Promise<void> {
  const { connect } = await import('../operations/account/connection.js');
  const { loadEnvironments } = await import('../environment/load.js');
  const { examine } = await import('../operations/doctor/examine.js');
  const { patientOf } = await import('../operations/doctor/patient.js');
  const { stage, local = false } = options;
  const environment = loadEnvironments()[stage];
  let close = () => {};
  try {
    const { healthy, findings } = await examine(environment, async () => {
      const connection = await connect(options);
      close = () => connection.close();
      return patientOf(connection, local);
    });
    createOutput(options).result({ stage, account: environment.account, healthy, findings }, shown(findings));
    if (!healthy) process.exitCode = EXIT_CODES.failed;
  } finally {
    close();
  }
}

const SIGN: Readonly<Record<Verdict, string>> = { ok: '✓', lacking: '✗', 'not checked': '?' };

/** One line for each finding, its fix below it, and the sum. */
function shown(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, subject, verdict, found, fix }) => [
    `${SIGN[verdict]} ${check.padEnd(width)}  ${printable(subject)}: ${verdict === 'not checked' ? 'not checked, ' : ''}${printable(found)}`,
    ...(fix ? [`  ${' '.repeat(width)}  → ${printable(fix)}`] : []),
  ]);
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  return [...lines, '', `${count('ok')} ok, ${count('lacking')} lacking, ${count('not checked')} not checked`].join(
    '\n',
  );
}
