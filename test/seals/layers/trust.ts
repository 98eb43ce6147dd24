import { policyLayer } from '../layer';
import { ALLOWS_EVERYTHING, listed, policyOf } from '../question';
import { trustQuestions } from '../questions/trust';

/** Whether each role is taken on by those for whom it is, and by nobody else, when everybody may do everything at home. */
export const trust = policyLayer('trust', (deployed) =>
  deployed.all('AWS::IAM::Role').map((role) => {
    const name = String(role.properties['RoleName']);
    return {
      name,
      places: [role],
      policies: () => ({
        identity: [ALLOWS_EVERYTHING],
        resource: listed(policyOf(name, 'trust', role.properties['AssumeRolePolicyDocument'])),
        resourceRole: 'required',
      }),
      questions: () => trustQuestions(deployed.side, name),
    };
  }),
);
