import { actionsOf } from '../../../lib/isolation/identity/foreign-candidates';
import { ACTIONS_ACROSS_ACCOUNTS } from '../../../lib/isolation/identity/share-accepting-actions';
import { accessLevel, actionsMatching } from '../../../lib/isolation/tables/actions';

/** Words with which the list of actions calls what takes in something of another account. */
const PATTERNS = ['*:Accept*', '*:Copy*Snapshot*', '*:Copy*Image*', '*:Restore*Snapshot*', '*:AssociateVPCWith*'];

/** Reviewed: what they take is the own account's, or nothing that another account shares. */
const WITHIN_AN_ACCOUNT: Readonly<Record<string, RegExp>> = {
  'agreements and offers of AWS and of sellers':
    /^(?:artifact|aws-marketplace|braket|finops-agent|nimble|odb|payments|partnercentral|supportplans|iq|mechanicalturk):/,
  'the own account’s data of itself':
    /^account:|:AcceptPredictions$|^resiliencehub:|^redshift:AcceptReserved|ReservedInstances/,
  'people, pages and players, by their own service': /^(?:chime|ssm-contacts|gamelift|codecatalyst|mgh):/,
  'caches and stores that no other account shares snapshots of':
    /^(?:elasticache|memorydb|lightsail|ds|neptune-graph|medical-imaging):(?:Copy|Restore)|^fsx:RestoreVolume/,
  'the own recycle bin and archive': /^ec2:Restore/,
};

test('every action that takes in what another account shares is asked for, or reviewed', () => {
  const asked = new Set(ACTIONS_ACROSS_ACCOUNTS.flatMap(({ actions }) => actionsOf(actions)));
  const left = PATTERNS.flatMap(actionsMatching)
    .filter((action) => !['Read', 'List'].includes(accessLevel(action) ?? ''))
    .filter((action) => !asked.has(action) && !Object.values(WITHIN_AN_ACCOUNT).some((why) => why.test(action)));
  expect(left).toEqual([]);
});

test('what is asked for is in the list of actions', () => {
  const named = ACTIONS_ACROSS_ACCOUNTS.flatMap(({ actions }) => actions);
  expect(named.filter((pattern) => actionsMatching(pattern).length === 0)).toEqual([]);
});
