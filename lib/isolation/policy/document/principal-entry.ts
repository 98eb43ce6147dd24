import { joinText, PartialText, type Text } from '../../template/value';
import { compilePattern } from '../patterns/pattern';
import { arnParts, type Principal } from '../request/principal';
import { NO_KEYS } from '../request/request-keys';
import { and, MAYBE, NO, or, type Truth, truth, YES } from '../truth';

/**
 * How an entry of a `Principal` element matches the caller. The three ways differ in what still limits a grant:
 * `self` (`*`, a user, a session, a service) nothing but explicit denies; `role` the role's boundary and session policies;
 * `account` the identity policies as well. Source: IAM user guide, "Policy evaluation logic".
 */
export interface PrincipalMatch {
  readonly self: Truth;
  readonly role: Truth;
  readonly account: Truth;
}

export type PrincipalEntry = (principal: Principal) => PrincipalMatch;

export const NO_PRINCIPAL: PrincipalMatch = { self: NO, role: NO, account: NO };
const PERHAPS: PrincipalMatch = { self: MAYBE, role: MAYBE, account: MAYBE };
export const ANY_PRINCIPAL: PrincipalEntry = () => ({ self: YES, role: NO, account: NO });
/** `{ "AWS": "*" }` is `*` for users, roles and anonymous callers; of services and identity providers the guide says nothing. */
const EVERYONE_OF_AWS: PrincipalEntry = ({ kind }) => ({
  ...NO_PRINCIPAL,
  self: kind === 'service' || kind === 'web-identity' ? MAYBE : YES,
});
/** An entry that cannot be read. */
export const UNKNOWN_PRINCIPAL: PrincipalEntry = () => PERHAPS;

/** @returns undefined when AWS does not accept the entry */
export function awsEntry(text: Text): PrincipalEntry | undefined {
  if (text === '*') return EVERYONE_OF_AWS;
  if (typeof text === 'string' && /^\d{12}$/.test(text)) return accountEntry(text);
  // The id of one user or role, of which only IAM knows whose it is.
  if (typeof text === 'string' && /^A(?:ID|RO)A[A-Z0-9]{8,}$/.test(text)) {
    return ({ kind }) => (kind === 'user' || kind === 'session' || kind === 'federated-user' ? PERHAPS : NO_PRINCIPAL);
  }
  const parts = arnParts(text);
  if (parts.length !== 6) return text instanceof PartialText ? UNKNOWN_PRINCIPAL : undefined;
  const [account, resource] = [joinText(parts[4] ?? []), joinText(parts[5] ?? [])];
  if (typeof text === 'string' && /[*?]/.test(text)) return undefined;
  if (resource === 'root') return accountEntry(account);
  const start = typeof resource === 'string' ? resource : (resource.parts[0] ?? '');
  const kind = typeof start === 'string' ? start.slice(0, start.indexOf('/') + 1) : '';
  if (kind === 'user/') return userEntry(text);
  if (kind === 'role/') return roleEntry(text);
  if (kind === 'assumed-role/' || kind === 'federated-user/') return sessionEntry(text);
  if (typeof resource === 'string') return undefined;
  const sameAccount = same(account);
  return (principal) => ('account' in principal && sameAccount(principal.account) !== NO ? PERHAPS : NO_PRINCIPAL);
}

export function serviceEntry(text: Text): PrincipalEntry {
  const named = same(text);
  const everyService = text === '*';
  return (principal) => {
    if (principal.kind !== 'service') return NO_PRINCIPAL;
    return { ...NO_PRINCIPAL, self: everyService ? YES : named(principal.name) };
  };
}

export function federatedEntry(text: Text): PrincipalEntry {
  const named = same(text);
  return (principal) => {
    if (principal.kind !== 'web-identity') return NO_PRINCIPAL;
    return { ...NO_PRINCIPAL, self: text === '*' ? YES : named(principal.provider) };
  };
}

/** Which account has a canonical user id is not in any template. */
export function canonicalUserEntry(): PrincipalEntry {
  return ({ kind }) => (kind === 'service' || kind === 'web-identity' || kind === 'anonymous' ? NO_PRINCIPAL : PERHAPS);
}

function accountEntry(account: Text): PrincipalEntry {
  const sameAccount = same(account);
  return (principal) =>
    'account' in principal ? { ...NO_PRINCIPAL, account: sameAccount(principal.account) } : NO_PRINCIPAL;
}

function userEntry(arn: Text): PrincipalEntry {
  const named = same(arn);
  return (principal) => {
    if (principal.kind === 'user') return { ...NO_PRINCIPAL, self: named(principal.arn) };
    if (principal.kind !== 'federated-user' || principal.userArn === undefined) return NO_PRINCIPAL;
    return { ...NO_PRINCIPAL, role: named(principal.userArn) };
  };
}

function roleEntry(arn: Text): PrincipalEntry {
  const named = same(arn);
  return (principal) =>
    principal.kind === 'session' ? { ...NO_PRINCIPAL, role: named(principal.roleArn) } : NO_PRINCIPAL;
}

function sessionEntry(arn: Text): PrincipalEntry {
  const named = same(arn);
  return (principal) => {
    if (principal.kind === 'session') return { ...NO_PRINCIPAL, self: named(principal.sessionArn) };
    return principal.kind === 'federated-user' ? { ...NO_PRINCIPAL, self: named(principal.arn) } : NO_PRINCIPAL;
  };
}

/** Equality of two texts, either of which may have unknown parts. */
export function equalTexts(left: Text, right: Text): Truth {
  return typeof left === 'string' && typeof right === 'string' ? truth(left === right) : same(left)(right);
}

function same(text: Text): (other: Text) => Truth {
  const pattern = compilePattern(text, { shape: 'text', wildcards: false, variables: false });
  return (other) => (other === text ? YES : pattern.match(other, NO_KEYS));
}

/** The best match of any entry, for each of the three ways. */
export function matchPrincipal(entries: readonly PrincipalEntry[], principal: Principal): PrincipalMatch {
  if (entries.length === 1) return entries[0]?.(principal) ?? NO_PRINCIPAL;
  let [self, role, account]: Truth[] = [NO, NO, NO];
  for (const entry of entries) {
    const meeting = entry(principal);
    self = or(self as Truth, meeting.self);
    role = or(role as Truth, meeting.role);
    account = or(account as Truth, meeting.account);
  }
  return { self: self as Truth, role: role as Truth, account: account as Truth };
}

/**
 * Whether a `Deny` with `NotPrincipal` spares the caller: surely only when the list has everything that AWS may look at,
 * the account too. A user or role with a permissions boundary is never spared.
 * Source: IAM user guide, "AWS JSON policy elements: NotPrincipal".
 */
export function isSparedByNotPrincipal(
  { self, role, account }: PrincipalMatch,
  { kind }: Principal,
  bounded: boolean,
): Truth {
  if (kind === 'service' || kind === 'web-identity' || kind === 'anonymous') return self;
  if (kind === 'root') return or(self, account);
  if (bounded) return NO;
  const named = or(self, role);
  const whole = kind === 'user' ? and(self, account) : and(and(self, role), account);
  return and(named, or(truth(whole === YES), MAYBE));
}
