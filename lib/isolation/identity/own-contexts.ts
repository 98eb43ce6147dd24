import { type Choices, type ConditionSource, type Context, contextsOf } from '../adversary/contexts';
import { instances, OTHER, times } from '../adversary/instances';
import { canBeOf, FROM_SERVICE, isOfTime, OF_NOW, plainOperator } from '../adversary/key-choices';
import { variablesOf } from '../adversary/variables';
import { principalAccount } from '../policy/request/access-request';
import type { Principal } from '../policy/request/principal';
import { ABSENT, type ContextValue } from '../policy/request/request-keys';
import { describeText, type Text } from '../template/value';

/** Contexts tried for one question before it counts as not decided. */
const MOST_CONTEXTS = 2_000;

/** The caller, the owner of the resource and the time. */
interface Called {
  readonly principal: Principal;
  /** The owner of the resource. */
  readonly resourceAccount: string;
  readonly now: Date;
}

/**
 * Contexts in which a principal of the own account can call: enough of them to try every case of the conditions. Tags, networks, services
 * in between and the organisation can be any. The caller and the owner of the resource follow from the request.
 * @returns undefined when there are too many
 */
export function ownContexts(statements: readonly ConditionSource[], called: Called): Context[] | undefined {
  const own = describeText(principalAccount(called.principal) ?? '');
  const choices: Choices = (key, tests) =>
    tests.flatMap(({ operator, values }) => choicesFor(key, plainOperator(operator), values, called));
  return contextsOf(statements, variablesOf(called.principal, own, called.resourceAccount), choices, MOST_CONTEXTS);
}

function choicesFor(
  key: string,
  operator: string,
  values: readonly Text[],
  { resourceAccount, now }: Called,
): ContextValue[] {
  if (FROM_SERVICE.has(key)) return [ABSENT];
  if (key === 'aws:securetransport') return [['true'], ['false']];
  if (OF_NOW.has(key) && isOfTime(operator)) return times(operator, values, now).map((value) => [value]);
  const all = instances(operator, values);
  const possible = PART_OF_RESOURCE.has(key)
    ? all.filter((value) => canBeOf(value, resourceAccount) && (value !== OTHER || operator.includes('not')))
    : all;
  return [...possible.map((value) => [value]), ABSENT];
}

/**
 * Keys that name the resource, a part of it, its container or its access point. All of these are of one account, or are judged in the
 * template that creates them.
 * Source: Service Authorization Reference, condition keys of these services.
 */
const PART_OF_RESOURCE: ReadonlySet<string> = new Set([
  'elasticfilesystem:accesspointarn',
  's3files:accesspointarn',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  's3express:dataaccesspointarn',
  's3-outposts:dataaccesspointarn',
  's3:accessgrantsinstancearn',
  'secretsmanager:secretid',
  'lambda:functionarn',
  'ecs:cluster',
  'ecs:container-instances',
  'ecs:service',
  'ecs:task',
  'vpc-lattice-svcs:servicearn',
  'execute-api:viadomainarn',
  'elasticbeanstalk:inapplication',
  'servicediscovery:namespacearn',
  'servicediscovery:servicearn',
  'cognito-identity:identitypoolarn',
  'iot:thingarn',
  'identitystore:identitystorearn',
]);
