import { createHmac } from 'node:crypto';
import { type SealStatement, sealedSecretPolicy } from '../../../lib/environment/seal';
import { fingerprint } from '../../../lib/operations/apps/sealed-secret';

const sealedPolicy = (account: string): { readonly Statement: readonly SealStatement[] } =>
  JSON.parse(sealedSecretPolicy(account));

describe('D6 DC5 a sealed secret', () => {
  test('denies, and allows nothing', () => {
    const { Statement } = sealedPolicy('222222222222');
    expect(Statement.map(({ Effect, Principal, Action }) => [Effect, Principal, Action])).toEqual(
      Statement.map(() => ['Deny', '*', 'secretsmanager:*']),
    );
  });

  test('names foreign principals, services acting for others, and open lines', () => {
    const [principals, services, tls] = sealedPolicy('222222222222').Statement.map(({ Condition }) => Condition);
    expect(principals).toEqual({
      StringNotEquals: { 'aws:PrincipalAccount': '222222222222' },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      Null: { 'aws:SourceAccount': 'true' },
    });
    expect(services).toEqual({
      StringNotEquals: { 'aws:SourceAccount': '222222222222' },
      Null: { 'aws:SourceAccount': 'false' },
    });
    // Bool, never BoolIfExists: a request without the key must not pass for one with TLS
    expect(tls).toEqual({ Bool: { 'aws:SecureTransport': 'false' } });
  });

  test('its fingerprint is equal for equal values and says nothing else', () => {
    expect(fingerprint('salt', 'sk_dev_x')).toBe(createHmac('sha256', 'salt').update('sk_dev_x').digest('hex'));
    expect(fingerprint('salt', 'sk_dev_y')).not.toBe(fingerprint('salt', 'sk_dev_x'));
  });
});
