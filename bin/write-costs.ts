import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapTemplate } from '../lib/bootstrap/bootstrap-template';
import { costTables, withTables } from '../lib/costs/cost-tables';
import type { PricedTemplate } from '../lib/costs/monthly-costs';
import { loadEnvironments } from '../lib/environment/load';
import { type EnvironmentName, otherEnvironment } from '../lib/environment/modes';
import { projectRoot } from '../lib/environment/project-root';
import { EnvironmentApp } from '../lib/stacks/environment-app';
import { bundleHandlers } from '../lib/stacks/synthesis/bundle-handlers';

/** Writes into docs/costs.md what the templates of both environments hold that costs money. */
function main(): void {
  const environments = loadEnvironments();
  const handlers = bundleHandlers();
  const templates = (name: EnvironmentName): PricedTemplate[] => {
    const environment = environments[name];
    const other = environments[otherEnvironment(name)];
    const outdir = join(projectRoot(), 'cdk.out', 'costs', name);
    const { stacks } = new EnvironmentApp({ environment, other, handlers, outdir }).synth();
    return [bootstrapTemplate(environment), ...stacks.map(({ template }) => template as PricedTemplate)];
  };
  const file = join(projectRoot(), 'docs', 'costs.md');
  writeFileSync(file, withTables(readFileSync(file, 'utf8'), costTables(templates('sandbox'), templates('live'))));
}

main();
