import { BOTH, type Resource, synthesize } from './synthesized';

const STREAMED = ['records', 'ledger'];

describe.each(BOTH)('%s', (name, { environment, resources }) => {
  const tables = Object.values(resources('data', 'AWS::DynamoDB::Table'));
  const table = (part: string) =>
    tables.find(({ Properties }) => Properties.TableName === `airlock-${name}-${part}`) as Resource;

  test('D5: five tables, all keyed pk and sk, on demand', () => {
    expect(tables.map(({ Properties }) => Properties.TableName).sort()).toEqual(
      ['apps', 'balances', 'guards', 'ledger', 'records'].map((part) => `airlock-${name}-${part}`),
    );
    for (const { Properties } of tables) {
      expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
      expect(Properties.KeySchema).toEqual([
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ]);
    }
  });

  test('D5: every table is encrypted with the environment key, restorable and protected as the file says', () => {
    for (const { Properties } of tables) {
      expect(Properties.SSESpecification).toEqual({
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: {
          'Fn::ImportValue': expect.stringContaining(`airlock-${name}-foundation:ExportsOutputFnGetAttKey`),
        },
      });
      expect(Properties.PointInTimeRecoverySpecification).toEqual({
        PointInTimeRecoveryEnabled: true,
        RecoveryPeriodInDays: environment.data.pointInTimeRecoveryDays,
      });
      expect(Properties.DeletionProtectionEnabled).toBe(environment.data.deletionProtection);
    }
  });

  test('D5: only guards expire; the ledger has no TTL', () => {
    for (const { Properties } of tables) {
      const expires = Properties.TableName === `airlock-${name}-guards`;
      expect([Properties.TableName, Properties.TimeToLiveSpecification]).toEqual([
        Properties.TableName,
        expires ? { AttributeName: 'expiresAt', Enabled: true } : undefined,
      ]);
    }
  });

  test('D5 D13: records and ledger stream both images of every change', () => {
    for (const part of ['apps', 'balances', 'guards', ...STREAMED]) {
      const expected = STREAMED.includes(part) ? { StreamViewType: 'NEW_AND_OLD_IMAGES' } : undefined;
      expect([part, table(part).Properties.StreamSpecification]).toEqual([part, expected]);
    }
  });

  test('records can be read by app and by reference, newest first', () => {
    const index = (IndexName: string, AttributeName: string) => ({
      IndexName,
      KeySchema: [
        { AttributeName, KeyType: 'HASH' },
        { AttributeName: 'pk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    });
    expect(table('records').Properties.GlobalSecondaryIndexes).toEqual([
      index('by-app', 'appIndex'),
      index('by-reference', 'referenceIndex'),
    ]);
  });

  test('D3: protection and backup are the file’s, not the code’s', () => {
    const data = { ...environment.data, deletionProtection: false, pointInTimeRecoveryDays: 3 };
    for (const { Properties } of Object.values(
      synthesize({ ...environment, data }).resources('data', 'AWS::DynamoDB::Table'),
    )) {
      expect(Properties.DeletionProtectionEnabled).toBe(false);
      expect(Properties.PointInTimeRecoverySpecification.RecoveryPeriodInDays).toBe(3);
    }
  });
});
