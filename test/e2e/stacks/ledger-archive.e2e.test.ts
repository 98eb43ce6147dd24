import { CloudWatchClient, DescribeAlarmsCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetResourcePolicyCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { loadEnvironments } from '../../../lib/environment/load';
import { ENVIRONMENTS, modesOf } from '../../../lib/environment/modes';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';
import { until } from '../../until';

/** The first answer, asked for again and again, that is one. */
function eventually<Answer>(ask: () => Promise<Answer | undefined>) {
  return until(() => ask().catch(() => undefined));
}

describe.each(ENVIRONMENTS)('the ledger of %s', (environment) => {
  const account = requireEmulatedAccount(environment);
  const { data } = loadEnvironments()[environment];
  const config = emulatedConfig(account);
  const dynamodb = new DynamoDBClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const cloudWatch = new CloudWatchClient(config);
  const TableName = `airlock-${environment}-ledger`;
  const Bucket = `airlock-${environment}-ledger-archive-${account.account}`;
  const [mode = 'live'] = modesOf(environment);
  const id = `E2E-${Date.now()}`;
  const Key = { pk: { S: `TRANSFER#${id}` }, sk: { S: '-' } };
  const item = { ...Key, environment: { S: environment }, mode: { S: mode }, amount: { N: '1250' } };
  const object = { Bucket, Key: `rows/TRANSFER~23${id}/-.json` };

  const body = async () => (await s3.send(new GetObjectCommand(object))).Body?.transformToString();
  const tampered = async () => {
    const { Datapoints = [] } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Airlock',
        MetricName: 'LedgerTampered',
        Dimensions: [{ Name: 'environment', Value: environment }],
        StartTime: new Date(Date.now() - 600_000),
        EndTime: new Date(Date.now() + 60_000),
        Period: 60,
        Statistics: ['Sum'],
      }),
    );
    return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  };

  let before = 0;
  beforeAll(async () => {
    before = await tampered();
  });
  afterAll(() => {
    for (const client of [dynamodb, s3, cloudWatch]) client.destroy();
  });

  test('D5: a new row is archived as it was written, under a lock of as many days as the file says', async () => {
    await dynamodb.send(new PutItemCommand({ TableName, Item: item }));
    expect(JSON.parse((await eventually(body)) ?? '')).toEqual(item);
    const { Retention } = await s3.send(new GetObjectRetentionCommand(object));
    expect(Retention?.Mode).toBe(data.archiveComplianceLock ? 'COMPLIANCE' : 'GOVERNANCE');
    const days = (Number(Retention?.RetainUntilDate) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(data.archiveRetentionDays);
    expect(await tampered()).toBe(before);
  });

  test('D5: the account’s own root key cannot delete an archived row, in compliance mode not even by its right to bypass', async () => {
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: object.Key }));
    expect(Versions).toHaveLength(1);
    const version = { ...object, VersionId: Versions[0]?.VersionId };
    await expect(s3.send(new DeleteObjectCommand(version))).rejects.toThrow(/denied/i);
    // In governance mode the bucket's policy denies the bypass; the emulator holds no policy against root.
    if (data.archiveComplianceLock) {
      const bypassing = new DeleteObjectCommand({ ...version, BypassGovernanceRetention: true });
      await expect(s3.send(bypassing)).rejects.toThrow(/denied/i);
    }
    expect(JSON.parse((await body()) ?? '')).toEqual(item);
  });

  test('D5 ZP7: changing, overwriting and removing a row are each counted, and the alarm goes off', async () => {
    await dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: 'SET amount = :a',
        ExpressionAttributeValues: { ':a': { N: '1' } },
      }),
    );
    await dynamodb.send(new PutItemCommand({ TableName, Item: { ...item, amount: { N: '2' } } }));
    await dynamodb.send(new DeleteItemCommand({ TableName, Key }));
    await eventually(async () => ((await tampered()) >= before + 3 ? true : undefined));
    expect(await tampered()).toBe(before + 3);
    const alarm = await eventually(async () => {
      const { MetricAlarms = [] } = await cloudWatch.send(
        new DescribeAlarmsCommand({ AlarmNames: [`airlock-${environment}-ledger-tampered`] }),
      );
      return MetricAlarms[0]?.StateValue === 'ALARM' ? MetricAlarms[0] : undefined;
    });
    expect(alarm.AlarmActions).toEqual([
      `arn:aws:sns:${account.region}:${account.account}:airlock-${environment}-alarms`,
    ]);
    expect(JSON.parse((await body()) ?? '')).toEqual(item);
  });

  test('D4: archive adds objects and does nothing else to rows, objects, secrets or queues', async () => {
    const sts = new STSClient(config);
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${account.account}:role/airlock-${environment}-archive`,
        RoleSessionName: 'least-privilege',
      }),
    );
    sts.destroy();
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const own = { ...config, credentials };
    const [objects, rows, secrets] = [
      new S3Client({ ...own, forcePathStyle: true }),
      new DynamoDBClient(own),
      new SecretsManagerClient(own),
    ];
    const added = { Bucket, Key: `rows/LEAST~23${id}/-.json` };
    await objects.send(new PutObjectCommand({ ...added, Body: '{}' }));
    await objects.send(new GetObjectCommand(added));
    const denied = [
      objects.send(new DeleteObjectCommand(added)),
      objects.send(new ListObjectVersionsCommand({ Bucket })),
      objects.send(new PutObjectCommand({ Bucket: Bucket.replace('ledger-archive', 'trail'), Key: 'x', Body: '{}' })),
      rows.send(new PutItemCommand({ TableName, Item: item })),
      rows.send(new DeleteItemCommand({ TableName, Key })),
      rows.send(new GetItemCommand({ TableName, Key })),
      secrets.send(new GetSecretValueCommand({ SecretId: `airlock/${environment}/psp/paypal` })),
    ];
    const outcomes = await Promise.all(
      denied.map((call) =>
        call.then(
          () => 'allowed',
          ({ name }: Error) => name,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => !/AccessDenied/.test(outcome))).toEqual([]);
    for (const client of [objects, rows, secrets]) client.destroy();
  });

  test('DC5: the secrets of payment providers are sealed in the account as in the template', async () => {
    const secrets = new SecretsManagerClient(config);
    const { ResourcePolicy = '{}' } = await secrets.send(
      new GetResourcePolicyCommand({ SecretId: `airlock/${environment}/psp/paypal` }),
    );
    secrets.destroy();
    const sids = JSON.parse(ResourcePolicy).Statement.map(({ Sid }: { Sid: string }) => Sid);
    expect(sids).toEqual([
      'DenyForeignPrincipals',
      'DenyServicesOfOtherAccounts',
      'DenyWithoutTls',
      'DenyOtherReaders',
    ]);
  });
});
