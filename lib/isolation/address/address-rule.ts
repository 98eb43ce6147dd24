import type { Severity } from '../findings/finding';
import { type Observation, subjectOf } from '../findings/observation';
import type { Audited, Rule } from '../model/rule';
import type { SideResource } from '../model/side';
import { type JudgedProperty, judgedBy } from './judged-properties';
import { propertyDirection } from './property-direction';
import { askedElsewhere } from './public-switches';
import type { AddressRuleId } from './rule-of-property';

/** What a rule about addresses says about itself. `rule-of-property.ts` decides which properties it looks at. */
export interface AddressRuleProps extends Omit<Rule, 'id' | 'check'> {
  readonly severity: Severity | ((found: JudgedProperty) => Severity);
  /** What to do about a finding. */
  readonly fix: string;
}

/** A rule about properties: each of them has to name something of the own account. */
export function addressRule(id: AddressRuleId, { severity, fix, ...rule }: AddressRuleProps): Rule {
  const severityOf = typeof severity === 'string' ? () => severity : severity;
  return {
    id,
    ...rule,
    *check(audited) {
      for (const [resource, found] of judgedBy(id, audited)) {
        const amiss = found.filter(({ decision }) => decision !== 'closed');
        for (const each of amiss) {
          yield each.decision === 'open'
            ? { ...opening(each, audited), severity: severityOf(each), fix }
            : undecided(each);
        }
        const closed = found.filter(({ decision }) => decision === 'closed');
        if (closed.length > 0) yield closing(resource, closed);
      }
    },
  };
}

function opening(found: JudgedProperty, { own, other }: Audited): Observation {
  const direction = propertyDirection(found);
  const { resource, path, text, address } = found;
  const [place, subject] = [path.join('.'), subjectOf(resource)];
  const here = `${resource.stack}/${resource.logicalId}`;
  const there = `${other.name} (${other.account})`;
  const statement = `${place}: ${short(text)}`;
  const isSwitch = found.use.rule === 'public-switches';
  return {
    subject,
    decision: 'open',
    path,
    statement,
    direction,
    reason: isSwitch
      ? `${statement}: ${address.why}`
      : `${place} leads from ${own.name} to ${other.name}: ${address.why}`,
    hops: direction === 'in' ? [there, statement, here] : [here, statement, there],
    ...(direction === 'out' && { from: here }),
  };
}

function undecided({ resource, path, text, address }: JudgedProperty): Observation {
  const place = path.join('.');
  return {
    subject: subjectOf(resource),
    decision: 'unverified',
    path,
    statement: `${place}: ${short(text)}`,
    reason: `${place} may be of another account: ${address.why}`,
  };
}

/** One row for everything that is closed. It uses few different sentences, so that reports can count them. */
function closing(resource: SideResource, found: readonly JudgedProperty[]): Observation {
  const owners = new Set(found.map(({ address }) => address.owner));
  const names = [...new Set(found.map(({ path }) => path.filter((part) => typeof part === 'string').join('.')))];
  const [shown, more] = [names.slice(0, MOST_SHOWN), names.length - MOST_SHOWN];
  return {
    subject: subjectOf(resource),
    decision: 'closed',
    reason: found[0]?.use.rule === 'public-switches' ? switchReason(found) : reasonFor(owners),
    statement: shown.join(', ') + (more > 0 ? `, and ${more} more` : ''),
  };
}

const MOST_SHOWN = 8;

function reasonFor(owners: ReadonlySet<JudgedProperty['address']['owner']>): string {
  if (owners.has('third')) return 'what it names belongs to neither side, or to this one';
  if (owners.has('unknown')) return 'only things of this account can stand there';
  if (owners.has('alone')) return 'what it names is of this account, or named by this side only';
  if (owners.has('own'))
    return owners.has('aws')
      ? 'all that it names is of this account or of AWS'
      : 'all that it names is of this account';
  return owners.has('aws') ? 'all that it names is of AWS' : 'it names nothing outside this account';
}

/** The most telling reason: that of a switch which is open but lets no principal in by itself. */
function switchReason(found: readonly JudgedProperty[]): string {
  const asked = found.find(({ key, text }) => askedElsewhere(key) !== undefined && /^false$/i.test(text));
  return (asked ?? found[0])?.address.why ?? '';
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 200;
