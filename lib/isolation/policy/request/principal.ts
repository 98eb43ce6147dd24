import { joinText, PartialText, type Text, Unknown } from '../../template/value';
import { splitTokens } from '../patterns/pattern-tokens';

/** The account's root user. */
export interface RootUser {
  readonly kind: 'root';
  readonly account: Text;
  /** @default 'aws' */
  readonly partition?: Text;
}

export interface User {
  readonly kind: 'user';
  readonly account: Text;
  readonly arn: Text;
}

/** A session of a role: also a Lambda function, a person who switched roles, a service acting with its role. */
export interface RoleSession {
  readonly kind: 'session';
  readonly account: Text;
  /** The role's ARN, with its path. */
  readonly roleArn: Text;
  /** `arn:…:sts::…:assumed-role/<role>/<session>`. */
  readonly sessionArn: Text;
  /** SCPs and RCPs do not bind service-linked roles. @default false */
  readonly serviceLinked?: boolean;
}

/** A session of `GetFederationToken`. */
interface FederatedUser {
  readonly kind: 'federated-user';
  readonly account: Text;
  /** `arn:…:sts::…:federated-user/<name>`. */
  readonly arn: Text;
  /** The IAM user whose permissions it has; absent when the root user federated. */
  readonly userArn?: Text;
}

/** An AWS service acting by itself. */
export interface Service {
  readonly kind: 'service';
  /** Such as `lambda.amazonaws.com`. */
  readonly name: string;
}

/** A user known to an identity provider only, about to assume a role. */
interface WebIdentity {
  readonly kind: 'web-identity';
  /** ARN of the OIDC or SAML provider, or a name such as `accounts.google.com`. */
  readonly provider: Text;
}

/** A request without a signature. */
interface Anonymous {
  readonly kind: 'anonymous';
}

/** The sender of a request. */
export type Principal = RootUser | User | RoleSession | FederatedUser | Service | WebIdentity | Anonymous;

export function rootUser(account: Text): RootUser {
  return { kind: 'root', account };
}

/** @param arn of the user, with its path */
export function user(arn: Text): User {
  return { kind: 'user', account: accountOf(arn), arn };
}

/** @param sessionName @default - any name */
export function roleSession(roleArn: Text, sessionName: Text = ANY_SESSION): RoleSession {
  const [, partition = [], , , account = [], resource = []] = arnParts(roleArn);
  const roleName = nameAfterLastSlash(resource);
  return {
    kind: 'session',
    account: joinText(account),
    roleArn,
    sessionArn: joinText(['arn:', ...partition, ':sts::', ...account, ':assumed-role/', ...roleName, '/', sessionName]),
  };
}

export function service(name: string): Service {
  return { kind: 'service', name };
}

const ANY_SESSION = new PartialText([
  new Unknown('any-session-name', 'whoever assumes the role names the session', { without: ':/' }),
]);

/** The name at the end of `role/path/name`. */
export function nameAfterLastSlash(resource: readonly (string | Unknown)[]): (string | Unknown)[] {
  const from = resource.findLastIndex((part) => typeof part === 'string' && part.includes('/'));
  const start = resource[from];
  if (typeof start !== 'string') return [...resource];
  return [start.slice(start.lastIndexOf('/') + 1), ...resource.slice(from + 1)];
}

/** The parts of an ARN, each literals and unknowns; fewer than six when the text does not show them. */
export function arnParts(arn: Text): (string | Unknown)[][] {
  return splitTokens<Unknown>(typeof arn === 'string' ? [arn] : arn.parts);
}

/** The account in an ARN; empty when the ARN has none, such as a bucket's. */
function accountOf(arn: Text): Text {
  const parts = arnParts(arn);
  if (parts.length === 6) return joinText(parts[4] ?? []);
  return new PartialText([new Unknown(`account of ${typeof arn === 'string' ? arn : 'an ARN'}`, 'not a whole ARN')]);
}
