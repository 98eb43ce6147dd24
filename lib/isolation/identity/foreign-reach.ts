import { type Context, describeContext } from '../adversary/contexts';
import type { Severity } from '../findings/finding';
import type { Audited } from '../model/rule';
import { oncePer } from '../once-per';
import { describeStatement } from '../policy/document/describe-statement';
import { AllDenied, Tally } from '../policy/evaluation/tally';
import type { Principal } from '../policy/request/principal';
import { ABSENT } from '../policy/request/request-keys';
import { describeText, type Text } from '../template/value';
import type { CrossAccountActions } from './cross-account-actions';
import { type CallResult, evaluateCall } from './evaluate-call';
import { actionsFor, actionsOf, type Candidate, candidatesIn, covers, severityOf } from './foreign-candidates';
import { foreignInstance, namedInstance } from './foreign-instance';
import { type ReadPolicy, readPolicy } from './read-policy';
import { ACTIONS_ACROSS_ACCOUNTS } from './share-accepting-actions';

/** What an identity of this side can do to resources of the other account when that account allows everything. */
export type ForeignReach = (ForeignReached | ForeignNotReached) & {
  readonly asked: number;
  readonly statements: number;
};

interface ForeignReached {
  readonly decision: 'open' | 'unverified';
  readonly reason: string;
  readonly policy: ReadPolicy;
  readonly action: string;
  readonly resource: string;
  readonly context?: string;
  readonly statement: string | null;
  readonly severity?: Severity;
  readonly named: boolean;
}

interface ForeignNotReached {
  readonly decision: 'closed';
  readonly denied: AllDenied;
  readonly reason: string;
  readonly statement: string | null;
}

export interface Reaching {
  readonly principal: Principal;
  readonly policies: readonly ReadPolicy[];
  readonly boundary: ReadPolicy | undefined;
}

/**
 * Tries everything that the policies allow on resources of the other account. A policy that names that account is found in any case, a
 * wildcard only when nothing else closes it.
 */
export function foreignReach(reaching: Reaching, audited: Audited): ForeignReach {
  const candidates = reaching.policies.flatMap((policy) => candidatesIn(policy, audited));
  const search = new Search(reaching, audited);
  const named = candidates.filter(({ target }) => target.kind === 'named');
  const found = firstOpen(named, (candidate) => search.named(candidate)) ?? search.anywhere(candidates);
  if (found) return search.counted(found);
  const unsure = candidates.filter(({ target }) => target.kind === 'unsure');
  return search.counted(firstOpen(unsure, (candidate) => search.unsure(candidate)) ?? search.rest(candidates));
}

function firstOpen(candidates: readonly Candidate[], look: (each: Candidate) => ForeignReached | undefined) {
  let second: ForeignReached | undefined;
  for (const candidate of candidates) {
    const found = look(candidate);
    if (found?.decision === 'open' && found.severity !== 'medium') return found;
    second ??= found;
  }
  return second;
}

class Search {
  private asked = 0;
  private readonly tally = new Tally<ForeignReached>();

  constructor(
    private readonly reaching: Reaching,
    private readonly audited: Audited,
  ) {}

  counted(found: ForeignReached | ForeignNotReached): ForeignReach {
    const statements = this.reaching.policies.reduce((sum, policy) => sum + policy.statements.length, 0);
    return { ...found, asked: this.asked, statements };
  }

  /** A named resource is found even when something else denies it. */
  named(candidate: Candidate): ForeignReached {
    const { pattern, why } = candidate.target;
    const resource = namedInstance(pattern, this.audited);
    const tried = actionsFor(candidate, resource, this.audited.expand);
    for (const action of tried) {
      const answer = this.ask(candidate, action, resource);
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

  /** What a wildcard reaches when nothing closes it; the most severe service first. */
  anywhere(candidates: readonly Candidate[]): ForeignReached | undefined {
    let undecided: ForeignReached | undefined;
    const wild = candidates.filter(({ target }) => target.kind === 'any');
    for (const kind of wild.length > 0 ? ACTIONS_ACROSS_ACCOUNTS : []) {
      const { resource: form, actions, severity } = kind;
      for (const candidate of wild) {
        const covered = actionsOf(actions).filter((action) => covers(candidate, action));
        const resource = covered.length > 0 ? foreignInstance(candidate.target.pattern, form, this.audited) : undefined;
        if (resource === undefined) continue;
        for (const action of covered) {
          const answer = this.ask(candidate, action, resource, kind);
          if (answer.outcome === 'allowed') {
            return this.open(candidate, action, resource, answer, severity === 'critical' ? 'high' : severity);
          }
          if (answer.outcome === 'unknown') undecided ??= this.undecided(candidate, action, resource, answer);
        }
      }
    }
    return undecided;
  }

  /** A resource of an unknown owner may be of the other account, so it is not decided. */
  unsure(candidate: Candidate): ForeignReached | undefined {
    const { pattern, why } = candidate.target;
    const resource = namedInstance(pattern, this.audited);
    for (const action of actionsFor(candidate, resource, this.audited.expand)) {
      const answer = this.ask(candidate, action, resource);
      if (answer.outcome === 'denied') continue;
      return {
        ...this.undecided(candidate, action, pattern, answer),
        reason: `${action} on ${describeText(pattern)}: ${why}`,
      };
    }
    return undefined;
  }

  /** Closed only when every request was denied. Requests without an answer are reported. */
  rest(candidates: readonly Candidate[]): ForeignReached | ForeignNotReached {
    const denied = AllDenied.from(this.tally);
    return denied ? this.closed(candidates, denied) : (this.tally.worst as ForeignReached);
  }

  private closed(candidates: readonly Candidate[], denied: AllDenied): ForeignNotReached {
    const { boundary, policies } = this.reaching;
    const statement = boundary ? `permissions boundary ${boundary.compiled.name}` : null;
    const base = { decision: 'closed', denied, statement } as const;
    if (policies.length === 0) return { ...base, reason: 'it has no policies' };
    if (candidates.length === 0) return { ...base, reason: 'its policies name resources of this account only' };
    if (this.asked === 0) return { ...base, reason: 'what it may do to any resource works within an account only' };
    return { ...base, reason: `of ${this.asked} requests to resources of the other account none is allowed` };
  }

  private ask(candidate: Candidate, action: string, resource: Text, kind?: CrossAccountActions): CallResult {
    const { principal, policies, boundary } = this.reaching;
    const answer = evaluateCall({
      principal,
      action,
      resource,
      resourceAccount: this.audited.adversary.account,
      now: this.audited.adversary.now,
      identity: policies,
      boundary,
      resourcePolicies: [willing(this.audited)],
      ...(kind && { given: this.given(kind) }),
    });
    this.asked += answer.asked;
    this.tally.add(answer.decision, () => this.undecided(candidate, action, resource, answer));
    return answer;
  }

  /** The context keys with the resource's owner that AWS sends with such a call. */
  private given({ ownerKey, withoutResourceAccount }: CrossAccountActions): Context {
    return {
      ...(ownerKey !== undefined && { [ownerKey]: [this.audited.adversary.account] }),
      ...(withoutResourceAccount && { 'aws:resourceaccount': ABSENT }),
    };
  }

  private open(
    candidate: Candidate,
    action: string,
    resource: Text,
    answer: CallResult,
    severity: Severity,
  ): ForeignReached {
    return {
      ...this.undecided(candidate, action, resource, answer),
      decision: 'open',
      severity,
      reason: answer.decision.because,
    };
  }

  private undecided(
    { policy, source, target }: Candidate,
    action: string,
    resource: Text,
    answer: CallResult,
  ): ForeignReached {
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

/** The policy that the other account is taken to have on its resource: everything is allowed. */
const willing = oncePer((_: Audited) =>
  readPolicy(
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
  ),
);
