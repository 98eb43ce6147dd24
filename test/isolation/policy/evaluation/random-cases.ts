import fc from 'fast-check';
import type { PolicyKind } from '../../../../lib/isolation/policy/document/policy-document';
import type { AppliedPolicies } from '../../../../lib/isolation/policy/evaluation/applied-policies';
import type { AccessRequest } from '../../../../lib/isolation/policy/request/access-request';
import { type Principal, roleSession, rootUser, user } from '../../../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../../../lib/isolation/policy/request/request-keys';
import { AWAY, document, HOME } from '../test-policies';
import {
  ACTIONS,
  anyIdentityPolicy,
  anyResourcePolicy,
  anyTrustPolicy,
  type Document,
  RESOURCES,
  SEVERAL_KEYS,
  SINGLE_KEYS,
} from './random-policies';

/** Who asks, by the names that both evaluators need. */
interface Caller {
  readonly type: 'User' | 'AssumedRole' | 'Root';
  readonly account: string;
  /** Of the user, the session or the root user. */
  readonly arn: string;
  readonly roleArn?: string;
}

/** A request with its policies, as plain JSON that another program can read too. */
export interface RandomCase {
  readonly kind: 'identity' | 'resource' | 'trust';
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly owner: string;
  /** Names in lower case; a list for keys of several values. */
  readonly context: Readonly<Record<string, string | string[]>>;
  readonly identity: readonly Document[];
  readonly boundary?: Document | undefined;
  readonly session?: readonly Document[] | undefined;
  readonly resourcePolicy?: Document | undefined;
  /** Whether the resource policy must allow in any case. */
  readonly required: boolean;
}

const CALLERS: Caller[] = [HOME, HOME, AWAY].flatMap((account): Caller[] => [
  { type: 'User', account, arn: `arn:aws:iam::${account}:user/ann` },
  {
    type: 'AssumedRole',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/app/run`,
    roleArn: `arn:aws:iam::${account}:role/app`,
  },
]);
const ROOT: Caller = { type: 'Root', account: HOME, arn: `arn:aws:iam::${HOME}:root` };

const single = Object.entries(SINGLE_KEYS).filter(([, { given }]) => given.length > 0);
const often = <T>(arbitrary: fc.Arbitrary<T>) => perhaps(2, arbitrary);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => perhaps(0.25, arbitrary);

/** @param odds of being there, against 1 of not being there */
function perhaps<T>(odds: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 4 * odds, arbitrary });
}

const ALWAYS = ['aws:sourceip', 'aws:securetransport'];

/** Any context: each key is there or not. The emulator always has an address and says whether TLS is on. */
const context = fc
  .tuple(
    ...single.map(([key, { given }]) =>
      (ALWAYS.includes(key) ? fc.constantFrom(...given) : often(fc.constantFrom(...given))).map(
        (value) => [key, value] as const,
      ),
    ),
    ...Object.entries(SEVERAL_KEYS).map(([key, { given }]) =>
      often(fc.oneof(fc.subarray([...given], { minLength: 1 }), fc.constant(given.slice(-1)))).map(
        (values) => [key, values] as const,
      ),
    ),
  )
  .map((entries) => Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as RandomCase['context']);

const base = {
  caller: fc.constantFrom(...CALLERS),
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(...RESOURCES),
  context,
  identity: fc.array(anyIdentityPolicy, { minLength: 1, maxLength: 2 }),
  boundary: rarely(anyIdentityPolicy),
  session: rarely(fc.array(anyIdentityPolicy, { minLength: 1, maxLength: 2 })),
};

const named = (request: Omit<RandomCase, 'context'> & { context: RandomCase['context'] }): RandomCase => {
  const { caller } = request;
  const who = caller.type === 'User' ? { 'aws:username': caller.arn.slice(caller.arn.lastIndexOf('/') + 1) } : {};
  return { ...request, context: { ...request.context, ...who } };
};

/** The emulator's evaluator of identity policies does not ask whose the resource is. */
const identityCase = fc
  .record(base)
  .map((request) => named({ ...request, kind: 'identity', owner: request.caller.account, required: false }));

const resourceCase = fc
  .record({ ...base, resourcePolicy: often(anyResourcePolicy), required: fc.constantFrom(false, false, true) })
  .map((request) => named({ ...request, kind: 'resource', owner: request.resource.split(':', 5)[4] || HOME }));

const ASSUME: Document = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:*', Resource: '*' } };

const trustCase = fc
  .record({ caller: fc.constantFrom(...CALLERS, ROOT), context, resourcePolicy: anyTrustPolicy })
  .map((request) =>
    named({
      ...request,
      kind: 'trust',
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${HOME}:role/target`,
      owner: HOME,
      identity: [ASSUME],
      required: true,
    }),
  );

export const anyCase: fc.Arbitrary<RandomCase> = fc.oneof(
  { weight: 3, arbitrary: identityCase },
  { weight: 4, arbitrary: resourceCase },
  { weight: 2, arbitrary: trustCase },
);

export function requestOf({ caller, action, resource, owner, context: given }: RandomCase): AccessRequest {
  const values = Object.entries(given).map(([key, value]) => [key, typeof value === 'string' ? [value] : value]);
  return {
    principal: principalOf(caller),
    action,
    resource,
    resourceAccount: owner,
    context: Object.fromEntries(values),
    otherKeys: ABSENT,
  };
}

function principalOf({ type, account, arn, roleArn }: Caller): Principal {
  if (type === 'Root') return rootUser(account);
  return roleArn === undefined ? user(arn) : roleSession(roleArn, 'run');
}

export function policiesOf({
  kind,
  identity,
  boundary,
  session,
  resourcePolicy,
  required,
}: RandomCase): AppliedPolicies {
  const all = (of: PolicyKind, documents: readonly Document[]) => documents.map((body) => document(of, body));
  return {
    identity: all('identity', identity),
    ...(boundary && { boundary: document('boundary', boundary) }),
    ...(session && { session: all('session', session) }),
    ...(resourcePolicy && { resource: [document(kind === 'trust' ? 'trust' : 'resource', resourcePolicy)] }),
    resourceRole: required ? 'required' : 'grants',
  };
}
