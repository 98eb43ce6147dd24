import type { DeploymentTarget } from './deployment-target';
import { isJsonList, isJsonObject, type Json, type JsonObject, member } from './json';
import { Resolver } from './resolver';
import { asText, type Resolved, type Unknown } from './value';

interface ResolvedResource {
  readonly logicalId: string;
  /** Such as `AWS::SQS::Queue`; empty when the template has none. */
  readonly type: string;
  /** Whether its condition holds. */
  readonly exists: boolean | Unknown;
  readonly properties: Resolved;
  /** As written, with everything else it has. */
  readonly definition: Json;
}

interface ResolvedOutput {
  readonly name: string;
  readonly value: Resolved;
  readonly exists: boolean | Unknown;
  readonly exportName: Resolved | undefined;
}

/** A template, worked out for one account. */
export interface ResolvedTemplate {
  readonly resources: ReadonlyMap<string, ResolvedResource>;
  readonly outputs: readonly ResolvedOutput[];
  /** What it exports under a known name; give it to the stacks that import. */
  readonly exports: ReadonlyMap<string, Resolved>;
  /** Macros that rewrite the template when it is deployed: what they make of it is not known. */
  readonly macros: readonly string[];
  /** Parts of the template that stand where resources or outputs are listed and are none, such as `Fn::ForEach`. */
  readonly unreadable: readonly string[];
  /** Works out one more value of the same template. */
  resolve(value: Json): Resolved;
}

export function resolveTemplate(template: JsonObject, target: DeploymentTarget): ResolvedTemplate {
  const resolver = new Resolver(template, target);
  const listed = isJsonObject(template['Resources']) ? Object.entries(template['Resources']) : [];
  const resources = listed.filter(([name, definition]) => !name.startsWith('Fn::') && isJsonObject(definition));
  const outputs = outputsOf(template, resolver);
  return {
    resources: new Map(resources.map(([id, definition]) => [id, resource(id, definition, resolver)])),
    outputs,
    exports: exportsOf(outputs),
    macros: macrosOf(template),
    unreadable: [
      ...listed.filter((entry) => !resources.includes(entry)).map(([name]) => name),
      ...(template['Resources'] === undefined || isJsonObject(template['Resources']) ? [] : ['something']),
      ...outputs.filter(({ name }) => name.startsWith('Fn::')).map(({ name }) => name),
    ],
    resolve: (value) => resolver.resolve(value),
  };
}

function resource(logicalId: string, definition: Json, resolver: Resolver): ResolvedResource {
  const type = member(definition, 'Type');
  const properties = member(definition, 'Properties');
  return {
    logicalId,
    // Every type has a namespace; words that objects of JavaScript know are none.
    type: typeof type === 'string' && type.includes('::') ? type : '',
    exists: existence(definition, resolver),
    properties: properties === undefined ? {} : resolver.resolve(properties),
    definition,
  };
}

function existence(definition: Json, resolver: Resolver): boolean | Unknown {
  const condition = member(definition, 'Condition');
  if (condition === undefined) return true;
  return typeof condition === 'string' ? resolver.condition(condition) : resolver.unknown('condition', 'not a name');
}

function outputsOf(template: JsonObject, resolver: Resolver): ResolvedOutput[] {
  const outputs = isJsonObject(template['Outputs']) ? Object.entries(template['Outputs']) : [];
  return outputs.map(([name, definition]) => {
    const exportName = member(member(definition, 'Export'), 'Name');
    return {
      name,
      value: resolver.resolve(member(definition, 'Value') ?? null),
      exists: existence(definition, resolver),
      exportName: exportName === undefined ? undefined : resolver.resolve(exportName),
    };
  });
}

function exportsOf(outputs: readonly ResolvedOutput[]): Map<string, Resolved> {
  return new Map(
    outputs.flatMap(({ value, exists, exportName }): [string, Resolved][] => {
      const name = exportName === undefined ? undefined : asText(exportName);
      return typeof name === 'string' && exists === true ? [[name, value]] : [];
    }),
  );
}

function macrosOf(template: JsonObject): string[] {
  const transforms = [template['Transform'], template['Fn::Transform']];
  const list = transforms.flatMap((each) => (isJsonList(each) ? each : each === undefined ? [] : [each]));
  return list.map((item) => String(isJsonObject(item) ? (item['Name'] ?? 'a macro') : item));
}
