import { alarmTopic } from './alarm-topic';
import { bootstrap } from './bootstrap';
import { certificate } from './certificate';
import type { Check } from './check';
import { costs } from './costs';
import { dns } from './dns';
import { quotas } from './quotas';
import { secrets } from './secrets';
import { stacks } from './stacks';
import { subscriptions } from './subscriptions';
import { tables } from './tables';
import { trail } from './trail';

/** In the order in which a new account is set up. */
export const CHECKS: readonly Check[] = [
  bootstrap,
  quotas,
  certificate,
  stacks,
  tables,
  secrets,
  alarmTopic,
  subscriptions,
  trail,
  dns,
  costs,
];

/** What an identity must be allowed for `airlock doctor`; each only reads, and none reads a secret's value. */
export const DOCTOR_ACTIONS: readonly string[] = [...new Set(CHECKS.flatMap(({ actions }) => actions))].sort();
