import { describeContext, describeStatement } from '../adversary/describe';
import type { Principal } from '../policy/principal';
import { ABSENT } from '../policy/request-keys';
import type { Severity } from '../report/audit-report';
import type { Audited } from '../rules/rule';
import { describeText, type Text } from '../template/value';
import { type Answer, ask } from './ask';
import { CROSS_ACCOUNT } from './cross-account-actions';
import { actionsFor, actionsOf, type Candidate, candidatesIn, covers, severityOf } from './foreign-candidates';
import { foreignInstance, namedInstance } from './foreign-instance';
import { type ReadPolicy, readPolicy } from './read-policy';

/** How far somebody of this side gets at what the other account owns, the other account being willing. */
export interface ForeignReach {
  readonly decision: 'open' | 'closed' | 'unverified';
  readonly reason: string;
  readonly policy?: ReadPolicy;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: string;
  readonly statement: string | null;
  readonly severity?: Severity;
  readonly named: boolean;
  readonly asked: number;
  readonly statements: number;
}

export interface Reaching {
  readonly principal: Principal;
  readonly policies: readonly ReadPolicy[];
  readonly boundary: ReadPolicy | undefined;
}

/**
 * Asks for everything that the policies allow whether it can be done to a resource of the other account. Whoever names that account
 * is found in any case; whoever has a wildcard only when nothing closes it.
 */
export function foreignReach(reaching: Reaching, audited: Audited): ForeignReach {
  const candidates = reaching.policies.flatMap((policy) => candidatesIn(policy, audited));
  const search = new Search(reaching, audited);
  const named = candidates.filter(({ target }) => target.kind === 'named');
  const found = firstOpen(named, (candidate) => search.named(candidate)) ?? search.anywhere(candidates);
  if (found) return search.counted(found);
  const unsure = candidates.filter(({ target }) => target.kind === 'unsure');
  return search.counted(firstOpen(unsure, (candidate) => search.unsure(candidate)) ?? search.closed(candidates));
}

type Uncounted = Omit<ForeignReach, 'asked' | 'statements'>;

function firstOpen(candidates: readonly Candidate[], look: (each: Candidate) => Uncounted | undefined) {
  let second: Uncounted | undefined;
  for (const candidate of candidates) {
    const found = look(candidate);
    if (found?.decision === 'open' && found.severity !== 'medium') return found;
    second ??= found;
  }
  return second;
}

class Search {
  private asked = 0;

  constructor(
    private readonly reaching: Reaching,
    private readonly audited: Audited,
  ) {}

  counted(found: Uncounted): ForeignReach {
    const statements = this.reaching.policies.reduce((sum, policy) => sum + policy.statements.length, 0);
    return { ...found, asked: this.asked, statements };
  }

  /** Named is found, whatever stands against it. */
  named(candidate: Candidate): Uncounted {
    const { pattern, why } = candidate.target;
    const resource = namedInstance(pattern, this.audited);
    const tried = actionsFor(candidate, resource);
    for (const action of tried) {
      const answer = this.ask(action, resource);
      if (answer.outcome === 'allowed')
        return this.open(candidate, action, resource, answer, severityOf(action) ?? 'high');
    }
    return {
      decision: 'open',
      severity: 'medium',
      named: true,
      policy: candidate.policy,
      action: tried[0] ?? '*',
      resource: describeText(pattern),
      statement: describeStatement(candidate.source),
      reason: `a statement names ${describeText(pattern)} (${why}); only other policies stand against it`,
    };
  }

  /** What a wildcard reaches when nothing closes it; the worst service first. */
  anywhere(candidates: readonly Candidate[]): Uncounted | undefined {
    let undecided: Uncounted | undefined;
    const wild = candidates.filter(({ target }) => target.kind === 'any');
    for (const { resource: form, actions, severity, withoutResourceAccount } of wild.length > 0 ? CROSS_ACCOUNT : []) {
      for (const candidate of wild) {
        const covered = actionsOf(actions).filter((action) => covers(candidate, action));
        const resource = covered.length > 0 ? foreignInstance(candidate.target.pattern, form, this.audited) : undefined;
        if (resource === undefined) continue;
        for (const action of covered) {
          const answer = this.ask(action, resource, withoutResourceAccount);
          if (answer.outcome === 'allowed') {
            return this.open(candidate, action, resource, answer, severity === 'critical' ? 'high' : severity);
          }
          if (answer.outcome === 'unknown') undecided ??= this.undecided(candidate, action, resource, answer);
        }
      }
    }
    return undecided;
  }

  /** Of what nobody knows the owner of, nothing is asked of what it turns out to be: it may be the other account's. */
  unsure(candidate: Candidate): Uncounted | undefined {
    const { pattern, why } = candidate.target;
    const resource = namedInstance(pattern, this.audited);
    for (const action of actionsFor(candidate, resource)) {
      const answer = this.ask(action, resource);
      if (answer.outcome === 'denied') continue;
      return {
        ...this.undecided(candidate, action, pattern, answer),
        reason: `${action} on ${describeText(pattern)}: ${why}`,
      };
    }
    return undefined;
  }

  closed(candidates: readonly Candidate[]): Uncounted {
    const { boundary, policies } = this.reaching;
    const statement = boundary ? `permissions boundary ${boundary.compiled.name}` : null;
    const base = { decision: 'closed', named: false, statement } as const;
    if (policies.length === 0) return { ...base, reason: 'it has no policies' };
    if (candidates.length === 0) return { ...base, reason: 'its policies name resources of this account only' };
    if (this.asked === 0) return { ...base, reason: 'what it may do to any resource works within an account only' };
    return { ...base, reason: `of ${this.asked} requests to resources of the other account none is allowed` };
  }

  private ask(action: string, resource: Text, withoutAccount = false): Answer {
    const { principal, policies, boundary } = this.reaching;
    const answer = ask({
      principal,
      action,
      resource,
      resourceAccount: this.audited.adversary.account,
      now: this.audited.adversary.now,
      identity: policies,
      boundary,
      resourcePolicies: [WILLING],
      ...(withoutAccount && { given: WITHOUT_ACCOUNT }),
    });
    this.asked += answer.asked;
    return answer;
  }

  private open(candidate: Candidate, action: string, resource: Text, answer: Answer, severity: Severity): Uncounted {
    return {
      ...this.undecided(candidate, action, resource, answer),
      decision: 'open',
      severity,
      reason: answer.decision.because,
    };
  }

  private undecided({ policy, source, target }: Candidate, action: string, resource: Text, answer: Answer): Uncounted {
    return {
      decision: 'unverified',
      named: target.kind === 'named',
      policy,
      action,
      resource: describeText(resource),
      ...describeContext(answer.context),
      statement: describeStatement(source),
      reason: policy.compiled.problems[0]?.message ?? answer.reason ?? answer.decision.because,
    };
  }
}

const WITHOUT_ACCOUNT = { 'aws:resourceaccount': ABSENT };

/** What the other account writes on its resource: everybody may do everything. */
const WILLING = readPolicy(
  {
    stack: '',
    logicalId: '',
    type: '',
    exists: true,
    properties: {},
    definition: null,
    arn: undefined,
    reference: undefined,
  },
  [],
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*' }] },
  'resource',
);
