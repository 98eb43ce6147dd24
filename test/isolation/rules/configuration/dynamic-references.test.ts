import { dynamicReferences } from '../../../../lib/isolation/rules/configuration/dynamic-references';
import { OTHER, OWN, ruleTable } from '../rule-table';
import { seen } from '../written';

const password = (MasterUserPassword: unknown) => seen('AWS::RDS::DBInstance', { MasterUserPassword });
const stored = (account: string) =>
  password(`{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:${account}:secret:db-AbCdEf}}`);

ruleTable(dynamicReferences, {
  mustCatch: {
    'a secret of the other account': stored(OTHER),
    'a parameter of the other account': seen('AWS::IAM::Group', {
      GroupName: `{{resolve:ssm:arn:aws:ssm:eu-west-1:${OTHER}:parameter/name}}`,
    }),
  } as never,
  mustPass: { 'an own secret': stored(OWN), 'a secret by name': password('{{resolve:secretsmanager:db}}') } as never,
});
