import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FUNCTIONS } from '../../lib/contract/functions';
import { loadEnvironments } from '../../lib/environment/load';
import { otherEnvironment } from '../../lib/environment/modes';
import type { Environment } from '../../lib/environment/schema';
import type { JsonObject } from '../../lib/isolation/template/json';
import type { EnvironmentApp } from '../../lib/stacks/environment-app';

/** Templates by the name of their stack, in the order of the app. */
export type Templates = Readonly<Record<string, JsonObject>>;

/**
 * An app of one environment with handlers of one line: what the templates say does not depend on the code.
 * @param folder takes the handlers and the assembly
 */
export function synthesizeApp(environment: Environment, folder: string): EnvironmentApp {
  const other = loadEnvironments()[otherEnvironment(environment.name)];
  for (const name of FUNCTIONS) {
    mkdirSync(join(folder, 'handlers', name), { recursive: true });
    writeFileSync(join(folder, 'handlers', name, 'index.js'), `exports.handler = async () => '${name}';\n`);
  }
  const handlers = join(folder, 'handlers');
  // Loaded when it is needed: most test files only read what another has synthesized.
  const stacks = require('../../lib/stacks/environment-app') as typeof import('../../lib/stacks/environment-app');
  return new stacks.EnvironmentApp({ environment, other, handlers, outdir: join(folder, 'assembly') });
}

export function stacksOf(app: App): Stack[] {
  return app.node.children.filter((child) => child instanceof Stack);
}

export function templatesOf(app: App): Templates {
  const templates = stacksOf(app).map((stack) => [stack.stackName, Template.fromStack(stack).toJSON() as JsonObject]);
  return Object.fromEntries(templates);
}
