import { joinText, PartialText, type Text, Unknown } from '../../template/value';
import { arnParts, nameAfterLastSlash, type Principal } from './principal';
import { ABSENT, type ContextValue, type KeyState, type RequestKeys, UNKNOWN } from './request-keys';

/** One thing that a principal wants to do. */
export interface AccessRequest {
  readonly principal: Principal;
  /** Such as `s3:GetObject`; case does not matter. */
  readonly action: string;
  /** ARN of the resource; `*` for an action that has none. */
  readonly resource: Text;
  /**
   * Account that owns the resource.
   * @default - the one in the ARN; the caller's own for `*` and for what AWS owns; unknown for an ARN without account
   */
  readonly resourceAccount?: Text;
  /**
   * Context keys by name in any case. What follows from the principal and the resource (`aws:PrincipalArn`,
   * `aws:ResourceAccount` …) need not be given; what is given counts.
   */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** What holds of a key that is neither given nor follows. @default UNKNOWN */
  readonly otherKeys?: KeyState;
}

/** A request made ready for many statements: keys in lower case, the rest derived when asked for. */
export class PreparedRequest implements RequestKeys {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: Text;
  /** The account whose policies stand beside the resource's; undefined when neither resource nor caller has one. */
  readonly resourceAccount: Text | undefined;
  private readonly owner: Text | undefined;
  private readonly given = new Map<string, ContextValue>();
  private readonly otherKeys: ContextValue;

  constructor(request: AccessRequest) {
    this.principal = request.principal;
    this.action = request.action.toLowerCase();
    this.resource = request.resource;
    const owner = request.resourceAccount ?? accountIn(request.resource);
    this.resourceAccount = owner === undefined || owner === 'aws' ? principalAccount(request.principal) : owner;
    this.owner = owner;
    this.otherKeys = request.otherKeys ?? UNKNOWN;
    const { context } = request;
    for (const name in context) {
      const value = context[name];
      if (value !== undefined) this.given.set(name.toLowerCase(), value);
    }
  }

  key(name: string): ContextValue {
    return this.given.get(name) ?? DERIVED_KEYS.get(name)?.(this.principal, this.owner) ?? this.otherKeys;
  }
}

type Derive = (principal: Principal, owner: Text | undefined) => ContextValue | undefined;

const resourceAccount: Derive = (_, owner) => (owner === undefined || owner === 'aws' ? UNKNOWN : [owner]);

/**
 * Context keys that follow from the principal and the owner of the resource.
 * Source: IAM user guide, "AWS global condition context keys" and "Variables and tags", table of principal values.
 */
export const DERIVED_KEYS: ReadonlyMap<string, Derive> = new Map<string, Derive>([
  ['aws:principalarn', principalArn],
  ['aws:principalaccount', ownAccount],
  ['kms:calleraccount', ownAccount],
  ['aws:principaltype', ({ kind }) => PRINCIPAL_TYPES[kind]],
  [
    'aws:username',
    (principal) =>
      principal.kind === 'user' ? [userName(principal.arn)] : notOf(principal, 'service', 'web-identity'),
  ],
  ['aws:principalisawsservice', ({ kind }) => (kind === 'anonymous' ? ABSENT : [String(kind === 'service')])],
  ['aws:principalservicename', (principal) => (principal.kind === 'service' ? [principal.name] : ABSENT)],
  ['aws:resourceaccount', resourceAccount],
  ['s3:resourceaccount', resourceAccount],
]);

const PRINCIPAL_TYPES: Record<Principal['kind'], ContextValue | undefined> = {
  root: ['Account'],
  user: ['User'],
  session: ['AssumedRole'],
  'federated-user': ['FederatedUser'],
  anonymous: ['Anonymous'],
  service: undefined,
  'web-identity': undefined,
};

/** Of a session the ARN of its role, not of the session. */
function principalArn(principal: Principal): ContextValue | undefined {
  switch (principal.kind) {
    case 'root':
      return [joinText(['arn:', principal.partition ?? 'aws', ':iam::', principal.account, ':root'])];
    case 'user':
    case 'federated-user':
      return [principal.arn];
    case 'session':
      return [principal.roleArn];
    case 'anonymous':
      return ABSENT;
    default:
      return undefined;
  }
}

function ownAccount(principal: Principal): ContextValue | undefined {
  if (principal.kind === 'anonymous') return ['anonymous'];
  const account = principalAccount(principal);
  return account === undefined ? undefined : [account];
}

export function principalAccount(principal: Principal): Text | undefined {
  return 'account' in principal ? principal.account : undefined;
}

function notOf(principal: Principal, ...kinds: Principal['kind'][]): ContextValue | undefined {
  return kinds.includes(principal.kind) ? undefined : ABSENT;
}

/** @returns undefined for `*` */
function accountIn(resource: Text): Text | undefined {
  if (resource === '*') return undefined;
  const account = typeof resource === 'string' ? fifthPart(resource) : joinText(arnParts(resource)[4] ?? []);
  return account || OWNER_UNKNOWN;
}

function fifthPart(arn: string): string {
  let start = 0;
  for (let part = 0; part < 4; part++) start = arn.indexOf(':', start) + 1 || arn.length;
  return arn.slice(start, Math.max(start, arn.indexOf(':', start)));
}

const OWNER_UNKNOWN = new PartialText([
  new Unknown('resource-owner', 'the ARN does not say which account owns the resource', { without: ':/' }),
]);

function userName(arn: Text): Text {
  if (typeof arn === 'string') return arn.slice(arn.lastIndexOf('/') + 1);
  return joinText(nameAfterLastSlash(arnParts(arn)[5] ?? []));
}
