import { BOTH } from './synthesized';

describe.each(BOTH)('%s', (name, { resources }) => {
  test('DC3 D6: a place for each PSP, of this environment, without a value', () => {
    const secrets = Object.values(resources('secrets', 'AWS::SecretsManager::Secret'));
    expect(secrets.map(({ Properties }) => Properties.Name).sort()).toEqual(
      ['nicepay', 'paypal', 'polar'].map((psp) => `airlock/${name}/psp/${psp}`),
    );
    for (const { Properties } of secrets) {
      expect(Properties).not.toHaveProperty('SecretString');
      expect(Properties).not.toHaveProperty('GenerateSecretString');
      expect(Properties).not.toHaveProperty('ReplicaRegions');
      expect(Properties.KmsKeyId['Fn::ImportValue']).toContain(`airlock-${name}-foundation:`);
    }
  });
});
