import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { loadEnvironments } from '../../lib/environment/load';
import { otherEnvironment } from '../../lib/environment/modes';
import type { Environment } from '../../lib/environment/schema';
import type { EnvironmentApp } from '../../lib/stacks/environment-app';
import { stacksOf, synthesizeApp, type Templates, templatesOf } from './synthesize-app';
import { templatesOnce } from './templates-once';
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
  /** By the name of their stack. */
  readonly templates: Templates;
  /** The app itself, for what its templates do not say; synthesized when it is asked for. */
  readonly app: EnvironmentApp;
  readonly stacks: readonly Stack[];
  template(part: Part): Template;
  /** Every resource of one type in one stack, by logical id. */
  resources(part: Part, type: string): Record<string, Resource>;
  /** Every resource of the environment. */
  all(): (Resource & { readonly stack: string; readonly logicalId: string })[];
}

const files = loadEnvironments();

/** Both environments as their files stand. */
export const BOTH: readonly (readonly [Environment['name'], Synthesized])[] = [
  ['sandbox', synthesized(files.sandbox, () => templatesOnce('sandbox'))],
  ['live', synthesized(files.live, () => templatesOnce('live'))],
];

/** An environment file without a custom domain. */
export function withoutDomain({ domain, ...environment }: Environment): Environment {
  return environment;
}

/** An environment that differs from its file. */
export function synthesize(environment: Environment): Synthesized {
  return synthesized(environment, ({ app }) => templatesOf(app));
}

function synthesized(environment: Environment, read: (of: Synthesized) => Templates): Synthesized {
  let app: EnvironmentApp | undefined;
  let templates: Templates | undefined;
  const made: Synthesized = {
    environment,
    other: files[otherEnvironment(environment.name)],
    get app() {
      app ??= synthesizeApp(environment, temporaryFolder());
      return app;
    },
    get stacks() {
      return stacksOf(made.app);
    },
    get templates() {
      templates ??= read(made);
      return templates;
    },
    template(part) {
      const found = made.templates[`airlock-${environment.name}-${part}`];
      if (!found) throw new Error(`no stack ${part}`);
      return Template.fromJSON(found);
    },
    resources(part, type) {
      return made.template(part).findResources(type) as Record<string, Resource>;
    },
    all() {
      return Object.entries(made.templates).flatMap(([stack, { Resources }]) =>
        Object.entries(Resources as unknown as Record<string, Resource>).map(([logicalId, resource]) => ({
          ...resource,
          stack,
          logicalId,
        })),
      );
    },
  };
  return made;
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
