import { alarmArrows } from './alarm-arrows';
import { apiArrows } from './api-arrows';
import { undecided } from './decided-types';
import { DeployedSide, type SideInput } from './deployed-side';
import { functionArrows } from './function-arrows';
import { keyArrows } from './key-arrows';
import { logGroupArrows } from './log-arrows';
import { emergencyArrows, onCallArrows } from './people-arrows';
import { streamArrows } from './stream-arrows';
import { subscriptionArrows } from './subscription-arrows';
import { trailArrows } from './trail-arrows';
import { Walk } from './walk';

/**
 * Goes along every arrow of one environment and asks IAM at both ends, with the context keys that AWS sends: event source → function,
 * alarm → topic → key, API → function, function → all that its code uses, log group → key, trail → bucket.
 * @param side the stacks in any order, the bootstrap among them, since it holds the boundaries
 * @returns a sentence for each arrow that is not surely allowed, with what decides against it
 */
export function brokenArrows(side: SideInput): string[] {
  return walkArrows(side).broken;
}

/** The same with the number of arrows of each kind. */
export function walkArrows(input: SideInput): Walk {
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
  alarmArrows(walk);
  emergencyArrows(walk);
  onCallArrows(walk);
  apiArrows(walk);
  functionArrows(walk);
  keyArrows(walk);
  logGroupArrows(walk);
  streamArrows(walk);
  subscriptionArrows(walk);
  trailArrows(walk);
  return walk;
}
