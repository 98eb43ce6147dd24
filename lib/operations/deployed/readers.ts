import { apis } from './apis';
import { buckets } from './buckets';
import { events } from './events';
import { functions } from './functions';
import { identities } from './identities';
import { keys } from './keys';
import { logs } from './logs';
import { queues } from './queues';
import type { Reader } from './reader';
import { roles } from './roles';
import { secrets } from './secrets';
import { stacks } from './stacks';
import { tables } from './tables';
import { topics } from './topics';
import { trails } from './trails';

export const READERS: readonly Reader[] = [
  stacks,
  roles,
  identities,
  keys,
  secrets,
  queues,
  topics,
  buckets,
  tables,
  functions,
  logs,
  events,
  apis,
  trails,
];

/** What an identity must be allowed for `airlock audit --deployed`; each only reads settings. */
export const DEPLOYED_ACTIONS: readonly string[] = [...new Set(READERS.flatMap(({ actions }) => actions))].sort();
