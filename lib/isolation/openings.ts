import { instanceOf } from './adversary/instances';
import { against } from './audited';
import { buildSide } from './model/side';
import type { Severity } from './report/audit-report';
import { foreignResourcePolicy } from './rules/foreign-resource-policy';
import { foreignTrust } from './rules/foreign-trust';
import { otherAccountNamed } from './rules/other-account-named';
import type { JsonObject } from './template/json';

/** An account and its place in the pair. */
export interface OwnAccount {
  readonly name: 'sandbox' | 'live';
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

/** Rules that a single resource can break, by what it says itself. */
const RULES = [foreignResourcePolicy, foreignTrust, otherAccountNamed];

/**
 * What a part of a template surely opens to the other account. For a look at once, while a template is being made: what refers to the
 * rest of the template is left to the audit.
 */
export function openings(template: JsonObject, own: OwnAccount, other: OwnAccount): Opening[] {
  const side = ({ name, ...input }: OwnAccount, stacks: { name: string; template: JsonObject }[]) =>
    buildSide(name, { ...input, stacks });
  const audited = against(side(own, [{ name: own.name, template }]), side(other, []), (pattern) => [
    instanceOf(pattern),
  ]);
  return RULES.flatMap((rule) =>
    Array.from(rule.check(audited)).flatMap(({ decision, subject, severity = 'high', reason, fix = rule.help }) =>
      decision === 'open' ? [{ logicalId: subject.logicalId, rule: rule.id, severity, reason, fix }] : [],
    ),
  );
}
