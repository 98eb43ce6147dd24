import { policyLayer } from '../layer';
import { ALLOWS_EVERY_PRINCIPAL, ALLOWS_EVERYTHING, listed, policyOf } from '../question';
import { keyQuestions } from '../questions/key';

/** Whether a key is used by those who need it, as they need it, and by no other, when every identity may do everything. */
export const keyPolicy = policyLayer('key policy', (deployed) =>
  deployed.all('AWS::KMS::Key').map((key) => ({
    name: key.logicalId,
    places: [key],
    policies: (opened) => ({
      identity: [ALLOWS_EVERYTHING],
      resource: [
        ...listed(policyOf('key', 'resource', key.properties['KeyPolicy'])),
        ...(opened ? [ALLOWS_EVERY_PRINCIPAL] : []),
      ],
      resourceRole: 'required',
    }),
    questions: () => keyQuestions(deployed.side, deployed.key),
  })),
);
