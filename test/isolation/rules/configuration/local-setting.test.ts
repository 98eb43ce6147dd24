import { localSetting } from '../../../../lib/isolation/rules/configuration/local-setting';
import { ruleTable } from '../rule-table';
import { seen } from '../written';

ruleTable(localSetting, {
  mustCatch: {
    'loopback for a function': seen('AWS::Lambda::Function', {
      Environment: { Variables: { AIRLOCK_LOOPBACK: 'localhost:8080' } },
    }),
  },
  mustPass: {
    'a function without it': seen('AWS::Lambda::Function', {
      Environment: { Variables: { AIRLOCK_HOSTS: 'pay.example' } },
    }),
  },
});
