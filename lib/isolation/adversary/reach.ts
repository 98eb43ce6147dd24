import { PreparedRequest } from '../policy/access-request';
import type { AppliedPolicies } from '../policy/applied-policies';
import type { Decision } from '../policy/decision';
import { evaluate } from '../policy/evaluate';
import { compilePolicy, type Policy } from '../policy/policy';
import { readPolicyDocument, type StatementSource } from '../policy/policy-document';
import { ABSENT } from '../policy/request-keys';
import { NO } from '../policy/truth';
import { describeText, type Resolved, type Text } from '../template/value';
import { type Adversary, type Caller, EVERYTHING } from './adversary';
import { callers } from './callers';
import { type Context, contexts } from './contexts';
import { describeContext, describeStatement } from './describe';
import { isTried, requestsIn, type Wanted } from './requests';
import { withoutAllowNotPrincipal, withoutDenies } from './rewritten';
import { type Variables, variablesOf } from './variables';

/** A resource with everything that says who may use it, but for the caller's own policies. */
export interface Guarded {
  /** ARN; `*` where it is not known. */
  readonly resource: Text;
  readonly account: string;
  readonly kind: 'resource' | 'trust';
  readonly documents: readonly { readonly name: string; readonly document: Resolved }[];
}

/** What came of trying every caller, action and context that the adversary can bring about. */
export interface Reach {
  readonly decision: 'open' | 'closed' | 'unverified';
  /** Who, where it is open or not decided. */
  readonly caller?: Caller;
  readonly action?: string;
  /** What the caller brings along, for people. */
  readonly context?: string;
  readonly reason: string;
  /** The statement that decides, as JSON; null when the lack of one decides. */
  readonly statement: string | null;
  /** The deny that shuts again what an allow opens. */
  readonly shutByDeny?: string | null;
  /** Requests that were decided. */
  readonly asked: number;
  /** Statements that were read. */
  readonly statements: number;
}

/** What a pattern of actions stands for; an instance of the pattern when its service is not known. */
export type Expand = (pattern: string) => readonly string[];

/**
 * How far the adversary gets at a resource by the resource's own policies. What the other account allows, the adversary writes itself.
 * Each layer is judged by itself: what an allow opens and only a deny shuts again is told apart.
 */
export function reach(guarded: Guarded, adversary: Adversary, expand: Expand): Reach {
  const documents = guarded.documents.map(({ name, document }) => ({
    name,
    document: withoutAllowNotPrincipal(document),
  }));
  const whole = { ...guarded, documents };
  const allows = documents.map(({ name, document }) => ({ name, document: withoutDenies(document) }));
  const alone = new Search({ ...guarded, documents: allows }, adversary, expand).run();
  // A deny never opens anything.
  if (alone.decision === 'closed') return { ...alone, ...new Search(whole, adversary, expand).whyClosed() };
  const withDenies = new Search(whole, adversary, expand).run();
  const asked = withDenies.asked + alone.asked;
  if (withDenies.decision !== 'closed' || alone.decision === 'unverified') return { ...withDenies, asked };
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

  constructor(
    private readonly guarded: Guarded,
    private readonly adversary: Adversary,
    private readonly expand: Expand,
  ) {
    const { kind, documents } = guarded;
    this.sources = new Map(
      documents.map(({ name, document }) => [name, readPolicyDocument(document, kind).statements]),
    );
    this.statements = [...this.sources.values()].flat();
    this.compiled = documents.map(({ name, document }) => compilePolicy({ name, kind, document }));
    this.policies = {
      identity: [EVERYTHING],
      resource: this.compiled,
      ...(kind === 'trust' && { resourceRole: 'required' as const }),
    };
  }

  run(): Reach {
    let closed: Decision | undefined;
    let undecided: Found | undefined;
    for (const caller of this.callers()) {
      let tried: readonly Context[] | undefined;
      for (const [action, resource] of this.requestsOf(caller)) {
        const attempt = { caller, action, resource };
        // Denied whatever the keys are: no need to try them one by one.
        const whatever = this.ask(attempt, {}, false);
        const without = { ...attempt, context: {}, reason: TOO_MANY };
        if (this.isTooMuch()) return this.found(undecided ?? { ...without, decision: whatever });
        if (whatever.outcome === 'denied') {
          closed = moreTelling(closed, whatever);
          continue;
        }
        tried ??= contexts(this.adversary, caller, this.statements, this.variablesOf(caller)) ?? [];
        if (tried.length === 0) {
          undecided ??= { ...without, decision: whatever };
        }
        for (const context of tried) {
          if (this.isTooMuch()) return this.found(undecided ?? { ...without, decision: whatever });
          const decision = this.ask(attempt, context, true);
          if (decision.outcome === 'allowed') return this.found({ ...attempt, context, decision });
          if (decision.outcome === 'unknown') undecided ??= { ...attempt, context, decision };
          else closed = moreTelling(closed, decision);
        }
      }
    }
    if (this.isTooMuch()) undecided ??= this.tooMuch();
    return undecided ? this.found(undecided) : this.shut(closed);
  }

  private tooMuch(): Found {
    const [caller = ANYBODY] = this.callers();
    const attempt = { caller, action: ANY_ACTION, resource: this.guarded.resource };
    return { ...attempt, context: {}, decision: this.ask(attempt, {}, false), reason: TOO_MANY };
  }

  private isTooMuch(): boolean {
    return this.work > MOST_WORK;
  }

  /** What stands against the first of the callers, for people: a deny, or that nobody lets him in. */
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

  private callers(): Caller[] {
    return callers(this.adversary, this.statements).filter((caller) => isTried(caller, this.guarded));
  }

  /** Actions with resources, of those statements that may let the caller do something. */
  private requestsOf(caller: Caller): Iterable<readonly [action: string, resource: Text]> {
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

  private requestsIn(statement: StatementSource, caller: Caller): Wanted[] {
    return requestsIn(statement, caller, this.guarded, this.variablesOf(caller), this.expand);
  }

  private variablesOf({ principal }: Caller): Variables {
    return variablesOf(principal, this.adversary.account, this.guarded.account);
  }

  private ask({ caller, action, resource }: Attempt, context: Context, sure: boolean): Decision {
    this.asked += 1;
    this.work += this.statements.length;
    const { principal } = caller;
    const request = { principal, action, resource, resourceAccount: this.guarded.account, context };
    return evaluate(sure ? { ...request, otherKeys: ABSENT } : request, this.policies);
  }

  private found({ caller, action, context, decision, reason = decision.because }: Found): Reach {
    const outcome = decision.outcome === 'allowed' ? 'open' : 'unverified';
    const statement = decidingStatement(decision, this.sources);
    const { asked } = this;
    const statements = this.statements.length;
    return { decision: outcome, caller, action, ...describeContext(context), reason, statement, asked, statements };
  }

  private shut(decision: Decision | undefined): Reach {
    return {
      decision: 'closed',
      reason: decision?.because ?? NOBODY,
      statement: decision ? decidingStatement(decision, this.sources) : null,
      asked: this.asked,
      statements: this.statements.length,
    };
  }
}

interface Attempt {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: Text;
}

interface Found extends Attempt {
  readonly context: Context;
  readonly decision: Decision;
  /** @default - the decision's */
  readonly reason?: string;
}

const ANYBODY: Caller = { principal: { kind: 'anonymous' }, description: 'anybody' };
const ANY_ACTION = 'airlock:anything';
const OVER_TLS: Context = { 'aws:securetransport': ['true'] };
/** Statements looked at, again for each request; policies within the quotas of AWS take a small part of it. */
const MOST_WORK = 20_000_000;
const WORK_OF_REQUEST = 4;
const TOO_MANY = 'more requests and contexts than can be tried';
const NOBODY = 'no statement lets anybody of the other account in';

/** An explicit deny says more than the lack of an allow. */
function moreTelling(known: Decision | undefined, next: Decision): Decision {
  return known && (known.reason === 'explicit-deny' || next.reason !== 'explicit-deny') ? known : next;
}

function decidingStatement(
  decision: Decision,
  sources: ReadonlyMap<string, readonly StatementSource[]>,
): string | null {
  // Of the statements that decide, the one that stands on the resource: what the other account allows is its own.
  const [source] = decision.statements.flatMap(({ policy, index }) => sources.get(policy)?.[index] ?? []);
  return source ? describeStatement(source) : null;
}
