import { TAGS } from '../../contract/tags';
import type { Unverified } from '../findings/finding';
import type { DeployedAccount, Emulation } from './deployed-account';
import { DEPLOYED, logicalId } from './deployed-side';
import { OF_AN_APP } from './drift';

/** What was not read of an account, and is therefore neither open nor closed. */
export function unreadSettings(deployed: DeployedAccount, emulation?: Emulation): Unverified[] {
  const { environment, notRead, secrets } = deployed;
  const place = { environment, stack: DEPLOYED, rule: 'deployed-drift' };
  return [
    ...notRead
      .filter(({ unanswerable }) => !(unanswerable && emulation))
      .map(({ what, reason }) => ({
        ...place,
        logicalId: what,
        resourceType: '',
        reason: `the ${what} could not be read: ${reason}`,
      })),
    ...secrets
      // An emulated secret has a version before it was given a value.
      .filter(({ hasValue, wasReplaced }) => (emulation ? wasReplaced : hasValue))
      .filter(({ name, tags }) => !OF_AN_APP.test(name) && !tags[TAGS.fingerprint])
      .map(({ name }) => ({
        ...place,
        rule: 'equal-secret',
        logicalId: logicalId({ type: 'AWS::SecretsManager::Secret', name }),
        resourceType: 'AWS::SecretsManager::Secret',
        reason: `the value of ${name} has no fingerprint, so that it cannot be compared with those of the other side`,
      })),
  ];
}
