import type { Command } from 'commander';
import { printable } from '../environment/visible';
import type { CheckResult, CheckStatus } from '../operations/doctor/check';
import { EXIT_CODES } from './output/exit-codes';
import { createOutput } from './output/output';
import { type AccountOptions, addAccountOptions, addStageArgument, type StageOptions, stageOf } from './stage-options';

export function register(program: Command): void {
  const command = addAccountOptions(
    addStageArgument(
      program
        .command('doctor')
        .description(
          'what an account still lacks, each with the command that mends it; only reads, and no secret value',
        ),
    ),
  );
  command.action((word: string | undefined, options: AccountOptions) =>
    doctor({ ...options, stage: stageOf(command, word) }),
  );
}

async function doctor(options: StageOptions): Promise<void> {
  const { inspectAccount } = await import('../operations/doctor/run-checks.js');
  const report = await inspectAccount(options);
  createOutput(options).result(report, reportText(report.findings));
  if (!report.healthy) process.exitCode = EXIT_CODES.failed;
}

const SIGN: Readonly<Record<CheckStatus, string>> = { ok: '✓', lacking: '✗', 'not checked': '?' };

/** One line for each result, its fix below it, and the counts. */
function reportText(results: readonly CheckResult[]): string {
  const width = Math.max(...results.map(({ check }) => check.length));
  const lines = results.flatMap(({ check, subject, verdict, found, fix }) => [
    `${SIGN[verdict]} ${check.padEnd(width)}  ${printable(subject)}: ${verdict === 'not checked' ? 'not checked, ' : ''}${printable(found)}`,
    ...(fix ? [`  ${' '.repeat(width)}  → ${printable(fix)}`] : []),
  ]);
  const count = (status: CheckStatus) => results.filter(({ verdict }) => verdict === status).length;
  return [...lines, '', `${count('ok')} ok, ${count('lacking')} lacking, ${count('not checked')} not checked`].join(
    '\n',
  );
}
