import type { AccountResources } from '../account-resources';
import type { DeployedPolicies } from '../deployed-policies';
import type { RequestedAction } from '../requested-action';
import { bucketRequests } from './bucket-requests';
import { apiRequests, functionRequests, stackRequests } from './compute-requests';
import { policyRequests, roleRequests, sessionRequests } from './identity-requests';
import { queueRequests, ruleRequests, topicRequests } from './message-requests';
import { accountRequests, alarmRequests, logRequests, trailRequests } from './observability-requests';
import { keyRequests, secretRequests } from './secret-requests';
import { tableRequests } from './table-requests';

/** Every action on every resource of an account, for a role of that account. */
export function ownRequests(resources: AccountResources, policies: DeployedPolicies): RequestedAction[] {
  return [
    ...addressable(resources, policies),
    ...accountRequests(resources),
    ...alarmRequests(resources),
    ...apiRequests(resources),
    ...logRequests(resources),
    ...roleRequests(resources),
    ...ruleRequests(resources),
    ...trailRequests(resources),
  ];
}

/** Every action on what an account has and another can name, for a role of the other. */
export function foreignRequests(resources: AccountResources, policies: DeployedPolicies): RequestedAction[] {
  // Lists and the like are about the caller's own account.
  const named = addressable(oneOfEachKind(resources), policies).filter(({ resource }) => resource !== '*');
  return named.map((asked) => {
    const answeredInstead = NOT_THERE.find(({ concerns }) => concerns(asked))?.error;
    return answeredInstead ? { ...asked, answeredInstead } : asked;
  });
}

/** Where the emulator, asked for what another account has, decides on something else and then does not find it. */
const NOT_THERE = [
  // The ARN of a bucket has no account.
  { error: 'NoSuchBucket', concerns: ({ action }: RequestedAction) => action.startsWith('s3:') },
  { error: 'ResourceNotFoundException', concerns: ({ seenAs }: RequestedAction) => seenAs?.because === 'other member' },
];

/** Seen from outside, much is alike. */
function oneOfEachKind(resources: AccountResources): AccountResources {
  const { tables, buckets, functions, secrets, policies, stacks } = resources;
  return {
    ...resources,
    tables: tables.filter((name) => name.endsWith('-ledger')),
    buckets: buckets.filter((name) => name.includes('-archive-')),
    functions: functions.filter((name) => name.endsWith('-provider')),
    secrets: secrets.filter((arn) => arn.includes('/psp/')),
    policies: policies.filter((arn) => arn.endsWith('-boundary')),
    stacks: stacks.filter((arn) => arn.includes('-data/')),
  };
}

function addressable(resources: AccountResources, policies: DeployedPolicies): RequestedAction[] {
  return [
    ...bucketRequests(resources),
    ...functionRequests(resources),
    ...keyRequests(resources, policies.documents.get(`policy of ${resources.key}`) ?? ''),
    ...policyRequests(resources),
    ...queueRequests(resources),
    ...secretRequests(resources),
    ...sessionRequests(resources),
    ...stackRequests(resources),
    ...tableRequests(resources),
    ...topicRequests(resources),
  ];
}
