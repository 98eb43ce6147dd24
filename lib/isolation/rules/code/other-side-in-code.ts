import type { Observation } from '../../findings/observation';
import type { Rule } from '../../model/rule';
import { marksOf } from '../../model/side-marks';
import { numberOf } from '../names/other-account-named';

/** Code and manifests that are deployed here name no account, host or resource of the other side. */
export const otherSideInCode: Rule = {
  id: 'other-side-in-code',
  channel: 'code',
  title: 'code or a manifest names the other side',
  help: 'The files of every Lambda bundle and the manifests of the assembly are read for the other account, its hosts and the names of its resources. Code takes what differs from its configuration.',
  *check({ own, other }) {
    const { hostIn, nameIn } = marksOf(other, own);
    const account = numberOf(other.account);
    for (const { path, text, kind } of own.texts) {
      const subject = { stack: path, logicalId: '', type: kind };
      const mark = account.exec(text)?.[0] ?? hostIn(text) ?? nameIn(text);
      const base = { subject, direction: 'out' as const };
      if (mark === undefined) {
        yield { ...base, decision: 'closed', reason: `names no account, host or resource of ${other.name}` };
        continue;
      }
      const line = text.slice(0, Math.max(0, text.toLowerCase().indexOf(mark))).split('\n').length;
      yield {
        ...base,
        decision: 'open',
        severity: 'high',
        reason: `line ${line} names ${mark} of ${other.name}`,
        statement: `${path}:${line}: ${mark}`,
        hops: [path, `line ${line}`, `${mark} of ${other.name}`],
        fix: `take ${mark} out of the ${kind}; pass ${own.name}'s own by its environment file`,
      } satisfies Observation;
    }
  },
};
