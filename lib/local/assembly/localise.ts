import { SETTINGS } from '../../contract/settings';
import { NOT_EMULATED } from './not-emulated';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

interface Resource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DependsOn?: string | readonly string[];
  readonly [attribute: string]: unknown;
}
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: JsonObject;
  readonly [section: string]: unknown;
}

export interface Localised {
  readonly template: Template;
  /** Types that were left out, each once. */
  readonly notEmulated: readonly string[];
  /** Where something pointed at what was left out and went with it: `LogicalId.Path`, `Outputs.Name`. */
  readonly adjusted: readonly string[];
}

/**
 * The local form of an AWS template: without the types that the emulator lacks and whatever points at them, with one more variable
 * for every function, which makes loopback a host name and a destination, and with the one name of a request that the emulator knows.
 * @param authority the gateway's own on this machine, `localhost:<port>`
 */
export function localise(template: Template, authority: string): Localised {
  const entries = Object.entries(template.Resources);
  const left = entries.filter(([, { Type }]) => NOT_EMULATED.includes(Type));
  const gone = new Set(left.map(([id]) => id));
  const adjusted: string[] = [];

  const resources = entries
    .filter(([id]) => !gone.has(id))
    .map(([id, resource]) => [
      id,
      withKnownRequestId(withLoopback(withoutReferences(id, resource, gone, adjusted), authority)),
    ]);
  const outputs = Object.entries(template.Outputs ?? {}).filter(([name, output]) => {
    const dangling = refersTo(output, gone);
    if (dangling) adjusted.push(`Outputs.${name}`);
    return !dangling;
  });
  return {
    template: {
      ...template,
      Resources: Object.fromEntries(resources),
      ...(template.Outputs && { Outputs: Object.fromEntries(outputs) }),
    },
    notEmulated: [...new Set(left.map(([, { Type }]) => Type))].sort(),
    adjusted,
  };
}

function withLoopback(resource: Resource, authority: string): Resource {
  if (resource.Type !== 'AWS::Lambda::Function') return resource;
  const environment = (resource.Properties?.['Environment'] ?? {}) as JsonObject;
  const variables = { ...(environment['Variables'] as JsonObject | undefined), [SETTINGS.loopback]: authority };
  return { ...resource, Properties: { ...resource.Properties, Environment: { ...environment, Variables: variables } } };
}

/** The emulator leaves `$context.extendedRequestId` standing in an answer; its `requestId` is its own, no client's. */
function withKnownRequestId(resource: Resource): Resource {
  if (resource.Type !== 'AWS::ApiGateway::GatewayResponse') return resource;
  const known = JSON.stringify(resource).replaceAll('$context.extendedRequestId', '$context.requestId');
  return JSON.parse(known);
}

/** An attribute such as an update policy goes as a whole; of the properties only what is itself a function of what is gone. */
function withoutReferences(id: string, resource: Resource, gone: ReadonlySet<string>, adjusted: string[]): Resource {
  if (gone.size === 0) return resource;
  const attributes = Object.entries(resource).flatMap(([name, value]): [string, unknown][] => {
    const path = `${id}.${name}`;
    if (name === 'DependsOn') {
      const kept = [value as string | string[]].flat().filter((dependency) => !gone.has(dependency));
      if (kept.length === 0) return [];
      return [[name, Array.isArray(value) ? kept : value]];
    }
    if (name === 'Properties') return [[name, prune(value as Json, path, gone, adjusted)]];
    if (!refersTo(value as Json, gone)) return [[name, value]];
    adjusted.push(path);
    return [];
  });
  return Object.fromEntries(attributes) as unknown as Resource;
}

function prune(value: Json, path: string, gone: ReadonlySet<string>, adjusted: string[]): Json {
  if (value === null || typeof value !== 'object') return value;
  const keep = (child: Json, at: string): boolean => {
    const dangling = isFunction(child) && refersTo(child, gone);
    if (dangling) adjusted.push(at);
    return !dangling;
  };
  if (isList(value)) {
    const kept = value.filter((child, index) => keep(child, `${path}.${index}`));
    return kept.map((child, index) => prune(child, `${path}.${index}`, gone, adjusted));
  }
  const kept = Object.entries(value).filter(([key, child]) => keep(child, `${path}.${key}`));
  return Object.fromEntries(kept.map(([key, child]) => [key, prune(child, `${path}.${key}`, gone, adjusted)]));
}

/** One of CloudFormation's: `{ Ref: … }` or `{ 'Fn::…': … }`. */
function isFunction(value: Json): boolean {
  if (value === null || typeof value !== 'object' || isList(value)) return false;
  const [only, ...others] = Object.keys(value);
  return others.length === 0 && (only === 'Ref' || only?.startsWith('Fn::') === true);
}

function refersTo(value: Json, gone: ReadonlySet<string>): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (isList(value)) return value.some((child) => refersTo(child, gone));
  return Object.entries(value).some(([key, child]) => {
    if (key === 'Ref') return gone.has(String(child));
    if (key === 'Fn::GetAtt') return gone.has(isList(child) ? String(child[0]) : (String(child).split('.')[0] ?? ''));
    if (key === 'Fn::Sub') {
      const text = isList(child) ? String(child[0]) : String(child);
      const names = [...text.matchAll(/\$\{([^!}.]+)[^}]*\}/g)].map(([, name]) => name ?? '');
      return names.some((name) => gone.has(name)) || refersTo(child, gone);
    }
    return refersTo(child, gone);
  });
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
