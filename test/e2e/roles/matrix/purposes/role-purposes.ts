import type { AccountResources } from '../account-resources';
import type { Need } from '../needed-actions';
import { deploymentPurposes } from './deployment-purposes';
import { functionPurposes } from './function-purposes';
import { peoplePurposes } from './people-purposes';

/**
 * What each role is for, written by hand from the design and from no policy: whatever is not here is to be denied. It is what people
 * would answer if asked what the role does.
 */
export function purposes(resources: AccountResources): ReadonlyMap<string, readonly Need[]> {
  return new Map([...functionPurposes(resources), ...peoplePurposes(resources), ...deploymentPurposes(resources)]);
}
