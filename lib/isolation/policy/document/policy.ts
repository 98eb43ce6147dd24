import type { Resolved } from '../../template/value';
import type { PreparedRequest } from '../request/access-request';
import { and, MAYBE, NO, type Truth, YES } from '../truth';
import {
  type PolicyDocument,
  type PolicyKind,
  type PolicyProblem,
  type Report,
  readPolicyDocument,
} from './policy-document';
import { Statement } from './statement';

export interface PolicySource {
  /** For people, such as `role airlock-live-api / inline Records`. */
  readonly name: string;
  readonly kind: PolicyKind;
  /** An object, JSON text or an unknown, as a template resolves to. */
  readonly document: Resolved;
}

/** A statement that is about an action. */
interface Candidate {
  readonly statement: Statement;
  /** How surely it is about the action, and how well the policy could be read. */
  readonly covers: Truth;
}

interface Candidates {
  readonly Allow: readonly Candidate[];
  readonly Deny: readonly Candidate[];
}

export type Effect = keyof Candidates;

/** A policy compiled for many evaluations. */
export interface Policy {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly statements: readonly Statement[];
  /** What AWS would not accept. A policy with a problem decides nothing for sure: each statement matches at most perhaps. */
  readonly problems: readonly PolicyProblem[];
  candidates(action: string): Candidates;
}

export function compilePolicy({ name, kind, document }: PolicySource): Policy {
  return compileDocument(name, kind, readPolicyDocument(document, kind));
}

/** The same of a document that was read already. */
export function compileDocument(name: string, kind: PolicyKind, read: PolicyDocument): Policy {
  const { variables, statements: sources, problems: found } = read;
  const problems = [...found];
  const report: Report = (at, message) => void problems.push({ at, message });
  const statements = sources.map((source) => new Statement(source, kind, variables, report));
  if (problems.length > 0) statements.push(anything(kind, statements.length));
  const most = problems.length > 0 ? MAYBE : YES;
  const known = new Map<string, Candidates>();
  return {
    name,
    kind,
    statements,
    problems,
    candidates: (action) => {
      let found = known.get(action);
      if (!found) {
        if (known.size >= ACTIONS_REMEMBERED) known.clear();
        found = candidatesFor(statements, action, most);
        known.set(action, found);
      }
      return found;
    },
  };
}

/** Most policies are not about most actions, and all remember it. */
const NO_CANDIDATES: Candidates = { Allow: [], Deny: [] };

/** Bounds the memory of a policy that is asked about very many actions. */
const ACTIONS_REMEMBERED = 1024;

function candidatesFor(statements: readonly Statement[], action: string, most: Truth): Candidates {
  const all = statements.map((statement) => ({ statement, covers: and(statement.covers(action), most) }));
  const of = (effect: Effect) =>
    all
      .filter(({ statement, covers }) => covers !== NO && (statement.effect ?? effect) === effect)
      .map((candidate) => (candidate.statement.effect ? candidate : { ...candidate, covers: MAYBE }));
  const found = { Allow: of('Allow'), Deny: of('Deny') };
  return found.Allow.length + found.Deny.length === 0 ? NO_CANDIDATES : found;
}

/** What a policy that cannot be read may hold besides: either effect, for any principal, on anything. */
function anything(kind: PolicyKind, index: number): Statement {
  const unreadable = { index, sid: undefined, effect: undefined, principal: undefined, action: undefined };
  return new Statement(
    { ...unreadable, resource: undefined, condition: undefined, at: '' },
    kind,
    false,
    () => undefined,
  );
}

/** The statement that decides for a policy type, and how surely. */
export interface Hit {
  readonly truth: Truth;
  readonly policy?: Policy;
  readonly statement?: Statement;
}

export const MISS: Hit = { truth: NO };

/** The surest statement with the effect among the policies, for policies attached to the caller. */
export function strongest(policies: readonly Policy[], effect: Effect, request: PreparedRequest): Hit {
  let best = MISS;
  for (const policy of policies) {
    for (const { statement, covers } of policy.candidates(request.action)[effect]) {
      if (covers <= best.truth) continue;
      const truth = and(covers, statement.matches(request));
      if (truth > best.truth) best = { truth, policy, statement };
      if (truth === YES) return best;
    }
  }
  return best;
}
