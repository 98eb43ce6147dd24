import type { Observation, Subject } from '../../findings/observation';
import type { PlacedPolicy } from '../../model/policy-places';
import { printableText } from '../../model/printable-text';
import type { Rule } from '../../model/rule';
import { textsOfSide } from '../../model/walk-texts';
import { typeFacts } from '../../tables/resource-types';
import type { PropertyPath } from '../../template/value';

/** The other account's number is in no template, in any spelling, except in a Deny. */
export const otherAccountNamed: Rule = {
  id: 'other-account-named',
  channel: 'configuration',
  title: "the other account's number stands in a template",
  help: 'Every value of every template is read as it is deployed and as it is written: joined, substituted, looked up, in JSON inside text and in base64. Take the number out; what both sides need differs by environment file.',
  *check({ own, other, policies }) {
    const letsIn = placesThatLetIn(policies);
    const number = numberOf(other.account);
    const found = new Map<string, Observation>();
    const silent = new Map(own.stacks.map(({ name }) => [name, 0]));
    for (const { subject, path, text, denied } of textsOfSide(own)) {
      const { stack, logicalId } = subject;
      silent.set(stack, (silent.get(stack) ?? 0) + 1);
      if (!number.test(text)) continue;
      const key = `${stack}/${logicalId}/${denied}`;
      if (found.has(key) || (denied && found.has(`${stack}/${logicalId}/false`))) continue;
      const place = path.join('.') || 'its definition';
      if (denied) {
        found.set(key, { subject, decision: 'closed', path, reason: `${place} names ${other.account}, to deny it` });
        continue;
      }
      found.set(key, {
        subject,
        decision: 'open',
        path,
        direction: letsIn(subject, path) ? 'in' : 'out',
        severity: 'high',
        reason: `${place} names ${other.name}'s account ${other.account}`,
        statement: `${place}: ${printableText(text)}`,
        hops: [`${other.name} (${other.account})`, place, `${stack}/${logicalId}`],
        fix: `take ${other.account} out of ${place}; nothing of ${own.name} may refer to ${other.name}`,
      });
    }
    yield* found.values();
    for (const [stack, count] of silent) {
      if ([...found.values()].some(({ subject, decision }) => subject.stack === stack && decision === 'open')) continue;
      const subject = { stack, logicalId: '', type: '' };
      yield { subject, decision: 'closed', reason: `none of ${count} texts names ${other.account}` };
    }
  },
};

/** Places where an account is let in: the policy of a resource, a trust, principals. Anywhere else, the number is a target of this side. */
function placesThatLetIn(policies: readonly PlacedPolicy[]): (subject: Subject, path: PropertyPath) => boolean {
  const doors = new Map<string, PropertyPath[]>();
  for (const { kind, holder, path } of policies) {
    if (kind !== 'resource' && kind !== 'trust') continue;
    const key = `${holder.stack}/${holder.logicalId}`;
    doors.set(key, [...(doors.get(key) ?? []), path]);
  }
  return ({ stack, logicalId, type }, path) => {
    const known = doors.get(`${stack}/${logicalId}`) ?? [];
    if (known.some((door) => door.every((part, index) => part === path[index]))) return true;
    return logicalId !== '' && typeFacts(type)?.kindOf(path) === 'principal';
  };
}

/** The number by itself, also in groups of four digits as in the console, and of three as in some programs. */
export function numberOf(account: string): RegExp {
  const grouped = account.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1[- ]?$2[- ]?$3');
  const inThrees = account.replace(/^(\d{3})(\d{3})(\d{3})(\d{3})$/, '$1_$2_$3_$4');
  return new RegExp(`(?<!\\d)(?:${grouped}|${inThrees})(?!\\d)`);
}
