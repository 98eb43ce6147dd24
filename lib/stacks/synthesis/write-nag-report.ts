import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks, type NagPack, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { loadEnvironments } from '../../environment/load';
import { otherEnvironment } from '../../environment/modes';
import { projectRoot } from '../../environment/project-root';
import { EnvironmentApp } from '../environment-app';
import { bundleHandlers } from './bundle-handlers';

/**
 * Writes what cdk-nag finds in both environments to `cdk.out/nag-report.json`. AwsSolutions is a gate of every synth; NIST 800-53 R5 and
 * PCI DSS 3.2.1 are for reading: much of what they ask is about networks and servers that are not here.
 */
function main(): void {
  const handlers = bundleHandlers();
  const folder = join(projectRoot(), 'cdk.out');
  const environments = loadEnvironments();
  const report = Object.values(environments).flatMap((environment) => {
    const other = environments[otherEnvironment(environment.name)];
    const app = new EnvironmentApp({ environment, other, handlers, outdir: join(folder, 'nag', environment.name) });
    app.synth();
    const packs: NagPack[] = [new AwsSolutionsChecks(), new NIST80053R5Checks(), new PCIDSS321Checks()];
    return packs.map((pack) => {
      const rules = pack.validateScope(app).violations.map(({ ruleName, description, violatingResources }) => ({
        rule: ruleName,
        description,
        resources: violatingResources.map(({ constructPath }) => constructPath),
      }));
      return { environment: environment.name, pack: pack.readPackName, rules };
    });
  });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'nag-report.json');
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  for (const { environment, pack, rules } of report) {
    const findings = rules.reduce((sum, { resources }) => sum + resources.length, 0);
    process.stdout.write(`${environment} ${pack}: ${findings} findings of ${rules.length} rules\n`);
  }
  process.stdout.write(`${file}\n`);
}

main();
