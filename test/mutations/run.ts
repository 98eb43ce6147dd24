/**
 * `npm run audit:mutations`: edits two sealed environments in many ways, one at a time, and counts what the auditor makes
 * of it. Exit 0 only when every opening is caught at its place and nothing else is flagged or left open to question.
 *
 *   --group NAME   only this group        --list      print the ids, audit nothing
 *   --app NAME     only this app          --verbose   print each wrong one and why
 *   --id TEXT      only ids with it       --json      print counts and wrong ones as JSON
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { audit } from '../../lib/isolation/audit';
import type { AuditReport } from '../../lib/isolation/findings/audit-report';
import { ownApp } from './apps/own-app';
import { unrelatedApps } from './apps/unrelated-apps';
import { judgeMutant } from './audited-mutant';
import { table } from './counts-table';
import { type Judged, type Outcome, RIGHT } from './judge';
import { type Mutant, mutantsOf } from './mutants';

const { values: options } = parseArgs({
  args: process.argv.slice(2),
  options: {
    group: { type: 'string' },
    app: { type: 'string' },
    id: { type: 'string' },
    list: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

process.env['CDK_VALIDATION'] = 'false';
const bases = [ownApp(), ...unrelatedApps()];
const mutants = mutantsOf(bases).filter(
  ({ group, app, id }) =>
    (options.group ?? group) === group && (options.app ?? app) === app && id.includes(options.id ?? ''),
);

if (options.list) print(mutants.map(({ id }) => id).join('\n'));
else run();

function run(): void {
  const baselines = new Map(bases.map(({ name, sides }) => [name, audit(sides)]));
  const started = performance.now();
  const judged = mutants.map((mutant, index) => {
    if (index % 500 === 0) process.stderr.write(`${index} of ${mutants.length}\n`);
    return { mutant, ...judgeMutant(mutant, baselines) };
  });
  const seconds = (performance.now() - started) / 1000;
  const wrong = judged.filter(({ outcome }) => !RIGHT.includes(outcome));
  const unsealed = [...baselines].filter(([, { verdict }]) => verdict !== 'isolated');
  if (options.json) print(JSON.stringify(asJson(judged, baselines, seconds), null, 2));
  else {
    for (const [name, { verdict, findings, unverified }] of baselines) {
      print(
        `base ${name}: ${verdict}${verdict === 'isolated' ? '' : ` (${findings.length} findings, ${unverified.length} unverified)`}`,
      );
      if (options.verbose) {
        for (const { rule, stack, logicalId, message } of findings)
          print(`  finding ${rule} ${stack}/${logicalId}: ${message}`);
        for (const { rule, stack, logicalId, reason } of unverified)
          print(`  unverified ${rule} ${stack}/${logicalId}: ${reason}`);
      }
    }
    print(`\n${table(judged.map(({ mutant: { group, kind }, outcome }) => ({ group, kind, outcome })))}`);
    print(`\n${mutants.length} edits in ${seconds.toFixed(1)} s; ${wrong.length} wrong`);
    if (options.verbose)
      for (const { mutant, outcome, because } of wrong) print(`${outcome}  ${mutant.id}\n    ${because}`);
  }
  process.exitCode = wrong.length + unsealed.length > 0 ? 1 : 0;
}

interface JudgedMutant extends Judged {
  readonly mutant: Mutant;
}

function asJson(judged: readonly JudgedMutant[], baselines: ReadonlyMap<string, AuditReport>, seconds: number) {
  const counts: Record<string, Partial<Record<Outcome, number>>> = {};
  for (const { mutant, outcome } of judged) {
    const name = `${mutant.group} ${mutant.kind}`;
    const { [outcome]: before = 0, ...others } = counts[name] ?? {};
    counts[name] = { ...others, [outcome]: before + 1 };
  }
  return {
    bases: Object.fromEntries([...baselines].map(([name, { verdict }]) => [name, verdict])),
    edits: judged.length,
    seconds: Number(seconds.toFixed(1)),
    counts,
    wrong: judged
      .filter(({ outcome }) => !RIGHT.includes(outcome))
      .map(({ mutant: { id }, outcome, because }) => ({ id, outcome, because })),
  };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
