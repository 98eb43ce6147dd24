import type { Names } from '../../../lib/bootstrap/names';
import { type Principal, roleSession, rootUser, service } from '../../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../../lib/isolation/policy/request/request-keys';
import { may, mayNot, opened, type Question, type Try } from '../question';
import type { Side } from '../sides';

/** A principal of the environment's own account. */
export function anyone(names: Names): Principal {
  return roleSession(names.iam('role/anyone'), 'run');
}

const SOME_SERVICE = service('sns.amazonaws.com');
const ANONYMOUS: Principal = { kind: 'anonymous' };

/** What principals from elsewhere try with a resource, though its policy allows everything to all of them. */
export function sealQuestions({ names, other }: Side, tried: readonly Try[], ordinary: readonly Try[]): Question[] {
  const own = anyone(names);
  const foreign = roleSession(`arn:aws:iam::${other.account}:role/airlock-${other.name}-api`, 'run');
  const from = (account: string) => ({ 'aws:SourceAccount': account });
  return opened([
    ...mayNot(foreign, 'another account must be kept out', ...tried),
    ...mayNot(rootUser(other.account), "another account's root must be kept out", ...tried),
    ...mayNot(ANONYMOUS, 'who does not sign must be kept out', ...tried),
    ...mayNot(SOME_SERVICE, 'a service must not act for another account', ...sent(tried, from(other.account))),
    ...mayNot(own, 'nothing may be sent in the clear', ...sent(tried, { 'aws:SecureTransport': 'false' })),
    ...may(own, 'the account itself must get through', ...ordinary),
    ...may(own, 'what a service passes on must get through', ...sent(ordinary, { 'aws:SecureTransport': ABSENT })),
    ...may(SOME_SERVICE, 'a service must get through for this account', ...sent(ordinary, from(names.account))),
    ...may(SOME_SERVICE, 'a service that does not say for whom it acts must get through', ...ordinary),
    ...may(
      SOME_SERVICE,
      'a service that says for whom it acts, and not that it is one, must get through',
      ...sent(ordinary, { ...from(names.account), 'aws:PrincipalIsAWSService': ABSENT }),
    ),
  ]);
}

/** The same tries with more context keys. */
export function sent(tried: readonly Try[], context: NonNullable<Try['context']>): Try[] {
  return tried.map((each) => ({ ...each, context: { ...each.context, ...context } }));
}
