import type { Property, PropertyType, RelationshipRef } from '@aws-cdk/service-spec-types';
import { kindByDocumentation } from './kind-by-documentation';
import { isTuning, kindByName } from './kind-by-name';
import { KIND_EXCEPTIONS } from './kind-exceptions';
import { opens } from './opening-choices';
import type { PropertyKind } from './property-kind';
import { wordsOf } from './words';

/** A property of a resource type or of one of its definitions, as the resource database tells of it. */
export interface SpecifiedProperty {
  /** `AWS::S3::Bucket` */
  readonly type: string;
  /** The definition that holds it; undefined for a property of the resource itself. */
  readonly definition: string | undefined;
  /** The properties under which that definition is used. */
  readonly usedAs: readonly string[];
  readonly name: string;
  readonly property: Pick<Property, 'documentation'> & { readonly relationshipRefs?: RelationshipRef[] };
}

/** Names that say nothing without the property around them. */
const GENERIC =
  /^(values?|value list|ids?|identifiers?|keys?|names?|items?|refs?|reference|data|strings?|text|element|entries|list|default|exact|prefix|path|location|source|sources|destination|destinations|field value)$/;

const JSON_POLICIES_OF_NOBODY = /^(delivery|filter|replay|archive|redrive|redrive allow|field index|lifecycle) polic/;

/**
 * The kind of a value of this property that is itself text, free-form or a choice. Whatever says nothing of itself
 * counts as a `name`: to inspect too much costs nothing.
 * @param form one of the forms that the database gives it, without the lists and maps around it
 * @param mapped whether it stands in a map, the keys of which are free
 */
export function kindOfValue(specified: SpecifiedProperty, form: PropertyType, mapped: boolean): PropertyKind {
  const words = wordsOf(specified.name);
  const known = exception(specified);
  if (known) return known;
  switch (form.type) {
    case 'json':
      return kindOfFreeForm(words);
    case 'boolean':
      return opens(words, undefined) ? 'flag' : 'plain';
    case 'string':
      if (mapped) return kindOfFreeForm(words);
      if (!form.allowedValues || form.allowedValues.length === 0) return kindOfText(specified, words);
      if (/\bregions?\b/.test(words)) return 'region';
      return opens(words, form.allowedValues) ? 'flag' : 'plain';
    default:
      return 'plain';
  }
}

function exception({ type, definition, name }: SpecifiedProperty): PropertyKind | undefined {
  return definition === undefined
    ? KIND_EXCEPTIONS[`${type}.${name}`]
    : (KIND_EXCEPTIONS[`${type}:${definition}.${name}`] ?? KIND_EXCEPTIONS[`${type}:${definition}.*`]);
}

function kindOfFreeForm(words: string): PropertyKind {
  if (/\b(tags?|labels)\b/.test(words)) return 'plain';
  if (/\bpolic(y|ies)\b/.test(words)) return JSON_POLICIES_OF_NOBODY.test(words) ? 'json' : 'policy';
  const kind = kindByName(words);
  return kind === undefined || kind === 'plain' ? 'json' : kind;
}

function kindOfText(specified: SpecifiedProperty, words: string): PropertyKind {
  if (isTagPart(specified)) return 'plain';
  const around = specified.usedAs.map(wordsOf);
  if (
    around.some((use) => /^(environment( variables?)?|env( vars?)?)$/.test(use)) &&
    /^(name|value|key)$/.test(words)
  ) {
    return 'environment';
  }
  if (/^(s3 bucket|bucket|bucket name|s3 key|object key|key|s3 object version)$/.test(words) && holdsCode(specified)) {
    return 'code';
  }
  if (/\bpolic(y|ies)$/.test(words) && isPolicyText(specified)) return 'policy';
  if (GENERIC.test(words)) {
    const found = around
      .map((use) => kindByName(`${use} ${words}`) ?? kindByName(use))
      .find((kind) => kind && kind !== 'plain');
    if (found) return found;
  }
  const byName = kindByName(words);
  if (byName) return sharpened(byName, specified);
  const tuning = isTuning(words);
  if (tuning && opens(words, undefined)) return 'flag';
  const byDocumentation = kindByDocumentation(specified.property.documentation, words, tuning);
  if (byDocumentation) return byDocumentation;
  if (/\bcredentials?$/.test(words)) return 'secretText';
  return tuning && !specified.property.relationshipRefs?.length ? 'plain' : 'name';
}

/** A bucket may be asked for by its ARN, an endpoint by its URL; then the documentation says so. */
function sharpened(kind: PropertyKind, { property, name }: SpecifiedProperty): PropertyKind {
  const told = kindByDocumentation(property.documentation, wordsOf(name), true);
  if (kind === 'name' && (told === 'arn' || told === 'role')) return told;
  return kind === 'host' && told === 'url' ? told : kind;
}

/** A policy in a text: `Policy` of a bucket, but not the TLS policy of a listener. */
function isPolicyText({ property }: SpecifiedProperty): boolean {
  return /policy document|resource.?(based)? policy|resou?rce policy|\bIAM\b|\bpermissions?\b|session policy/i.test(
    property.documentation ?? '',
  );
}

function isTagPart({ definition, name }: SpecifiedProperty): boolean {
  return definition !== undefined && /tags?(items?|entry|map)?$/i.test(definition) && /^(key|value)$/i.test(name);
}

function holdsCode({ type, definition, usedAs }: SpecifiedProperty): boolean {
  const around = `${wordsOf(type.split('::').at(-1) ?? '')} | ${[definition ?? '', ...usedAs].map(wordsOf).join(' | ')}`;
  return /\bcode\b|\bcontent\b|\blayer version\b|\bsource bundle\b|\bartifact|\bpackage\b|\bplugin/.test(around);
}
