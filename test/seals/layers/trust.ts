import { policyLayer } from '../layer';
import { ALLOWS_EVERYTHING, listed, policyOf } from '../question';
import { trustQuestions } from '../questions/trust';

/** Whether each role is taken on by those it is for, and by no other principal, when each may do everything in its own account. */
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
