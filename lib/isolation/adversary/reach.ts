import type { AppliedPolicies } from '../policy/applied-policies';
import type { Decision } from '../policy/decision';
import { evaluate } from '../policy/evaluate';
import { compilePolicy } from '../policy/policy';
import { readPolicyDocument, type StatementSource } from '../policy/policy-document';
import { ABSENT } from '../policy/request-keys';
import { parseJsonText } from '../template/json-text';
import { isList, isObject, PartialText, type Resolved, type Text } from '../template/value';
import { type Adversary, type Caller, callers, EVERYTHING, textsOf } from './adversary';
import { type Context, contexts } from './contexts';
import { describeContext, describeStatement } from './describe';

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
  const withDenies = search({ ...guarded, documents }, adversary, expand);
  if (withDenies.decision !== 'closed') return withDenies;
  const allows = documents.map(({ name, document }) => ({ name, document: withoutDenies(document) }));
  const alone = search({ ...guarded, documents: allows }, adversary, expand);
  const asked = withDenies.asked + alone.asked;
  return alone.decision === 'closed' ? { ...withDenies, asked } : { ...alone, asked, shutByDeny: withDenies.statement };
}

function search({ resource, account, kind, documents: read }: Guarded, adversary: Adversary, expand: Expand): Reach {
  const sources = new Map(read.map(({ name, document }) => [name, readPolicyDocument(document, kind).statements]));
  const statements = [...sources.values()].flat();
  const compiled = read.map(({ name, document }) => compilePolicy({ name, kind, document }));
  const policies: AppliedPolicies = {
    identity: [EVERYTHING],
    resource: compiled,
    ...(kind === 'trust' && { resourceRole: 'required' as const }),
  };
  const unreadable = compiled.some(({ problems }) => problems.length > 0);
  const actions = new Set(statements.flatMap((statement) => actionsOf(statement, kind, expand)));
  if (unreadable && actions.size === 0) actions.add(ANY_ACTION);

  let asked = 0;
  const ask = (caller: Caller, action: string, context: Context, sure: boolean): Decision => {
    asked += 1;
    const { principal } = caller;
    const request = { principal, action, resource, resourceAccount: account, context };
    return evaluate(sure ? { ...request, otherKeys: ABSENT } : request, policies);
  };
  const report = (found: Found): Reach => ({
    decision: found.decision.outcome === 'allowed' ? 'open' : 'unverified',
    caller: found.caller,
    action: found.action,
    ...describeContext(found.context),
    reason: found.reason ?? found.decision.because,
    statement: decidingStatement(found.decision, sources),
    asked,
    statements: statements.length,
  });
  let closed: Decision | undefined;
  let undecided: Found | undefined;
  for (const caller of callers(adversary, statements)) {
    // A role can be passed to a service by its own account only, so that a service assumes none of ours for the adversary.
    if (kind === 'trust' && caller.principal.kind === 'service') continue;
    const tried = contexts(adversary, caller, statements);
    for (const action of actions) {
      // Denied whatever the keys are: no need to try them one by one.
      const whatever = ask(caller, action, {}, false);
      if (whatever.outcome === 'denied') {
        closed = moreTelling(closed, whatever);
        continue;
      }
      if (!tried)
        undecided ??= { caller, action, context: {}, decision: whatever, reason: 'more contexts than can be tried' };
      for (const context of tried ?? []) {
        const decision = ask(caller, action, context, true);
        if (decision.outcome === 'allowed') return report({ caller, action, context, decision });
        if (decision.outcome === 'unknown') undecided ??= { caller, action, context, decision };
        else closed = moreTelling(closed, decision);
      }
    }
  }
  if (undecided) return report(undecided);
  const statement = closed ? decidingStatement(closed, sources) : null;
  return {
    decision: 'closed',
    reason: closed?.because ?? 'no statement allows anything',
    statement,
    asked,
    statements: statements.length,
  };
}

interface Found {
  readonly caller: Caller;
  readonly action: string;
  readonly context: Context;
  readonly decision: Decision;
  /** @default - the decision's */
  readonly reason?: string;
}

const ANY_ACTION = 'airlock:anything';

/** An explicit deny says more than the lack of an allow. */
function moreTelling(known: Decision | undefined, next: Decision): Decision {
  return known && (known.reason === 'explicit-deny' || next.reason !== 'explicit-deny') ? known : next;
}

function actionsOf({ effect, action }: StatementSource, kind: Guarded['kind'], expand: Expand): readonly string[] {
  if (effect === 'Deny') return [];
  if (kind === 'trust') return TRUST_ACTIONS;
  if (!action || action.negated) return expand('*');
  return textsOf(action.value).flatMap((text) => expand(typeof text === 'string' ? text : '*'));
}

/** Of the other ways to assume a role, those with an identity provider are asked by their own rule. */
const TRUST_ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

function decidingStatement(
  decision: Decision,
  sources: ReadonlyMap<string, readonly StatementSource[]>,
): string | null {
  const [first] = decision.statements;
  const source = first && sources.get(first.policy)?.[first.index];
  return source ? describeStatement(source) : null;
}

/** The same policy with its other statements only, each at its own position. */
function withoutDenies(document: Resolved): Resolved {
  if (!isObject(document)) return document;
  const list = document['Statement'];
  const statements = isList(list) ? list : list === undefined ? [] : [list];
  const harmless = { Effect: 'Deny', Principal: '*', Action: 'airlock:nothing' };
  return {
    ...document,
    Statement: statements.map((each) => (isObject(each) && each['Effect'] === 'Deny' ? harmless : each)),
  };
}

/** AWS reads an Allow for everybody but some as one for everybody else, the other account among them. */
function withoutAllowNotPrincipal(document: Resolved): Resolved {
  const isText = typeof document === 'string' || document instanceof PartialText;
  const parsed = isText ? parseJsonText(document) : { value: document };
  const read = parsed.problems?.length ? document : (parsed.value ?? document);
  if (!isObject(read)) return read;
  const list = read['Statement'];
  const statements = isList(list) ? list : list === undefined ? [] : [list];
  const rewritten = statements.map((statement) => {
    if (!isObject(statement) || statement['Effect'] !== 'Allow' || statement['NotPrincipal'] === undefined)
      return statement;
    const { NotPrincipal: _, ...rest } = statement;
    return { ...rest, Principal: '*' };
  });
  return { ...read, Statement: rewritten };
}
