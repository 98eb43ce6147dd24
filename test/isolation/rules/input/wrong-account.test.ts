import { loadEnvironments } from '../../../../lib/environment/load';
import { wrongAccount } from '../../../../lib/isolation/rules/input/wrong-account';
import { OTHER, OWN, ruleTable, THIRD } from '../rule-table';

const stacks = (more: object) => ({ stacks: [{ name: 'app', template: { Resources: {} }, ...more }] });
const environment = { ...loadEnvironments().sandbox, account: OWN, region: 'eu-west-1' };

ruleTable(wrongAccount, {
  mustCatch: {
    'a stack for the other account': stacks({ account: OTHER }),
    'a stack for an account that is not of this pair': stacks({ account: THIRD }),
    'a stack in another region than its environment file says': { environment, ...stacks({ region: 'us-east-1' }) },
  } as never,
  mustPass: {
    'a stack for the own account': stacks({}),
    'a stack for another region, where no file says which': stacks({ region: 'us-east-1' }),
    'a stack in the region of its environment file': { environment, ...stacks({ region: 'eu-west-1' }) },
  } as never,
  undecided: { 'a stack for an account that nobody knows yet': stacks({ account: 'unknown-account' }) } as never,
});
