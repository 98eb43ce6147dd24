import { describeStatement } from '../policy/document/describe-statement';
import { compileDocument, type Policy } from '../policy/document/policy';
import { readPolicyDocument, type StatementSource } from '../policy/document/policy-document';
import type { AppliedPolicies } from '../policy/evaluation/applied-policies';
import type { Decision } from '../policy/evaluation/decision';
import { evaluate } from '../policy/evaluation/evaluate';
import { AllDenied, Tally } from '../policy/evaluation/tally';
import { PreparedRequest } from '../policy/request/access-request';
import { ABSENT } from '../policy/request/request-keys';
import { NO } from '../policy/truth';
import { describeText, type Text } from '../template/value';
import {
  type Adversary,
  type ExpandActions,
  everything,
  type ForeignCaller,
  type ProtectedResource,
} from './adversary';
import { type Context, contexts, describeContext } from './contexts';
import { foreignCallers } from './foreign-callers';
import { withoutAllowNotPrincipal, withoutDenies } from './policy-variants';
import { isTried, requestsIn, type Wanted } from './requests';
import { type Variables, variablesOf } from './variables';

/** The result of trying every caller, action and context that the adversary can bring about. */
export type Reach = Reached | NotReached;

interface Answered {
  readonly reason: string;
  /** The statement that decides, as JSON; null when the lack of one decides. */
  readonly statement: string | null;
  /** Requests that were decided. */
  readonly asked: number;
  /** Statements that were read. */
  readonly statements: number;
}

export interface Reached extends Answered {
  readonly decision: 'open' | 'unverified';
  readonly caller: ForeignCaller;
  readonly action: string;
  /** Name of the document that decides. */
  readonly document: string | undefined;
  /** The context keys of the request, for the report. */
  readonly context?: string;
  /** The Deny that closes what an Allow opens. */
  readonly shutByDeny?: string | null;
}

interface NotReached extends Answered {
  readonly decision: 'closed';
  readonly denied: AllDenied;
}

/**
 * What the adversary can do to a resource by the resource's own policies. The adversary writes the policies of the other account.
 * Each layer is judged by itself: an Allow that only a Deny closes again is reported separately.
 */
export function reach(guarded: ProtectedResource, adversary: Adversary, expand: ExpandActions): Reach {
  const documents = guarded.documents.map(({ name, document }) => ({
    name,
    document: withoutAllowNotPrincipal(document),
  }));
  const whole = { ...guarded, documents };
  const allows = documents.map(({ name, document }) => ({ name, document: withoutDenies(document) }));
  const search = new Search(whole, adversary, expand);
  const hasDenies = allows.some(({ document }, index) => document !== documents[index]?.document);
  const alone = (hasDenies ? new Search({ ...guarded, documents: allows }, adversary, expand) : search).run();
  // A Deny opens nothing, unless it cannot be read.
  if (alone.decision === 'closed' && search.isReadable()) return { ...alone, ...search.whyClosed() };
  if (!hasDenies) return alone;
  const withDenies = search.run();
  const asked = withDenies.asked + alone.asked;
  if (withDenies.decision !== 'closed' || alone.decision !== 'open') return { ...withDenies, asked };
  return { ...alone, asked, shutByDeny: withDenies.statement };
}

/** Tries callers, actions and contexts on one set of policies. */
class Search {
  private asked = 0;
  private work = 0;
  private readonly sources: ReadonlyMap<string, readonly StatementSource[]>;
  private readonly statements: readonly StatementSource[];
  private readonly compiled: readonly Policy[];
  private readonly policies: AppliedPolicies;
  private tried: readonly ForeignCaller[] | undefined;

  constructor(
    private readonly guarded: ProtectedResource,
    private readonly adversary: Adversary,
    private readonly expand: ExpandActions,
  ) {
    const { kind, documents } = guarded;
    const read = documents.map(({ name, document }) => [name, readPolicyDocument(document, kind)] as const);
    this.sources = new Map(read.map(([name, { statements }]) => [name, statements]));
    this.statements = [...this.sources.values()].flat();
    this.compiled = read.map(([name, document]) => compileDocument(name, kind, document));
    this.policies = {
      identity: [everything(adversary)],
      resource: this.compiled,
      ...(kind === 'trust' && { resourceRole: 'required' as const }),
    };
  }

  isReadable(): boolean {
    return this.compiled.every(({ problems }) => problems.length === 0);
  }

  run(): Reach {
    const tally = new Tally<Found>();
    for (const caller of this.callers()) {
      this.tryAll(caller, tally);
      if (tally.worst?.decision.outcome === 'allowed') break;
      if (this.isTooMuch()) {
        tally.notAsked(this.tooMuch(caller));
        break;
      }
    }
    const denied = AllDenied.from(tally);
    return denied ? this.shut(denied) : this.found(tally.worst as Found);
  }

  /** Stops at the first request that is allowed. */
  private tryAll(caller: ForeignCaller, tally: Tally<Found>): void {
    let tried: readonly Context[] | undefined;
    for (const [action, resource] of this.requestsOf(caller)) {
      const attempt = { caller, action, resource };
      // Denied for any value of the keys, so there is no need to try them one by one.
      const whatever = this.ask(attempt, {}, false);
      if (whatever.outcome === 'denied') {
        tally.add(whatever, () => ({ ...attempt, context: {}, decision: whatever }));
        continue;
      }
      tried ??= contexts(this.adversary, caller, this.statements, this.variablesOf(caller)) ?? [];
      if (tried.length === 0) tally.notAsked({ ...attempt, context: {}, decision: whatever, reason: TOO_MANY });
      for (const context of tried) {
        if (this.isTooMuch()) return;
        const decision = this.ask(attempt, context, true);
        tally.add(decision, () => ({ ...attempt, context, decision }));
        if (decision.outcome === 'allowed') return;
      }
    }
  }

  private tooMuch(caller: ForeignCaller): Found {
    const attempt = { caller, action: ANY_ACTION, resource: this.guarded.resource };
    return { ...attempt, context: {}, decision: this.ask(attempt, {}, false), reason: TOO_MANY };
  }

  private isTooMuch(): boolean {
    return this.work > MOST_WORK;
  }

  /** Why the first caller is refused, for the report: a Deny, or no Allow. */
  whyClosed(): Pick<Reach, 'reason' | 'statement'> {
    const [caller] = this.callers();
    const asked = this.statements.flatMap((statement) =>
      caller ? this.requestsIn({ ...statement, effect: 'Allow' }, caller) : [],
    );
    const [[action, resource] = [ANY_ACTION, this.guarded.resource] as const] = asked;
    const decision = caller && this.ask({ caller, action, resource }, OVER_TLS, true);
    if (decision?.reason !== 'explicit-deny') return { reason: NOBODY, statement: null };
    const reason = `${NOBODY}, and a statement denies it to them`;
    return { reason, statement: decidingStatement(decision, this.sources) };
  }

  private callers(): readonly ForeignCaller[] {
    this.tried ??= foreignCallers(this.adversary, this.statements).filter((caller) => isTried(caller, this.guarded));
    return this.tried;
  }

  /** Actions with resources, of those statements that may let the caller do something. */
  private requestsOf(caller: ForeignCaller): Iterable<readonly [action: string, resource: Text]> {
    const request = new PreparedRequest({ principal: caller.principal, action: ANY_ACTION, resource: '*' });
    const requests = new Map<string, readonly [string, Text]>();
    const add = (action: string, resource: Text) =>
      requests.set(`${action} ${describeText(resource)}`, [action, resource]);
    for (const { name, statements, problems } of this.compiled) {
      if (problems.length > 0)
        add(this.guarded.kind === 'trust' ? 'sts:AssumeRole' : ANY_ACTION, this.guarded.resource);
      for (const statement of statements) {
        const source = this.sources.get(name)?.[statement.index];
        const { self, role, account } = statement.meets(request, false);
        if (!source || (self === NO && role === NO && account === NO)) continue;
        if (this.isTooMuch()) return requests.values();
        const wanted = this.requestsIn(source, caller);
        this.work += WORK_OF_REQUEST * wanted.length;
        for (const [action, resource] of wanted) add(action, resource);
      }
    }
    return requests.values();
  }

  private requestsIn(statement: StatementSource, caller: ForeignCaller): Wanted[] {
    return requestsIn(statement, caller, this.guarded, this.variablesOf(caller), this.expand);
  }

  private variablesOf({ principal }: ForeignCaller): Variables {
    return variablesOf(principal, this.adversary.account, this.guarded.account);
  }

  private ask({ caller, action, resource }: Attempt, context: Context, sure: boolean): Decision {
    this.asked += 1;
    this.work += this.statements.length;
    const { principal } = caller;
    const request = { principal, action, resource, resourceAccount: this.guarded.account, context };
    return evaluate(sure ? { ...request, otherKeys: ABSENT } : request, this.policies);
  }

  private found({ caller, action, context, decision, reason = decision.because }: Found): Reached {
    const outcome = decision.outcome === 'allowed' ? 'open' : 'unverified';
    const document = decision.statements.find(({ policy }) => this.sources.has(policy))?.policy;
    const attempted = { caller, action, document, ...describeContext(context), reason };
    const statement = decidingStatement(decision, this.sources);
    return { decision: outcome, ...attempted, statement, asked: this.asked, statements: this.statements.length };
  }

  private shut(denied: AllDenied): NotReached {
    const { telling } = denied;
    return {
      decision: 'closed',
      denied,
      reason: telling?.because ?? NOBODY,
      statement: telling ? decidingStatement(telling, this.sources) : null,
      asked: this.asked,
      statements: this.statements.length,
    };
  }
}

interface Attempt {
  readonly caller: ForeignCaller;
  readonly action: string;
  readonly resource: Text;
}

interface Found extends Attempt {
  readonly context: Context;
  readonly decision: Decision;
  /** @default - the decision's */
  readonly reason?: string;
}

const ANY_ACTION = 'airlock:anything';
const OVER_TLS: Context = { 'aws:securetransport': ['true'] };
/** Limit for statements times requests. Policies within the quotas of AWS need a small part of it. */
const MOST_WORK = 8_000_000;
const WORK_OF_REQUEST = 4;
const TOO_MANY = 'more requests and contexts than can be tried';
const NOBODY = 'no statement lets anybody of the other account in';

function decidingStatement(
  decision: Decision,
  sources: ReadonlyMap<string, readonly StatementSource[]>,
): string | null {
  // Of the statements that decide, the one in the resource's own policy. The other account writes the rest.
  const [source] = decision.statements.flatMap(({ policy, index }) => sources.get(policy)?.[index] ?? []);
  return source ? describeStatement(source) : null;
}
