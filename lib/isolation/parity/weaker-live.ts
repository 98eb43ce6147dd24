import type { Rule } from '../model/rule';

/** Live is nowhere weaker than sandbox, unless an environment file says so. The comparison of both sides finds it, not a look at one. */
export const weakerLive: Rule = {
  id: 'weaker-live',
  channel: 'parity',
  title: 'live is weaker than sandbox',
  help: 'Both assemblies are compared once each one’s own names are taken out: a missing alarm, deny, condition or protection, or a looser threshold. Bring live up to sandbox, or declare the value in both environment files.',
  check: () => [],
};
