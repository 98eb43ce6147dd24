import type { EnvironmentName } from '../contract/environments';
import { instanceOf } from './adversary/instances';
import { adversaryOf } from './audit/both-ways';
import type { Severity } from './findings/finding';
import { permissionPolicies } from './model/permissions';
import type { PlacedPolicy } from './model/policy-places';
import type { Audited } from './model/rule';
import { buildSide, type Side } from './model/side';
import { foreignTrust } from './rules/identity/foreign-trust';
import { numberOf, otherAccountNamed } from './rules/names/other-account-named';
import { foreignResourcePolicy } from './rules/resources/foreign-resource-policy';
import type { JsonObject } from './template/json';
import { entriesOf, isObject, listOf, type PropertyPath, type Resolved } from './template/value';

/** An account and its place in the pair. */
export interface OwnAccount {
  readonly name: EnvironmentName;
  readonly account: string;
  readonly region: string;
}

/** Something that lets the other account in, whatever else stands against it. */
export interface Opening {
  readonly logicalId: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly reason: string;
  readonly fix: string;
}

/** Rules that a single resource can break by its own content. */
const RULES = [foreignResourcePolicy, foreignTrust, otherAccountNamed];

/**
 * What a part of a template surely opens to the other account. For a quick look while a template is being made, resource by resource: what
 * refers to the rest of the template, or is put together from pieces, is left to the audit.
 */
export function openings(template: JsonObject, own: OwnAccount, other: OwnAccount): Opening[] {
  const text = JSON.stringify(template);
  // Denies alone open nothing, and most resources hold only those.
  const isDenials = text.includes('"Effect"') && !text.includes('Allow');
  const isGrant = text.includes('Principal') && !isDenials;
  if (!isGrant && !numberOf(other.account).test(text)) return [];
  const side = ({ name, account, region }: OwnAccount, part?: JsonObject): Side =>
    buildSide(name, { account, region, stacks: part ? [{ name, template: part }] : [] });
  const [one, two] = [side(own, template), side(other)];
  const audited: Audited = {
    own: one,
    other: two,
    adversary: adversaryOf(one, two),
    policies: [...policiesByForm(one), ...permissionPolicies(one)],
    expand: (pattern) => [instanceOf(pattern)],
  };
  return RULES.flatMap((rule) =>
    Array.from(rule.check(audited)).flatMap(({ decision, subject, severity = 'high', reason, fix = rule.help }) =>
      decision === 'open' ? [{ logicalId: subject.logicalId, rule: rule.id, severity, reason, fix }] : [],
    ),
  );
}

/** Every policy with principals, found by its form. Needs no table of types. */
function policiesByForm(side: Side): PlacedPolicy[] {
  return side.resources.flatMap((holder) =>
    Array.from(documentsIn(holder.properties, []), ({ path, document }): PlacedPolicy => {
      const kind = path[0] === 'AssumeRolePolicyDocument' ? 'trust' : 'resource';
      return { kind, holder, path, document, attachedTo: [holder] };
    }),
  );
}

function* documentsIn(value: Resolved, path: PropertyPath): Iterable<Pick<PlacedPolicy, 'path' | 'document'>> {
  if (isObject(value) && namesPrincipals(value['Statement'])) yield { path, document: value };
  else for (const [name, item] of entriesOf(value)) yield* documentsIn(item, [...path, name]);
}

function namesPrincipals(statements: Resolved | undefined): boolean {
  return listOf(statements).some(
    (each) => isObject(each) && (each['Principal'] !== undefined || each['NotPrincipal'] !== undefined),
  );
}
