import { isJsonList, isJsonObject, type Json, type JsonObject, member } from '../../lib/isolation/template/json';
import type { Place } from './deployed';
import { documentsOf, type LayerName, type Path, type PlacedDocument, resourcesOf } from './documents';
import { at, without } from './removal';
import { SEALING_PROPERTIES } from './sealing-properties';
import type { Side } from './sides';

export type Kind =
  | 'deny statement'
  | 'action of a deny'
  | 'resource of a deny'
  | 'exception of a deny'
  | 'allow statement'
  | 'action of an allow'
  | 'principal'
  | 'condition'
  | 'value of a condition'
  | 'boundary of a role'
  | 'permission'
  | 'source of a permission'
  | 'policy of a resource'
  | 'property';

/** A template with one thing less. */
export interface Mutant extends Place {
  readonly layer: LayerName;
  readonly kind: Kind;
  /** From the resource's definition on. */
  readonly path: Path;
  /** What is gone, as written. */
  readonly removed: Json;
  /** The resource without it; undefined when the whole resource is gone. */
  readonly definition: JsonObject | undefined;
}

/** Every single removal from the templates of a side. */
export function mutantsOf(side: Side): Mutant[] {
  const documents = documentsOf(side).flatMap((placed) => inDocument(placed, definitionOf(side, placed)));
  return [...documents, ...Object.entries(side.templates).flatMap(([stack, template]) => inTemplate(stack, template))];
}

function definitionOf({ templates }: Side, { stack, logicalId }: Place): JsonObject {
  return at(templates[stack], ['Resources', logicalId]) as JsonObject;
}

function inDocument({ stack, logicalId, layer, path, document }: PlacedDocument, definition: JsonObject): Mutant[] {
  const gone = (kind: Kind, below: Path): Mutant => {
    const whole = [...path, ...below];
    const removed = at(definition, whole) ?? null;
    return { stack, logicalId, layer, kind, path: whole, removed, definition: without(definition, whole) };
  };
  const statements = document['Statement'] as readonly JsonObject[];
  // The auditor only looks, at a hundred things; what it lacks it is told.
  const countsByAction = logicalId !== 'Auditor';
  return statements.flatMap((statement, index) => {
    const denies = statement['Effect'] === 'Deny';
    const each = (kind: Kind, ...elements: string[]) =>
      elements.flatMap((element) =>
        severalIn(statement[element], ['Statement', index, element]).map((below) => gone(kind, below)),
      );
    return [
      gone(denies ? 'deny statement' : 'allow statement', ['Statement', index]),
      ...(denies ? each('action of a deny', 'Action') : countsByAction ? each('action of an allow', 'Action') : []),
      ...(denies ? each('resource of a deny', 'Resource') : []),
      ...(denies ? each('exception of a deny', 'NotAction', 'NotResource', 'NotPrincipal') : []),
      ...each('principal', 'Principal'),
      ...conditions(statement).flatMap((below) => [
        gone('condition', ['Statement', index, ...below]),
        ...severalIn(at(statement, below), ['Statement', index, ...below]).map((value) =>
          gone('value of a condition', value),
        ),
      ]),
    ];
  });
}

/** Paths of the values in a list of several, also below the kinds of a principal. */
function severalIn(value: Json | undefined, path: Path): Path[] {
  if (isJsonObject(value)) return Object.keys(value).flatMap((key) => severalIn(value[key], [...path, key]));
  return isJsonList(value) && value.length > 1 ? value.map((_, index) => [...path, index]) : [];
}

/** Paths of each operator with its key. */
function conditions(statement: JsonObject): Path[] {
  const condition = member(statement, 'Condition');
  if (!isJsonObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isJsonObject(keys) ? Object.keys(keys).map((key) => ['Condition', operator, key]) : [],
  );
}

/** What carries a resource's policy when it is a resource of its own. */
const POLICY_TYPE = /^AWS::(S3::BucketPolicy|SNS::TopicPolicy|SQS::QueuePolicy|SecretsManager::ResourcePolicy)$/;

function inTemplate(stack: string, template: JsonObject): Mutant[] {
  return resourcesOf(template).flatMap(([logicalId, definition]) => {
    const place = { stack, logicalId };
    const whole = { ...place, path: [], removed: definition, definition: undefined };
    const gone = (layer: LayerName, kind: Kind, path: Path): Mutant[] => {
      const removed = at(definition, path);
      return removed === undefined
        ? []
        : [{ ...place, layer, kind, path, removed, definition: without(definition, path) }];
    };
    const type = String(definition['Type']);
    return [
      ...gone('boundary attached', 'boundary of a role', ['Properties', 'PermissionsBoundary']),
      ...gone('resource policy', 'policy of a resource', ['Properties', 'ResourcePolicy', 'PolicyDocument']),
      ...(POLICY_TYPE.test(type)
        ? [{ ...whole, layer: 'resource policy', kind: 'policy of a resource' } as const]
        : []),
      ...(type === 'AWS::Lambda::Permission'
        ? [
            { ...whole, layer: 'permission', kind: 'permission' } as const,
            ...['SourceArn', 'SourceAccount', 'PrincipalOrgID'].flatMap((key) =>
              gone('permission', 'source of a permission', ['Properties', key]),
            ),
          ]
        : []),
      ...sealing(definition, []).flatMap((path) => gone('property', 'property', path)),
    ];
  });
}

/** Paths of the properties that seal something, at any depth outside policies. */
function sealing(value: Json, path: Path): Path[] {
  if (isJsonList(value)) return value.flatMap((item, index) => sealing(item, [...path, index]));
  if (!isJsonObject(value) || isJsonList(value['Statement'])) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(SEALING_PROPERTIES.has(key)
      ? [[...path, key], ...(isJsonList(item) ? severalIn(item, [...path, key]) : [])]
      : []),
    ...sealing(item, [...path, key]),
  ]);
}
