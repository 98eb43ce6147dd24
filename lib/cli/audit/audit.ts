import { type Command, Option } from 'commander';
import type { AuditRequest } from '../../operations/audit/run-audit';
import { EXIT_CODES } from '../output/exit-codes';
import { failureOf } from '../output/failure';
import { createOutput } from '../output/output';
import { version } from '../version';
import { FORMATS, type Format } from './formats';

interface AuditOptions extends AuditRequest {
  readonly format?: Format;
  readonly json?: boolean;
  readonly out?: string;
  readonly acknowledge?: string;
}

const HELP = `
Reads the cloud assemblies of both environments, or folders of plain templates with --sandbox-account and --live-account, and looks in
both directions for every way in which one could reach the other. Works offline and needs no credentials. This project's own assemblies
are audited with its environment files and bootstrap templates; for others a bootstrap that is not given is out of scope.

Without --sandbox and --live it is what this project would deploy now: what cdk.out lacks, or has from other inputs, is synthesized first.
An assembly that is named and is older than its inputs is refused. The report says when, with what and from what it was made; with
SOURCE_DATE_EPOCH set to seconds since 1970 it has that time, and the same inputs give the same bytes.

--acknowledge takes a list in YAML or JSON of {rule, stack, logicalId, reason, owner, approver, expires: YYYY-MM-DD}, all of them in
each entry. Only a finding from live to sandbox that exposes no secret, money or customer data can be acknowledged; one from sandbox to
live never.

--deployed also reads what is deployed, with credentials of each account and only to look: the same questions are asked of the policies as
they are, what is not as its template says is a finding, and so is a secret whose fingerprint is on both sides.

Of several exit codes that would fit it is 2, else 1, else 3.`;

export function register(program: Command): void {
  const command = program
    .command('audit')
    .description('show that sandbox and live cannot reach each other, or the path by which they can')
    .option('--sandbox <dir>', 'assembly or templates of sandbox (default: of this project)')
    .option('--live <dir>', 'assembly or templates of live (default: of this project)')
    .option('--sandbox-account <id>', "sandbox's account, where the assembly does not say it")
    .option('--live-account <id>', "live's account, where the assembly does not say it")
    .option(
      '--sandbox-region <region>',
      'where plain templates, and stacks without env, of sandbox go (default: us-east-1)',
    )
    .option('--live-region <region>', 'where plain templates, and stacks without env, of live go (default: us-east-1)')
    .option('--bootstrap-sandbox <file>', "bootstrap template of sandbox's account")
    .option('--bootstrap-live <file>', "bootstrap template of live's account")
    .addOption(new Option('--format <format>', 'how the report is written (default: text)').choices(FORMATS))
    .option('--out <file>', 'write the report to a file')
    .option('--acknowledge <file>', 'findings that somebody answers for until a day')
    .addOption(new Option('--json', 'the same as --format json').conflicts('format'));
  addDeployedOptions(command).addHelpText('after', HELP).action(audit);
}

function addDeployedOptions(command: Command): Command {
  return command
    .option('--deployed', 'read both accounts as well, one after the other, and hold them against the templates')
    .option('--sandbox-profile <name>', "with --deployed: profile of sandbox's credentials; the auditor role is enough")
    .option('--live-profile <name>', "with --deployed: profile of live's credentials")
    .addOption(
      new Option(
        '--local',
        'with --deployed: the emulated accounts that `airlock up` runs, and what they were deployed from',
      ).conflicts(['sandboxProfile', 'liveProfile']),
    )
    .hook('preAction', (_, action) => {
      const { deployed, ...others } = action.opts<AuditRequest>();
      const [unused] = (['local', 'sandboxProfile', 'liveProfile'] as const).filter((name) => others[name]);
      if (unused && !deployed) {
        action.error(`error: --${unused.replace(/P/, '-p')} says which accounts to read: add --deployed`);
      }
    });
}

/** A failure must not look like a verdict: each has exit code 2, as unreadable input has. */
async function audit(options: AuditOptions): Promise<void> {
  try {
    await run(options);
  } catch (error) {
    const { AuditInputError } = await import('../../isolation/input/audit-input-error.js');
    const { message, fix, exitCode } = failureOf(error);
    if (exitCode === EXIT_CODES.usage) throw error;
    throw new AuditInputError(message, `nothing was decided; ${fix ?? 'AIRLOCK_DEBUG=1 shows where this happened'}`);
  }
}

async function run(options: AuditOptions): Promise<void> {
  const { readAcknowledgements, runAudit } = await import('../../operations/audit/run-audit.js');
  const { renderReport } = await import('./render-report.js');
  const { EXIT_CODE, headline, VERDICT_MARK } = await import('../../isolation/report/verdict.js');
  const { refuseUnwritable, saveReport } = await import('./write-report.js');
  const { acknowledge, out } = options;
  const acknowledgements = readAcknowledgements(acknowledge);
  if (out !== undefined) refuseUnwritable(out);
  const say = createOutput({}).progress;
  const report = await runAudit(options, {
    acknowledgements,
    toolVersion: version(),
    say,
    ...(options.local && { emulation: (await import('../../local/assembly/not-emulated.js')).EMULATION }),
  });
  const text = await renderReport(report, options.json ? 'json' : (options.format ?? 'text'), out === undefined);
  if (out === undefined) process.stdout.write(text);
  else {
    saveReport(text, out);
    say(`${VERDICT_MARK[report.verdict]} ${headline(report)}; the report is in ${out}`);
  }
  process.exitCode = EXIT_CODE[report.verdict];
}
