import { textList } from '../adversary/adversary';
import { compilePattern } from '../policy/patterns/pattern';
import { NO_KEYS } from '../policy/request/request-keys';
import { NO } from '../policy/truth';
import { readPlaced } from './read-policy';
import type { SideWithPolicies } from './side-with-policies';
import { type ThirdParty, thirdPartyOf } from './third-parties';

const STYLE = { shape: 'text', wildcards: true, variables: false, ignoreCase: true } as const;

/** Roles of neither side that identities of a side are allowed to assume, by name: whoever trusts such a role is reached through it. */
export function assumableThirdPartyRoles({ policies }: SideWithPolicies, sides: readonly string[]): ThirdParty[] {
  return policies.flatMap((placed): ThirdParty[] => {
    const { kind, holder, path } = placed;
    if (kind !== 'identity') return [];
    const resource = placed.attachedTo[0] ?? holder;
    return readPlaced(placed).statements.flatMap((source) => {
      const { effect, action, resource: target } = source;
      if (effect === 'Deny' || !action || action.negated || !target || target.negated) return [];
      const assumes = textList(action.value).some(
        (text) => compilePattern(text, STYLE).match('sts:AssumeRole', NO_KEYS) !== NO,
      );
      return (assumes ? textList(target.value) : []).flatMap((text) => {
        const party = typeof text === 'string' && text.includes(':role/') ? thirdPartyOf(text, sides) : undefined;
        return party ? [{ resource, holder, path, source, kind: 'trust' as const, ...party }] : [];
      });
    });
  });
}
