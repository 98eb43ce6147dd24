import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FUNCTIONS } from '../../lib/constructs/names';
import { loadEnvironments } from '../../lib/environment/load';
import { otherEnvironment } from '../../lib/environment/modes';
import type { Environment } from '../../lib/environment/schema';
import { EnvironmentApp } from '../../lib/stacks/environment-app';
import { temporaryFolder } from './temporary-folder';

/** A resource of a template, as loose as JSON. */
export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is any JSON
  readonly Properties: any;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

type Part = 'foundation' | 'secrets' | 'data' | 'gateway' | 'observability' | 'detection';

/** The templates of one environment. */
export interface Synthesized {
  readonly environment: Environment;
  /** The other environment's file. */
  readonly other: Environment;
  readonly app: EnvironmentApp;
  readonly stacks: readonly Stack[];
  template(part: Part): Template;
  /** Every resource of one type in one stack, by logical id. */
  resources(part: Part, type: string): Record<string, Resource>;
  /** Every resource of the environment. */
  all(): (Resource & { readonly stack: string; readonly logicalId: string })[];
}

const files = loadEnvironments();

/** Both environments with handlers of one line: what the templates say does not depend on the code. */
export const BOTH: readonly (readonly [Environment['name'], Synthesized])[] = [
  ['sandbox', synthesize(files.sandbox)],
  ['live', synthesize(files.live)],
];

/** An environment file without a custom domain. */
export function withoutDomain({ domain, ...environment }: Environment): Environment {
  return environment;
}

export function synthesize(environment: Environment): Synthesized {
  const other = files[otherEnvironment(environment.name)];
  const app = new EnvironmentApp({
    environment,
    other,
    handlers: stubHandlers(),
    outdir: temporaryFolder(),
  });
  const stacks = app.node.children.filter((child): child is Stack => 'templateFile' in child);
  const template = (part: Part) => {
    const stack = stacks.find(({ stackName }) => stackName === `airlock-${environment.name}-${part}`);
    if (!stack) throw new Error(`no stack ${part}`);
    return Template.fromStack(stack);
  };
  return {
    environment,
    other,
    app,
    stacks,
    template,
    resources: (part, type) => template(part).findResources(type) as Record<string, Resource>,
    all: () =>
      stacks.flatMap((stack) =>
        Object.entries(Template.fromStack(stack).toJSON()['Resources'] as Record<string, Resource>).map(
          ([logicalId, resource]) => ({ ...resource, stack: stack.stackName, logicalId }),
        ),
      ),
  };
}

function stubHandlers(): string {
  const folder = temporaryFolder();
  for (const name of FUNCTIONS) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.js'), `exports.handler = async () => '${name}';\n`);
  }
  return folder;
}

/** The one value of a record that must have exactly one. */
export function only<Value>(record: Readonly<Record<string, Value>>): Value {
  const [value, ...more] = Object.values(record);
  if (value === undefined || more.length > 0)
    throw new Error(`expected one, found ${Object.keys(record).join(', ') || 'none'}`);
  return value;
}

/** Whether a policy's pattern with `*` covers a text. */
export function covers(pattern: string, text: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(text);
}

/** The alias `current` of a function, with its logical id. */
export function aliasOf({ environment, resources }: Synthesized, part: string): [string, Resource] {
  const functions = resources('gateway', 'AWS::Lambda::Function');
  const found = Object.entries(resources('gateway', 'AWS::Lambda::Alias')).find(
    ([, { Properties }]) =>
      Properties.Name === 'current' &&
      functions[Properties.FunctionName.Ref]?.Properties.FunctionName === `airlock-${environment.name}-${part}`,
  );
  if (!found) throw new Error(`no alias current of ${part}`);
  return found;
}
