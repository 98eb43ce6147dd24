import { isJsonList, isJsonObject, type Json, type JsonObject, member } from '../../lib/isolation/template/json';
import type { Place } from './deployed';
import type { Side } from './sides';

/** The layers, each by itself: where something stands decides which of them has to notice that it is gone. */
export type LayerName =
  | 'resource policy'
  | 'key policy'
  | 'trust'
  | 'permission'
  | 'identity policy'
  | 'boundary'
  | 'boundary attached'
  | 'organisation'
  | 'property';

export type Path = readonly (string | number)[];

/** A policy document where it stands. */
export interface PlacedDocument extends Place {
  readonly layer: LayerName;
  /** From the resource's definition on. */
  readonly path: Path;
  readonly document: JsonObject;
}

/** Types whose documents are of one layer. A role holds several, a managed policy is what it is used as. */
const LAYER_OF: Readonly<Record<string, LayerName>> = {
  'AWS::DynamoDB::Table': 'resource policy',
  'AWS::KMS::Key': 'key policy',
  'AWS::Organizations::Policy': 'organisation',
  'AWS::S3::BucketPolicy': 'resource policy',
  'AWS::SNS::TopicPolicy': 'resource policy',
  'AWS::SQS::QueuePolicy': 'resource policy',
  'AWS::SecretsManager::ResourcePolicy': 'resource policy',
};

export function resourcesOf(template: JsonObject): [logicalId: string, definition: JsonObject][] {
  const resources = member(template, 'Resources');
  return isJsonObject(resources) ? (Object.entries(resources) as [string, JsonObject][]) : [];
}

/** Every policy document of a side, found by its form, in whatever property it stands. */
export function documentsOf(side: Side): PlacedDocument[] {
  const boundaries = boundaryTexts(side);
  return Object.entries(side.templates).flatMap(([stack, template]) =>
    resourcesOf(template).flatMap(([logicalId, definition]) =>
      documentsIn(definition, []).flatMap(({ path, document }) => {
        if (isForTheOther(definition, side)) return [];
        const type = String(definition['Type']);
        const name = String(member(definition['Properties'], 'ManagedPolicyName'));
        const isBoundary = boundaries.some((text) => text.includes(`"${logicalId}"`) || text.includes(`/${name}"`));
        const layer =
          LAYER_OF[type] ??
          (path.includes('AssumeRolePolicyDocument') ? 'trust' : isBoundary ? 'boundary' : 'identity policy');
        return [{ stack, logicalId, layer, path, document }];
      }),
    ),
  );
}

/** The organisation's policies are for one account each. */
function isForTheOther(definition: JsonObject, { other }: Side): boolean {
  const name = String(member(definition['Properties'], 'Name'));
  return definition['Type'] === 'AWS::Organizations::Policy' && name.startsWith(`airlock-${other.name}-`);
}

function documentsIn(value: Json, path: Path): { path: Path; document: JsonObject }[] {
  if (isJsonList(value)) return value.flatMap((item, index) => documentsIn(item, [...path, index]));
  if (!isJsonObject(value)) return [];
  const statements = member(value, 'Statement');
  if (isJsonList(statements) && statements.every((each) => member(each, 'Effect'))) return [{ path, document: value }];
  return Object.entries(value).flatMap(([key, item]) => documentsIn(item, [...path, key]));
}

/** What roles say of their boundary. */
function boundaryTexts({ templates }: Side): string[] {
  return Object.values(templates)
    .flatMap(resourcesOf)
    .flatMap(([, definition]) => {
      const boundary = member(definition['Properties'], 'PermissionsBoundary');
      return boundary === undefined ? [] : [JSON.stringify(boundary)];
    });
}
