import { compilePolicy, type Policy } from '../../lib/isolation/policy/document/policy';
import type { PolicyKind } from '../../lib/isolation/policy/document/policy-document';
import type { AppliedPolicies } from '../../lib/isolation/policy/evaluation/applied-policies';
import { evaluate } from '../../lib/isolation/policy/evaluation/evaluate';
import type { AccessRequest } from '../../lib/isolation/policy/request/access-request';
import { type Principal, service } from '../../lib/isolation/policy/request/principal';
import { ABSENT, type ContextValue, type KeyState } from '../../lib/isolation/policy/request/request-keys';
import type { Json } from '../../lib/isolation/template/json';

/** What a principal tries, with the context keys that AWS would send. */
export interface Try {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[] | KeyState>>;
  /** @default - the account in the ARN, or the environment's */
  readonly resourceAccount?: string;
}

export interface Question extends Try {
  readonly principal: Principal;
  readonly expected: 'allowed' | 'denied';
  /** Why it must be so. */
  readonly because: string;
  /** Whether the layer itself allows everything to every principal besides, so that only a deny can stand against it. */
  readonly opened?: boolean;
}

/** Whether the answer is what it should be: a sentence if not. */
export function fault(question: Question, policies: AppliedPolicies, account: string): string | undefined {
  const { principal, action, resource, context, resourceAccount = accountIn(resource) ?? account } = question;
  const keys: Record<string, ContextValue> = { 'aws:SecureTransport': ['true'] };
  for (const [key, value] of Object.entries(context ?? {}))
    keys[key] = typeof value === 'string' ? [value] : (value as ContextValue);
  const request: AccessRequest = { principal, action, resource, resourceAccount, context: keys, otherKeys: ABSENT };
  const { outcome } = evaluate(request, policies);
  if (outcome === question.expected) return undefined;
  return `${question.because}: ${nameOf(principal)}, ${action} on ${resource} is ${outcome}, not ${question.expected}`;
}

export function may(principal: Principal, because: string, ...tries: readonly Try[]): Question[] {
  return tries.map((each) => ({ ...each, principal, because, expected: 'allowed' }));
}

export function mayNot(principal: Principal, because: string, ...tries: readonly Try[]): Question[] {
  return tries.map((each) => ({ ...each, principal, because, expected: 'denied' }));
}

/** The same, with everything allowed to every principal besides. */
export function opened(questions: readonly Question[]): Question[] {
  return questions.map((question) => ({ ...question, opened: true }));
}

export function tries(actions: readonly string[], resource: string, context: Try['context'] = {}): Try[] {
  return actions.map((action) => ({ action, resource, context }));
}

/** @returns undefined when nothing is left of the document: then there is no policy */
export function policyOf(name: string, kind: PolicyKind, document: Json | undefined): Policy | undefined {
  const statements = Object(document).Statement;
  if (statements === undefined || (Array.isArray(statements) && statements.length === 0)) return undefined;
  const policy = compilePolicy({ name, kind, document: document as Json });
  const [problem] = policy.problems;
  if (problem) throw new Error(`${name} cannot be read: ${problem.at} ${problem.message}`);
  return policy;
}

export function listed(policy: Policy | undefined): readonly Policy[] {
  return policy ? [policy] : [];
}

export const ALLOWS_EVERYTHING = open('identity');
export const ALLOWS_EVERY_PRINCIPAL = open('resource', { Principal: '*' });

export function open(kind: PolicyKind, more: object = {}): Policy {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', ...more };
  return compilePolicy({ name: `open ${kind}`, kind, document: { Version: '2012-10-17', Statement: [statement] } });
}

function accountIn(arn: string): string | undefined {
  return arn.split(':')[4] || undefined;
}

function nameOf(principal: Principal): string {
  if (principal.kind === 'service') return service(principal.name).name;
  if (principal.kind === 'session') return String(principal.roleArn);
  if ('arn' in principal) return String(principal.arn);
  return 'account' in principal ? `${principal.kind} of ${String(principal.account)}` : principal.kind;
}
