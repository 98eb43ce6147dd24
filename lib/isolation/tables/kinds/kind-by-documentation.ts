import type { PropertyKind } from './property-kind';

/** What the documentation of a text says of its value; the first that fits decides. */
const RULES: readonly (readonly [kind: PropertyKind, words: RegExp])[] = [
  ['role', /\b(IAM|service|execution|service-linked) role\b|\brole ARN\b|ARN of (the|an) [\w ]*role\b/i],
  ['arn', /\bARNs?\b|Amazon Resource Name/i],
  ['account', /\baccount (id|number|identifier)s?\b|\b(different|another|other) account\b/i],
  ['url', /\b(URLs?|URIs?)\b|\bs3:\/\//i],
  [
    'host',
    /\b(host ?names?|fully qualified domain|domain names?|DNS|endpoints?|IP address(es)?|e-?mail address|phone number)\b/i,
  ],
  ['secretText', /\b(password|passphrase|credentials?|secret (value|string|key)|access token|API key|bearer token)\b/i],
  ['principal', /\b(principals?|organi[sz]ational units?|cross-account|shared with|other accounts)\b/i],
  ['json', /\b(JSON|YAML|document|template|script|command|query|expression|definition)\b/i],
];

/** What a setting that only tunes can still be. */
const OF_SETTINGS = new Set<PropertyKind>(['role', 'arn', 'account', 'url']);

/** What a name or an id cannot be, whatever its documentation mentions. */
const NOT_OF_NAMES = new Set<PropertyKind>(['account', 'secretText', 'principal', 'json', 'host', 'url']);

/**
 * @param documentation markdown
 * @param words the property's name in words
 * @param tuning whether the name says that it only tunes something
 */
export function kindByDocumentation(
  documentation: string | undefined,
  words: string,
  tuning: boolean,
): PropertyKind | undefined {
  if (!documentation) return undefined;
  const text = documentation
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/https?:\/\/docs\.aws\.amazon\.com\S*/g, '')
    .replace(/For more information[^.]*\./gi, '');
  const found = RULES.find(([, pattern]) => pattern.test(text))?.[0];
  if (found && tuning && !OF_SETTINGS.has(found)) return undefined;
  return found && /\b(names?|ids?)$/.test(words) && NOT_OF_NAMES.has(found) ? 'name' : found;
}
