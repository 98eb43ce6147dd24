import { isJsonObject, type Json, type JsonObject, member } from '../template/json';
import { AuditInputError } from './audit-input-error';
import { legible } from './legible';
import { manifestEntries, textMember } from './manifest-file';
import type { NestedStackInput, SideReading } from './side-reading';
import type { TemplateFile } from './template-file';

type Stack = SideReading['stacks'][number];

/** Where the templates of nested stacks are. */
export interface NestedTemplates {
  /** Path from the root of the template that a resource brings up; undefined when it is not among the files. */
  find(resource: JsonObject, parentPath: string): string | undefined;
  read(path: string): TemplateFile;
}

const MOST_STACKS = 1000;

/**
 * A stack, and those that its resources bring up, and so on. Nested stacks whose template is not among the files are left out:
 * their resource in the parent is there to be judged.
 * @param path of the stack's template, from the root
 * @throws AuditInputError when a template brings up itself
 */
export function withNestedStacks(stack: Stack, path: string, templates: NestedTemplates): Stack[] {
  const found: Stack[] = [];
  const add = (parent: Stack, chain: readonly string[]): void => {
    found.push(parent);
    const parentPath = chain.at(-1) ?? path;
    if (found.length > MOST_STACKS) {
      throw new AuditInputError(
        `${legible(path)} brings up more than ${MOST_STACKS} nested stacks`,
        'see which of its templates is nested again and again',
      );
    }
    for (const [logicalId, resource] of nestingResources(parent.template)) {
      const nestedPath = templates.find(resource, parentPath);
      if (nestedPath === undefined) continue;
      if (chain.includes(nestedPath)) {
        throw new AuditInputError(
          `${legible(nestedPath)} brings up itself`,
          'take the circle out of the nested stacks',
        );
      }
      const { template, problems } = templates.read(nestedPath);
      add(nestedStack({ parent, logicalId, resource, template, problems }), [...chain, nestedPath]);
    }
  };
  add(stack, [path]);
  return found;
}

/** The resources of a template that bring up a stack, by logical id. */
export function nestingResources(template: JsonObject): [string, JsonObject][] {
  return manifestEntries(template, 'Resources').filter(
    (entry): entry is [string, JsonObject] =>
      isJsonObject(entry[1]) && NESTING_TYPES.has(textMember(entry[1], 'Type') ?? ''),
  );
}

const NESTING_TYPES = new Set(['AWS::CloudFormation::Stack', 'AWS::Serverless::Application']);

interface Nesting extends TemplateFile {
  readonly parent: Stack;
  readonly logicalId: string;
  readonly resource: JsonObject;
}

function nestedStack({ parent, logicalId, resource, template, problems }: Nesting): NestedStackInput {
  const passed = manifestEntries(member(resource, 'Properties'), 'Parameters');
  const literal = passed.flatMap(([name, value]) => {
    const text = literalText(value);
    return text === undefined ? [] : [[name, text] as const];
  });
  const unresolved = passed.filter(([, value]) => literalText(value) === undefined).map(([name]) => name);
  return {
    name: `${parent.name}/${logicalId}`,
    template: withoutDefaults(template, unresolved),
    ...(parent.account !== undefined && { account: parent.account }),
    ...(parent.region !== undefined && { region: parent.region }),
    parameters: Object.fromEntries(literal),
    ...(problems.length > 0 && { problems }),
    parent: { stack: parent.name, logicalId, unresolved },
  };
}

/** What CloudFormation takes as text: numbers and booleans too, and a list with commas. */
function literalText(value: Json): string | undefined {
  if (Array.isArray(value)) {
    const items = value.map(literalText);
    return items.every((item) => item !== undefined) ? items.join(',') : undefined;
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

function withoutDefaults(template: JsonObject, names: readonly string[]): JsonObject {
  const parameters = member(template, 'Parameters');
  if (names.length === 0 || !isJsonObject(parameters)) return template;
  const changed = Object.entries(parameters).map(([name, definition]) => {
    if (!names.includes(name) || !isJsonObject(definition)) return [name, definition] as const;
    const { Default: _, ...rest } = definition;
    return [name, rest] as const;
  });
  return { ...template, Parameters: Object.fromEntries(changed) };
}
