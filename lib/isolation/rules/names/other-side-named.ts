import type { Observation } from '../../findings/observation';
import { printableText } from '../../model/printable-text';
import type { Rule } from '../../model/rule';
import { marksOf } from '../../model/side-marks';
import { textsOfSide } from '../../model/walk-texts';

/** No template has a host that only the other side serves or calls, or the name of one of its resources. */
export const otherSideNamed: Rule = {
  id: 'other-side-named',
  channel: 'dns',
  title: 'a host or a name of the other side stands in a template',
  help: 'Hosts come from domains, certificates, records and the environment files; names are those that somebody gave to resources. What both sides have is left out. Use what belongs to this side.',
  *check({ own, other }) {
    const { hosts, names, hostIn, nameIn } = marksOf(other, own);
    const found = new Map<string, Observation>();
    for (const { subject, path, text, denied } of textsOfSide(own)) {
      if (denied || text.length < 4) continue;
      const host = hostIn(text);
      const mark = host ?? nameIn(text);
      if (mark === undefined) continue;
      const key = `${subject.stack}/${subject.logicalId}`;
      if (found.has(key)) continue;
      const place = path.join('.') || 'its definition';
      const what = host ? 'host' : 'resource';
      found.set(key, {
        subject,
        decision: 'open',
        path,
        direction: 'out',
        severity: host ? 'high' : 'medium',
        reason: `${place} names ${mark}, a ${what} of ${other.name}`,
        statement: `${place}: ${printableText(text)}`,
        hops: [`${subject.stack}/${subject.logicalId}`, place, `${mark} of ${other.name}`],
        fix: `use ${own.name}'s own ${what} in ${place}`,
      });
    }
    yield* found.values();
    for (const { name } of own.stacks) {
      if ([...found.values()].some(({ subject }) => subject.stack === name)) continue;
      const subject = { stack: name, logicalId: '', type: '' };
      const reason = `none of ${hosts} hosts and ${names} names of ${other.name} stands in it`;
      yield { subject, decision: 'closed', direction: 'out', reason };
    }
  },
};
