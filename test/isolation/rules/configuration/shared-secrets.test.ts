import { sharedSecrets } from '../../../../lib/isolation/rules/configuration/shared-secrets';
import { OTHER, OWN, ruleTable, THIRD } from '../rule-table';
import { resource, seen } from '../written';

const secret = (account: string, name: string) => `arn:aws:secretsmanager:eu-west-1:${account}:secret:${name}`;
const using = (SECRET: unknown) => seen('AWS::Lambda::Function', { Environment: { Variables: { SECRET } } });
const reading = (Resource: string, Effect = 'Allow') =>
  seen('AWS::IAM::Policy', {
    PolicyName: 'p',
    Roles: ['r'],
    PolicyDocument: { Statement: [{ Effect, Action: 'secretsmanager:GetSecretValue', Resource }] },
  });

ruleTable(sharedSecrets, {
  other: {
    Function: using(`{{resolve:secretsmanager:${secret(THIRD, 'psp/polar-AbCdEf')}:SecretString:key}}`)['Seen'],
    Key: resource('AWS::S3::Bucket', {
      Key: `arn:aws:kms:eu-west-1:${THIRD}:key/0f0f0f0f-1111-4222-8333-9a9b9c9d9e9f`,
    }),
    Own: using(secret(OTHER, 'psp/own-AbCdEf'))['Seen'],
  } as never,
  mustCatch: {
    'a dynamic reference': using(`{{resolve:secretsmanager:${secret(THIRD, 'psp/polar-AbCdEf')}:SecretString:key}}`),
    'its name, by a policy': reading(secret(THIRD, 'psp/polar')),
    'a key': using(`arn:aws:kms:eu-west-1:${THIRD}:key/0f0f0f0f-1111-4222-8333-9a9b9c9d9e9f`),
  },
  mustPass: {
    'another secret of the same account': using(secret(THIRD, 'psp/paypal-AbCdEf')),
    'one of the own account': using(secret(OWN, 'psp/own-AbCdEf')),
    'one that is denied': reading(secret(THIRD, 'psp/polar'), 'Deny'),
  },
});
