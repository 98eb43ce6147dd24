import { secretInTemplate } from '../../../../lib/isolation/rules/code/secret-in-template';
import { observe, ruleTable } from '../rule-table';
import { seen } from '../written';

const variable = (value: unknown) => seen('AWS::Lambda::Function', { Environment: { Variables: { SETTING: value } } });
/** Of the form that is issued; made here, so that no file holds the whole of it. */
const issued = (prefix: string) => `${prefix}${'0a1B2c3D'.repeat(4)}`;
const code = (text: string) => ({ texts: [{ path: 'asset.1/index.js', text, kind: 'code' }] });
const random = ['f3Qz8LmX', '2vTn9KpR', '7wYc4HsB', '1dJg6NqA'].join('');

ruleTable(secretInTemplate, {
  mustCatch: {
    'a provider key': variable(issued('sk_live_')),
    'a webhook secret, joined': variable({ 'Fn::Join': ['', ['whsec', `_${random}`]] }),
    'a random text in a variable': variable(random),
    'a random password': seen('AWS::RDS::DBInstance', { MasterUserPassword: random }),
    'an access key in user data': seen('AWS::EC2::Instance', {
      UserData: { 'Fn::Base64': `export KEY=${issued('AKIA').slice(0, 20).toUpperCase()}` },
    }),
    'a whole key in code': code(`const key = "${issued('sk_live_')}"`),
    'a key in an output': { Resources: {}, Outputs: { Out: { Value: issued('polar_oat_') } } },
  } as never,
  mustPass: {
    'the prefix of a key in code': code('if (key.startsWith("sk_live_")) refuse()'),
    'the name of a secret': variable('airlock/live/psp/paypal-credentials'),
    'an ARN': variable('arn:aws:secretsmanager:eu-west-1:111111111111:secret:airlock/sandbox/psp/polar-AbCdEf'),
    'a host': variable('api-m.sandbox.paypal.com'),
    'a reference': seen('AWS::RDS::DBInstance', {
      MasterUserPassword: '{{resolve:secretsmanager:database:SecretString:password}}',
    }),
    'the hash of code': seen('AWS::Lambda::Function', {
      Code: { S3Bucket: 'x', S3Key: `${'0123456789abcdef'.repeat(4)}.zip` },
    }),
    'a table of settings': variable(JSON.stringify([{ provider: 'mock', mode: 'test', state: 'available' }])),
  } as never,
});

test('what was found is not shown', () => {
  const key = issued('sk_live_');
  expect(JSON.stringify(observe(secretInTemplate, 'live', variable(key)))).not.toContain(key);
});
