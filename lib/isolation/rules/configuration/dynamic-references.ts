import { ownerOf } from '../../address/owner-of';
import { type Observation, subjectOf } from '../../findings/observation';
import type { Rule } from '../../model/rule';
import { describeText, unknownsIn } from '../../template/value';

/** Values that are looked up at deployment come from the own account. */
export const dynamicReferences: Rule = {
  id: 'dynamic-references',
  channel: 'configuration',
  title: 'a template looks a value up in the other account',
  help: 'References such as {{resolve:secretsmanager:…}} and parameters that are read from the Parameter Store take a name of this account, or an ARN of any. Refer by name, or to an ARN of this account.',
  *check(audited) {
    const { own, other } = audited;
    for (const resource of own.resources) {
      const places = new Map<string, Observation>();
      for (const { origin } of unknownsIn(resource.properties).values()) {
        if (origin.reference === undefined) continue;
        const { owner, why } = ownerOf(origin.reference, audited);
        const shown = describeText(origin.reference);
        const subject = subjectOf(resource);
        if (owner === 'other') {
          places.set(shown, {
            subject,
            decision: 'open',
            direction: 'out',
            severity: 'critical',
            statement: shown,
            reason: `a value is looked up in ${other.name}: ${why}`,
            hops: [`${resource.stack}/${resource.logicalId}`, shown, `${other.name} (${other.account})`],
            fix: 'keep the value in this account and refer to it there',
          });
        } else if (owner === 'unknown' && shown.includes('arn:')) {
          places.set(shown, {
            subject,
            decision: 'unverified',
            statement: shown,
            reason: `where a value is looked up is not known: ${why}`,
          });
        } else {
          places.set(shown, { subject, decision: 'closed', statement: shown, reason: 'looked up in this account' });
        }
      }
      yield* places.values();
    }
  },
};
