import { ResourceNotFoundException, TableNotFoundException } from '@aws-sdk/client-dynamodb';
import { TABLE_NAMES } from '../../../lib/contract/tables';
import { loadEnvironments } from '../../../lib/environment/load';
import { tables } from '../../../lib/operations/doctor/tables';
import { awsError, type InspectedAccountProps, inspectedAccount } from './inspected-account';

const sealed = { Table: { DeletionProtectionEnabled: true, SSEDescription: { SSEType: 'KMS' } } };
const restorable = {
  ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } },
};
const look = (table: object, backups: object = restorable, props: InspectedAccountProps = {}) =>
  tables.inspect(
    inspectedAccount({ 'dynamodb:DescribeTable': table, 'dynamodb:DescribeContinuousBackups': backups }, props),
  );

describe('airlock doctor: tables', () => {
  test('every table is as it must be', async () => {
    const found = await look(sealed);
    expect(found.map(({ subject }) => subject)).toEqual(TABLE_NAMES.map((table) => `airlock-live-${table}`));
    expect(new Set(found.map(({ verdict }) => verdict))).toEqual(new Set(['ok']));
  });

  test('D5: without deletion protection', async () => {
    const [first] = await look({ Table: { ...sealed.Table, DeletionProtectionEnabled: false } });
    expect(first).toEqual({
      subject: 'airlock-live-apps',
      verdict: 'lacking',
      found: 'no deletion protection',
      fix: 'aws dynamodb update-table --table-name airlock-live-apps --deletion-protection-enabled',
    });
  });

  test('a file that wants no deletion protection gets none', async () => {
    const { data } = loadEnvironments().live;
    const environment = { data: { ...data, deletionProtection: false } };
    const [first] = await look({ Table: { ...sealed.Table, DeletionProtectionEnabled: false } }, restorable, {
      environment,
    });
    expect(first).toMatchObject({ verdict: 'ok' });
  });

  test('two things at once are both named', async () => {
    const [first] = await look({ Table: {} }, {});
    expect(first?.found).toBe('no deletion protection, no point-in-time recovery, not encrypted with a key of its own');
    expect(first?.fix?.split('; ')).toHaveLength(3);
  });

  test('D5: a restored table, which is a new one without any of it, is not taken for the old', async () => {
    const [first] = await look({ Table: { SSEDescription: { SSEType: 'KMS' } } }, {});
    expect(first).toMatchObject({ verdict: 'lacking' });
  });

  test.each([
    ['DescribeTable', awsError(ResourceNotFoundException), restorable],
    ['DescribeContinuousBackups', sealed, awsError(TableNotFoundException)],
  ])('missing, as %s says', async (_, table, backups) => {
    const [first] = await look(table, backups);
    expect(first).toMatchObject({ verdict: 'lacking', found: 'missing', fix: 'npx airlock deploy live' });
  });
});
