import { alarmWiring } from './alarm-wiring';
import { apiWiring } from './api-wiring';
import { undecided } from './decided-types';
import { DeployedSide, type SideInput } from './deployed-side';
import { functionWiring } from './function-wiring';
import { keyWiring } from './key-wiring';
import { logGroupWiring } from './log-wiring';
import { emergencyWiring, onCallWiring } from './people-wiring';
import { streamWiring } from './stream-wiring';
import { subscriptionWiring } from './subscription-wiring';
import { trailWiring } from './trail-wiring';
import { Walk } from './walk';

/**
 * Goes along every connection of one environment and asks IAM at both ends, with the context keys that AWS sends: event source → function,
 * alarm → topic → key, API → function, function → all that its code uses, log group → key, trail → bucket.
 * @param side the stacks in any order, the bootstrap among them, since it holds the boundaries
 * @returns a sentence for each connection that is not surely allowed, with what decides against it
 */
export function brokenWiring(side: SideInput): string[] {
  return walkWiring(side).broken;
}

/** The same with the number of connections of each kind. */
export function walkWiring(input: SideInput): Walk {
  const walk = new Walk(new DeployedSide(input));
  for (const { type, stack, logicalId, properties } of walk.side.resources) {
    const open = undecided(type, properties);
    const what = open ? open.join(', ') : 'the whole type';
    if (!open || open.length > 0) {
      walk.fail(
        'undecided',
        `${stack}/${logicalId} (${type})`,
        `may lead somewhere by ${what}; decide in decided-types.ts`,
      );
    }
  }
  alarmWiring(walk);
  emergencyWiring(walk);
  onCallWiring(walk);
  apiWiring(walk);
  functionWiring(walk);
  keyWiring(walk);
  logGroupWiring(walk);
  streamWiring(walk);
  subscriptionWiring(walk);
  trailWiring(walk);
  return walk;
}
