import type { ExpandActions } from '../adversary/adversary';
import type { Severity } from '../findings/finding';
import type { Audited } from '../model/rule';
import { oncePer } from '../once-per';
import type { StatementSource } from '../policy/document/policy-document';
import { arnParts } from '../policy/request/principal';
import { NO } from '../policy/truth';
import { actionsMatching } from '../tables/actions';
import { joinText, type Text, textList } from '../template/value';
import { type ForeignTarget, foreignTargets } from './foreign-targets';
import type { ReadPolicy } from './read-policy';
import { ACTIONS_ACROSS_ACCOUNTS } from './share-accepting-actions';

/** An Allow that is, or may be, about something of the other account. */
export interface Candidate {
  readonly policy: ReadPolicy;
  readonly source: StatementSource;
  readonly target: ForeignTarget;
}

/** Every Allow of a policy that is, or may be, about something of the other account. */
export function candidatesIn(policy: ReadPolicy, audited: Audited): Candidate[] {
  const found = policy.statements.flatMap((source) =>
    source.effect === 'Deny' ? [] : foreignTargets(source, audited).map((target) => ({ policy, source, target })),
  );
  return policy.compiled.problems.length > 0 ? [...found, unreadable(policy)] : found;
}

/** A policy that cannot be read may hold any other statement. */
function unreadable(policy: ReadPolicy): Candidate {
  const nothing = { sid: undefined, effect: undefined, principal: undefined, action: undefined, condition: undefined };
  const source = { ...nothing, resource: undefined, index: policy.statements.length, at: '' };
  return { policy, source, target: { kind: 'any', pattern: '*', why: 'the policy cannot be read' } };
}

/** Whether a statement is about an action. */
export function covers({ policy, source }: Candidate, action: string): boolean {
  return policy.compiled.statements[source.index]?.covers(action.toLowerCase()) !== NO;
}

/** How severe an action on a resource of the other account is. */
export function severityOf(action: string): Severity | undefined {
  return ACTIONS_ACROSS_ACCOUNTS.find(({ actions }) => actionsOf(actions).includes(action))?.severity;
}

/** The actions of a statement for the service of a resource, patterns expanded; the severe ones first. */
export function actionsFor(
  { source, policy, target }: Candidate,
  resource: Text,
  expand: ExpandActions,
): readonly string[] {
  const service = joinText(arnParts(resource)[2] ?? []);
  const inService = typeof service === 'string' && service !== '' ? service : '*';
  const written = source.action && !source.action.negated ? textList(source.action.value) : ['*'];
  const all = written.flatMap((text) => {
    if (typeof text !== 'string') return [];
    if (!/[*?]/.test(text)) return [text];
    if (text === '*' && inService === '*') return actionsMatching(text);
    return expand(text === '*' ? `${inService}:*` : text);
  });
  const known = all.filter((action) => covers({ source, policy, target }, action));
  const rank = (action: string) => (severityOf(action) === undefined ? 1 : 0);
  return [...new Set(known)].sort((left, right) => rank(left) - rank(right)).slice(0, MOST_ACTIONS);
}

/** Limit for one statement that names a resource; more actions add nothing. */
const MOST_ACTIONS = 200;

/** The known actions that patterns stand for. */
export const actionsOf = oncePer((patterns: readonly string[]) =>
  patterns.flatMap((pattern) => {
    const known = actionsMatching(pattern);
    return known.length > 0 ? known : [pattern];
  }),
);
