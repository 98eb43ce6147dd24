import type { StatementSource } from '../policy/document/policy-document';
import { arnParts, roleSession, rootUser, service, user } from '../policy/request/principal';
import { joinText, type Text, textParts, Unknown } from '../template/value';
import { ADVERSARY, type Adversary, canBe, type ForeignCaller } from './adversary';
import { FILLER, instanceOf, severalInstances } from './instances';
import { conditionValues, principalsNamed } from './statement-texts';
import { filled, variablesOf } from './variables';

/** A name that no statement is likely to exclude. */
const ANOTHER = 'zz9-adversary';

/** The root user, users and roles with any name, the principals that the statements name, services, and an anonymous caller. */
export function foreignCallers(adversary: Adversary, statements: readonly StatementSource[]): ForeignCaller[] {
  const { account, partition } = adversary;
  const byCondition = statements.flatMap((statement) => conditionValues(statement, 'aws:principalarn'));
  const named = [...statements.flatMap((statement) => principalsNamed(statement, 'AWS')), ...byCondition].flatMap(
    (text) => filled(text, variablesOf(undefined, account, account)),
  );
  const usual = byCondition.length > 0 ? [ADVERSARY, ANOTHER] : [ADVERSARY];
  const arns = (kind: Kind, service = 'iam') => [
    ...new Set([
      ...usual.map((name) => `arn:${partition}:${service}::${account}:${kind}/${name}`),
      ...named.flatMap((text) => namesOf(text, kind, service, adversary)),
    ]),
  ];
  return [
    ...arns('role').map((arn) => ({
      principal: roleSession(arn, ADVERSARY),
      description: `role ${nameIn(arn)} of ${account}`,
    })),
    ...named.flatMap((text) => sessionOf(text, adversary) ?? []),
    ...arns('user').map((arn) => ({ principal: user(arn), description: `user ${nameIn(arn)} of ${account}` })),
    { principal: rootUser(account), description: `root user of ${account}` },
    { principal: { kind: 'anonymous' }, description: 'anybody, without a signature' },
    ...serviceNames(statements).map((name) => ({
      principal: service(name),
      description: `${name}, acting for ${account}`,
    })),
    ...arns('federated-user', 'sts').map((arn) => ({
      principal: { kind: 'federated-user' as const, account, arn },
      description: `federated user ${nameIn(arn)} of ${account}`,
    })),
    {
      principal: { kind: 'web-identity', provider: `provider-of-${ADVERSARY}` },
      description: `anybody with a token that ${account} can get`,
    },
  ];
}

type Kind = 'role' | 'user' | 'federated-user';

/** ARNs of one kind in the adversary's account that an ARN or a pattern can mean. */
function namesOf(text: Text, kind: Kind, service: string, { account, partition }: Adversary): string[] {
  const arn = (path: string) => `arn:${partition}:${service}::${account}:${path}`;
  const [, , , , owner = [], rest = []] = arnParts(text);
  // An unknown part may be the adversary's account, or any name.
  const known = (parts: typeof rest) => joinText(parts.map((part) => (part instanceof Unknown ? '*' : part)));
  const [whose, what] = [known(owner), known(rest)];
  if (typeof whose === 'string' && typeof what === 'string' && what !== '') {
    if (!canBe(whose, account)) return [];
    return severalInstances(what).flatMap((wanted) => {
      if (String(wanted).startsWith(`${kind}/`)) return [arn(String(wanted))];
      return what.startsWith('*') ? [arn(`${kind}/${wanted}`)] : [];
    });
  }
  if (typeof text !== 'string') return [];
  // A text such as `*:role/deployer` or `*deployer` matches across the colons of an ARN.
  const last = instanceOf(text.slice(text.lastIndexOf(':') + 1));
  return text.includes('*') ? [arn(last.startsWith(`${kind}/`) ? last : `${kind}/${last}`)] : [];
}

/** The session that an assumed-role ARN names. */
function sessionOf(text: Text, { account, partition }: Adversary): ForeignCaller | undefined {
  const [, role, session] = /:assumed-role\/([^/]+)\/([^/]+)$/.exec(typeof text === 'string' ? text : '') ?? [];
  if (typeof text !== 'string' || !role || !session || !text.includes(`:${account}:`)) return undefined;
  const principal = roleSession(`arn:${partition}:iam::${account}:role/${instanceOf(role)}`, instanceOf(session));
  return { principal, description: `session ${session} of role ${role} of ${account}` };
}

function nameIn(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1);
}

/** Services that the adversary can make act: all that a statement names, and a few others. The evaluator decides which of them a statement matches. */
function serviceNames(statements: readonly StatementSource[]): string[] {
  const names = new Set<string>(SERVICES);
  for (const statement of statements) {
    if (statement.effect === 'Deny' || !statement.principal) continue;
    for (const text of principalsNamed(statement, 'Service')) {
      if (text !== '*')
        names.add(
          textParts(text)
            .map((part) => (typeof part === 'string' ? part : FILLER))
            .join(''),
        );
    }
    const asked = conditionValues(statement, 'aws:principalservicename');
    for (const text of asked) if (typeof text === 'string') names.add(instanceOf(text));
  }
  return [...names];
}

/** Examples for all services. */
const SERVICES = ['events.amazonaws.com', 's3.amazonaws.com'];
