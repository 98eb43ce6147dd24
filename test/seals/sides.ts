import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { bootstrapTemplate } from '../../lib/bootstrap/bootstrap-template';
import { Names } from '../../lib/bootstrap/names';
import { FUNCTIONS } from '../../lib/constructs/names';
import { loadEnvironments } from '../../lib/environment/load';
import { otherEnvironment } from '../../lib/environment/modes';
import { loadOrganization, type Organization } from '../../lib/environment/organization';
import { projectRoot } from '../../lib/environment/project-root';
import type { Environment } from '../../lib/environment/schema';
import type { JsonObject } from '../../lib/isolation/template/json';
import { EnvironmentApp } from '../../lib/stacks/environment-app';
import { OrganizationApp } from '../../lib/stacks/organization-app';

/** One environment, and every template that has a say in it: its stacks, its bootstrap, the organisation's perimeter. */
export interface Side {
  readonly environment: Environment;
  /** The environment that must not be reached from here, nor from there. */
  readonly other: Environment;
  readonly organization: Organization;
  readonly names: Names;
  /** By stack. */
  readonly templates: Readonly<Record<string, JsonObject>>;
}

/** Both sides, with handlers of one line: what the templates say does not depend on the code. */
export function synthesizeSides(): readonly Side[] {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-seals-'));
  try {
    const environments = loadEnvironments();
    const organization = loadOrganization(environments, join(projectRoot(), 'docs', 'examples'));
    const perimeter = templatesOf(
      new OrganizationApp({ organization, environments, outdir: join(folder, 'perimeter') }),
    );
    const handlers = stubHandlers(join(folder, 'handlers'));
    return ([environments.sandbox, environments.live] as const).map((environment) => {
      const names = new Names(environment);
      const other = environments[otherEnvironment(environment.name)];
      const app = new EnvironmentApp({ environment, other, handlers, outdir: join(folder, environment.name) });
      return {
        environment,
        other,
        organization,
        names,
        templates: {
          [names.stack]: JSON.parse(JSON.stringify(bootstrapTemplate(environment))) as JsonObject,
          ...templatesOf(app),
          ...perimeter,
        },
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function templatesOf(app: App): Record<string, JsonObject> {
  const stacks = app.node.children.filter((child) => child instanceof Stack);
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, Template.fromStack(stack).toJSON() as JsonObject]));
}

function stubHandlers(folder: string): string {
  for (const name of FUNCTIONS) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'index.js'), 'exports.handler = async () => undefined;\n');
  }
  return folder;
}
