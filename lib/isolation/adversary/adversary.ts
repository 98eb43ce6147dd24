import { compilePolicy } from '../policy/policy';
import type { ElementSource, StatementSource } from '../policy/policy-document';
import { arnParts, type Principal, roleSession, rootUser, service, user } from '../policy/principal';
import { asText, isList, isObject, joinText, type Resolved, type Text } from '../template/value';
import { instanceOf } from './instances';

/** Who controls everything in the other account, and reaches for a resource of ours. */
export interface Adversary {
  /** The account that the adversary controls. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** Whether a bucket of this name is known to be ours: nobody else can have it. */
  ownsBucket(name: Text): boolean;
}

/** Somebody whom the adversary can act as, and how to say so. */
export interface Caller {
  readonly principal: Principal;
  /** Such as `role airlock-adversary of 222222222222`. */
  readonly description: string;
}

/** A name of the adversary's choice. */
export const ADVERSARY = 'airlock-adversary';

/** What the adversary may do at home: everything. */
export const EVERYTHING = compilePolicy({
  name: 'whatever the other account allows',
  kind: 'identity',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
});

/** The root, a user and a role with names of the adversary's choice, those that the statements name, services, and anybody. */
export function callers(adversary: Adversary, statements: readonly StatementSource[]): Caller[] {
  const { account, partition } = adversary;
  const iam = (rest: string) => `arn:${partition}:iam::${account}:${rest}`;
  const named = statements.flatMap((statement) => [
    ...textsOf(memberOf(statement.principal, 'AWS')),
    ...conditionValues(statement, 'aws:principalarn'),
  ]);
  const roles = new Set([iam(`role/${ADVERSARY}`), ...named.flatMap((text) => namesOf(text, 'role', adversary))]);
  const users = new Set([iam(`user/${ADVERSARY}`), ...named.flatMap((text) => namesOf(text, 'user', adversary))]);
  const sessions = named.flatMap((text) => sessionOf(text, adversary) ?? []);
  return [
    ...[...roles].map((arn) => ({
      principal: roleSession(arn, ADVERSARY),
      description: `role ${nameIn(arn)} of ${account}`,
    })),
    ...sessions,
    ...[...users].map((arn) => ({ principal: user(arn), description: `user ${nameIn(arn)} of ${account}` })),
    { principal: rootUser(account), description: `root user of ${account}` },
    { principal: { kind: 'anonymous' }, description: 'anybody, without a signature' },
    ...serviceNames(statements).map((name) => ({
      principal: service(name),
      description: `${name}, acting for ${account}`,
    })),
  ];
}

/** Names of roles or users of the adversary's account that an ARN, or a text with wildcards, can mean. */
function namesOf(text: Text, kind: 'role' | 'user', { account, partition }: Adversary): string[] {
  if (typeof text !== 'string') return [];
  const iam = (path: string) => `arn:${partition}:iam::${account}:${path}`;
  const [, , , , owner = [], rest = []] = arnParts(text);
  const [whose, what] = [joinText(owner), joinText(rest)];
  if (typeof whose === 'string' && typeof what === 'string' && what !== '') {
    if (!canBe(whose, account)) return [];
    const wanted = instanceOf(what);
    return wanted.startsWith(`${kind}/`) ? [iam(wanted)] : what.startsWith('*') ? [iam(`${kind}/${wanted}`)] : [];
  }
  // A text such as `*:role/deployer` or `*deployer` matches across the colons of an ARN.
  const last = instanceOf(text.slice(text.lastIndexOf(':') + 1));
  return text.includes('*') ? [iam(last.startsWith(`${kind}/`) ? last : `${kind}/${last}`)] : [];
}

/** The session that an assumed-role ARN names. */
function sessionOf(text: Text, { account, partition }: Adversary): Caller | undefined {
  const [, role, session] = /:assumed-role\/([^/]+)\/([^/]+)$/.exec(typeof text === 'string' ? text : '') ?? [];
  if (typeof text !== 'string' || !role || !session || !text.includes(`:${account}:`)) return undefined;
  const principal = roleSession(`arn:${partition}:iam::${account}:role/${instanceOf(role)}`, instanceOf(session));
  return { principal, description: `session ${session} of role ${role} of ${account}` };
}

/** Whether a pattern for an account can mean this one. */
export function canBe(pattern: string, account: string): boolean {
  const glob = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${glob}$`).test(account);
}

function nameIn(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1);
}

function serviceNames(statements: readonly StatementSource[]): string[] {
  const named = new Set<string>();
  for (const { effect, principal } of statements) {
    if (effect === 'Deny' || !principal) continue;
    for (const text of textsOf(memberOf(principal, 'Service'))) if (typeof text === 'string') named.add(text);
    if (principal.value === '*' || principal.negated) for (const name of SERVICES_OF_EVERYBODY) named.add(name);
  }
  named.delete('*');
  return [...named];
}

/** Stand for all services where a statement lets everybody in. */
const SERVICES_OF_EVERYBODY = ['events.amazonaws.com', 's3.amazonaws.com'];

function memberOf(element: ElementSource | undefined, name: string): Resolved | undefined {
  return element && isObject(element.value) ? element.value[name] : undefined;
}

export function textsOf(value: Resolved | undefined): Text[] {
  if (value === undefined) return [];
  return (isList(value) ? value : [value]).flatMap((item) => asText(item) ?? []);
}

/** Values of a condition key in a statement, whatever the operator. */
function conditionValues({ condition }: StatementSource, key: string): Text[] {
  return isObject(condition ?? null)
    ? Object.values(condition as Record<string, Resolved>).flatMap((block) =>
        isObject(block)
          ? Object.entries(block).flatMap(([name, values]) => (name.toLowerCase() === key ? textsOf(values) : []))
          : [],
      )
    : [];
}
