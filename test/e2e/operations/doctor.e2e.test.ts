import { DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { loadEnvironments } from '../../../lib/environment/load';
import { ENVIRONMENTS, type EnvironmentName } from '../../../lib/environment/modes';
import { personSession } from '../../../lib/local/role-session';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';
import { withAccount } from '../../../lib/operations/account/with-account';
import type { CheckResult } from '../../../lib/operations/doctor/check';
import { inspectedAccount } from '../../../lib/operations/doctor/inspected-account';
import { runChecks } from '../../../lib/operations/doctor/run-checks';
import { airlock } from '../../cli/run-airlock';

async function doctor(stage: EnvironmentName) {
  const { code, stdout } = await airlock(['doctor', '--stage', stage, '--local', '--json']);
  const { healthy, findings } = JSON.parse(stdout) as { healthy: boolean; findings: CheckResult[] };
  return { code, stdout, healthy, findings, lacking: findings.filter(({ verdict }) => verdict === 'lacking') };
}

describe.each(ENVIRONMENTS)('section 6: airlock doctor --stage %s --local', (stage) => {
  const table = `airlock-${stage}-ledger`;
  const dynamodb = new DynamoDBClient(emulatedConfig(requireEmulatedAccount(stage)));
  const protect = (DeletionProtectionEnabled: boolean) =>
    dynamodb.send(new UpdateTableCommand({ TableName: table, DeletionProtectionEnabled }));
  afterAll(() => dynamodb.destroy());

  test('finds nothing lacking in an account that is up, and says of each thing why it was not checked', async () => {
    const { code, healthy, findings, lacking } = await doctor(stage);
    expect(lacking).toEqual([]);
    expect([code, healthy]).toEqual([0, true]);
    const verdicts = Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]));
    expect(verdicts).toMatchObject({ identity: 'ok', stacks: 'ok', tables: 'ok', quotas: 'not checked' });
    for (const { verdict, found } of findings) expect([verdict, found.length > 0]).toEqual([verdict, true]);
  });

  test('section 3.2: the auditor may look at all of it', async () => {
    const environment = loadEnvironments()[stage];
    const account = requireEmulatedAccount(stage);
    const credentials = await personSession(environment, emulatedConfig(account), 'auditor');
    await withAccount({ stage, local: { ...account, credentials } }, async (entered) => {
      expect(entered.caller.arn).toContain(`:assumed-role/airlock-${stage}-auditor/`);
      const { findings } = await runChecks(inspectedAccount(entered, true));
      expect(findings.filter(({ verdict }) => verdict === 'lacking')).toEqual([]);
    });
  });

  test('D5: finds the one table that lost its deletion protection, and exits 1', async () => {
    await protect(false);
    try {
      const { code, healthy, lacking } = await doctor(stage);
      expect([code, healthy]).toEqual([1, false]);
      expect(lacking).toMatchObject([{ check: 'tables', subject: table, found: 'no deletion protection' }]);
    } finally {
      await protect(true);
    }
    expect((await doctor(stage)).code).toBe(0);
  });
});

test('D6: airlock doctor sees that a secret has a value, and never the value', async () => {
  const SecretId = 'airlock/live/psp/polar';
  const secrets = new SecretsManagerClient(emulatedConfig(requireEmulatedAccount('live')));
  const before = await doctor('live');
  const ofSecret = ({ findings }: typeof before) => findings.find(({ subject }) => subject === SecretId);
  expect(ofSecret(before)?.found).not.toBe('has a value');
  const value = 'not-a-real-credential';
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: value }));
  try {
    const after = await doctor('live');
    expect(ofSecret(after)).toMatchObject({ verdict: 'ok', found: 'has a value' });
    expect(after.stdout).not.toContain(value);
  } finally {
    // As if none had ever been put there.
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: '' }));
    const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId }));
    const [previous] = Object.keys(VersionIdsToStages).filter((id) => VersionIdsToStages[id]?.includes('AWSPREVIOUS'));
    await secrets.send(
      new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSPREVIOUS', RemoveFromVersionId: previous }),
    );
    secrets.destroy();
  }
});

test('without --local, and without credentials of the account, airlock doctor asks nothing and exits 1', async () => {
  const { code, stdout } = await airlock(['doctor', '--stage', 'live']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✗ identity {7}credentials: no AWS credentials for live/);
  expect(stdout).toMatch(/0 ok, 1 lacking, \d+ not checked\n$/);
});
