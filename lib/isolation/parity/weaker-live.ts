import type { Observation } from '../findings/observation';
import type { Side } from '../model/side';
import type { Parity } from './parity';

/** Live is nowhere weaker than sandbox, unless an environment file says so. This rule is about both sides at once, so it has no check of one side. */
export const weakerLive = {
  id: 'weaker-live',
  channel: 'parity',
  title: 'live is weaker than sandbox',
  help: 'Both assemblies are compared once each one’s own names are taken out: a missing alarm, deny, condition or protection, or a looser threshold. Bring live up to sandbox, or declare the value in both environment files.',
} as const;

/** What the rule observes: each difference by which live is weaker. */
export function weaknesses(differences: readonly Parity[], side: Side): Observation[] {
  return differences.flatMap(({ weakness, difference: { at, property }, sandbox, live }) => {
    if (weakness === undefined) return [];
    const path = property[0] === 'Properties' ? property.slice(1) : property;
    // What is missing in live gets the name that it would have there.
    const ofLive = side.find(at.resource.stack, at.logicalId);
    const { logicalId } = ofLive ?? at;
    const stack = ofLive?.stack ?? at.stack.replaceAll('{environment}', side.name);
    return {
      subject: { stack, logicalId, type: at.type },
      decision: 'open',
      severity: 'medium',
      path,
      reason: weakness,
      statement: `${property.join('.')}: sandbox ${sandbox ?? 'has none'}, live ${live ?? 'has none'}`,
    };
  });
}
