import { type Acknowledged, type Channel, type Finding, type RuleDescription, worstFirst } from '../findings/finding';
import { weakerLive } from '../parity/weaker-live';
import { RULES } from '../rules/rules';
import type { Acknowledgement } from './acknowledgement-file';

/**
 * What may be acknowledged at all, decided from the narrow side: what is not listed may not. Only a finding that
 * - goes from live to sandbox, never into live, and
 * - is of severity medium or low, since critical and high are what reaches data, secrets or money, and
 * - is of the names, the parity or the observability channel, the last of them on a resource that holds numbers and texts of the
 *   project itself. Logs, traces, metric streams, topics and events are not in it: what customers and payments are told by is in them.
 * Identity, resources, replication, code and every other channel are never acknowledged.
 */
const CHANNELS_WITHOUT_DATA: ReadonlySet<Channel> = new Set(['names', 'parity']);
const OBSERVABILITY_WITHOUT_DATA: ReadonlySet<string> = new Set([
  'AWS::Budgets::Budget',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::AnomalyDetector',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
]);

export interface AcknowledgedFindings {
  /** Findings without an acknowledgement, and one of the rule `acknowledgement` for each entry that is not in order; worst first. */
  readonly findings: Finding[];
  readonly acknowledged: Acknowledged[];
}

/**
 * Takes out the findings that an entry names by rule, stack and logical id. An entry counts for all of them or for none: one that also
 * names a finding which cannot be acknowledged would hide how a finding grew.
 * @param today only its day in UTC counts; an entry holds until the end of the day it expires on
 */
export function applyAcknowledgements(
  findings: readonly Finding[],
  entries: readonly Acknowledgement[],
  today: Date,
  channelOf: (rule: string) => Channel | undefined = channelOfRule,
): AcknowledgedFindings {
  const acknowledged: Acknowledged[] = [];
  const own: Finding[] = [];
  const covered = new Set<Finding>();
  for (const entry of entries) {
    const matches = findings.filter(
      ({ rule, stack, logicalId }) => rule === entry.rule && stack === entry.stack && logicalId === entry.logicalId,
    );
    const wrong = wrongWith(entry, matches, today, channelOf);
    if (wrong) own.push(findingOf(entry, wrong, matches[0]));
    else {
      for (const finding of matches) {
        const { reason, owner, approver, expires } = entry;
        covered.add(finding);
        acknowledged.push({ finding, reason, owner, approver, expires, daysLeft: daysUntil(expires, today) });
      }
    }
  }
  const left = [...findings.filter((finding) => !covered.has(finding)), ...own];
  return { findings: worstFirst(left), acknowledged };
}

/** The rule of findings about acknowledgements themselves. */
export const ACKNOWLEDGEMENT: RuleDescription = {
  id: 'acknowledgement',
  title: 'an acknowledgement is not in order',
  help: 'Somebody answers for a finding by name, with a reason, somebody else who approved it and a last day. What is expired, empty, names nothing, or names what cannot be acknowledged takes nothing out. Correct the entry, or take it out and close what it speaks of.',
};

type Wrong = Pick<Finding, 'severity' | 'message' | 'fix'>;

function wrongWith(
  entry: Acknowledgement,
  matches: readonly Finding[],
  today: Date,
  channelOf: (rule: string) => Channel | undefined,
): Wrong | undefined {
  const [refused] = matches.flatMap((finding) => whyNot(finding, channelOf(finding.rule)) ?? []);
  if (refused) {
    return { severity: 'high', message: refused, fix: 'close the path that the finding shows, and take the entry out' };
  }
  if (entry.problems.length > 0) {
    const message = `the acknowledgement is not in order: ${entry.problems.join('; ')}`;
    return { severity: 'medium', message, fix: 'correct the entry, or take it out' };
  }
  if (daysUntil(entry.expires, today) < 0) {
    const fix = 'close what the finding shows, or have the entry approved again with a new day';
    return { severity: 'medium', message: `the acknowledgement expired on ${entry.expires}`, fix };
  }
  if (matches.length > 0) return undefined;
  const message = `nothing is found that it names: ${entry.rule} in ${entry.stack}/${entry.logicalId}`;
  return { severity: 'low', message, fix: 'take the entry out, or correct its rule, stack and logicalId' };
}

/** Why a finding cannot be acknowledged; undefined when it can. */
function whyNot(
  { direction, severity, rule, resourceType }: Finding,
  channel: Channel | undefined,
): string | undefined {
  if (direction === 'sandbox→live') return `${rule} reaches from sandbox into live; that is never acknowledged`;
  if (severity === 'critical' || severity === 'high')
    return `${rule} is ${severity}; such a finding is never acknowledged`;
  const exposesNothing =
    channel !== undefined &&
    (CHANNELS_WITHOUT_DATA.has(channel) ||
      (channel === 'observability' && OBSERVABILITY_WITHOUT_DATA.has(resourceType)));
  if (exposesNothing) return undefined;
  return `${rule} on ${resourceType || 'the stack'} may expose secrets, money or customer data; such a finding is never acknowledged`;
}

function findingOf(
  { place, stack, logicalId, reason, expires }: Acknowledgement,
  wrong: Wrong,
  match?: Finding,
): Finding {
  return {
    rule: ACKNOWLEDGEMENT.id,
    severity: wrong.severity,
    // An entry that matches nothing could only be for this direction.
    direction: match?.direction ?? 'live→sandbox',
    environment: match?.environment ?? 'sandbox',
    stack,
    logicalId,
    resourceType: match?.resourceType ?? '',
    message: `${place}: ${wrong.message}`,
    path: [place, `${stack}/${logicalId}`],
    statement: JSON.stringify({ reason, expires }),
    fix: wrong.fix,
  };
}

const DAY = 24 * 60 * 60 * 1000;

/** Whole days from today's to the given one, which is 0 when it is today. */
function daysUntil(expires: string, today: Date): number {
  return Math.round((Date.parse(expires) - Date.parse(today.toISOString().slice(0, 10))) / DAY);
}

function channelOfRule(id: string): Channel | undefined {
  return [...RULES, weakerLive].find((rule) => rule.id === id)?.channel;
}
