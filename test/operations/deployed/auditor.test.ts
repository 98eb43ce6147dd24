import { Names } from '../../../lib/bootstrap/names';
import { auditorPolicy } from '../../../lib/bootstrap/policies/auditor-policy';
import { loadEnvironments } from '../../../lib/environment/load';
import { ENVIRONMENTS } from '../../../lib/environment/modes';
import { DEPLOYED_ACTIONS } from '../../../lib/operations/deployed/readers';

describe.each(ENVIRONMENTS)('section 3.2: airlock audit --deployed as the auditor of %s', (name) => {
  const { Statement } = auditorPolicy(new Names(loadEnvironments()[name]));
  const of = (effect: string) =>
    Statement.filter(({ Effect }) => Effect === effect).flatMap(({ Action }) => [Action ?? []].flat());

  test.each(DEPLOYED_ACTIONS)('%s is allowed', (action) => {
    expect(of('Allow')).toContain(action);
  });

  test('D6: none of it returns what is kept in the account', () => {
    const denied = of('Deny').map((action) => new RegExp(`^${action.replaceAll('*', '.*')}$`, 'i'));
    expect(denied.length).toBeGreaterThan(5);
    expect(DEPLOYED_ACTIONS.filter((action) => denied.some((pattern) => pattern.test(action)))).toEqual([]);
  });
});
