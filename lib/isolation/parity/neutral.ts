import type { Side, SideResource } from '../model/side';
import { isJsonObject, type Json, parseJson } from '../template/json';
import { plainJson } from '../template/value';

/** JSON with each side's own names taken out, so that what is left can be compared. */
export type Neutral = null | boolean | number | string | readonly Neutral[] | { readonly [key: string]: Neutral };

/** A resource as it would look in either environment. */
export interface NeutralResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** `Properties.…` and the attributes that keep or delete it. */
  readonly value: Neutral;
  readonly resource: SideResource;
}

/** Every resource of a side by neutral stack and logical id. */
export function neutralResources(side: Side): Map<string, NeutralResource> {
  const neutral = neutralizer(side);
  return new Map(
    side.resources.map((resource) => {
      const [stack, logicalId] = [neutral(resource.stack), withoutHash(resource)];
      const { DeletionPolicy, UpdateReplacePolicy } = isJsonObject(resource.definition) ? resource.definition : {};
      const value = neutralValue(
        { Properties: plainJson(resource.properties), DeletionPolicy, UpdateReplacePolicy },
        (text) => neutral(withoutHashes(text)),
      );
      return [`${stack}/${logicalId}`, { stack, logicalId, type: resource.type, value, resource }];
    }),
  );
}

/** Writes `{account}`, `{region}` and `{environment}` where a side names itself. */
export function neutralizer({ account, region, name, environment }: Side): (text: string) => string {
  const own: [string, string][] = [
    [account, '{account}'],
    [region, '{region}'],
    ...(environment?.domain ? [[environment.domain.name, '{host}'] as [string, string]] : []),
    ...(environment ? [[environment.qualifier, '{qualifier}'] as [string, string]] : []),
  ];
  const tokens = new Map(own);
  const names = [...tokens.keys()]
    .sort((one, two) => two.length - one.length)
    .map((text) => text.replaceAll('.', '\\.'));
  const pattern = new RegExp(`${names.join('|')}|(?<![A-Za-z])${name}(?![a-z])`, 'g');
  return (text) => text.replace(pattern, (found) => tokens.get(found) ?? '{environment}');
}

/** JSON inside a text is compared value by value, so that a difference is one value and not the whole text. */
export function neutralValue(value: unknown, neutral: (text: string) => string): Neutral {
  if (Array.isArray(value)) return value.map((item) => neutralValue(item, neutral));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [neutral(key), neutralValue(item, neutral)]));
  }
  if (typeof value === 'string') {
    const inside = parsed(value);
    return inside === undefined ? neutral(value) : neutralValue(inside, neutral);
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function parsed(text: string): Json | undefined {
  return /^\s*(?:\{\s*"|\[\s*[{["])/.test(text) ? parseJson(text) : undefined;
}

/** The CDK puts a content hash into the ids of versions and deployments. */
const HASHED = new Set(['AWS::Lambda::Version', 'AWS::ApiGateway::Deployment']);

function withoutHash({ type, logicalId }: SideResource): string {
  return HASHED.has(type) ? logicalId.replace(/[0-9a-f]{32}$/, '') : logicalId;
}

function withoutHashes(text: string): string {
  return text.replace(/((?:CurrentVersion|Deployment)[0-9A-F]{8})[0-9a-f]{32}/g, '$1');
}
