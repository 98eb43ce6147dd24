import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  GetQueryResultsCommand,
  PutRetentionPolicyCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { Names } from '../../../lib/bootstrap/names';
import { emulatorFolder, requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { loadEnvironments } from '../../../lib/environment/load';
import { ENVIRONMENTS } from '../../../lib/environment/modes';
import { projectRoot } from '../../../lib/environment/project-root';
import { localBootstrap } from '../../../lib/local/cdk/run-cdk-locally';
import { personSession } from '../../../lib/local/role-session';
import { connect } from '../../../lib/operations/account/connect';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';
import { createApp } from '../../../lib/operations/apps/create-app';
import { retireApp } from '../../../lib/operations/apps/retire-app';
import { setTraffic } from '../../../lib/operations/apps/set-traffic';
import { listApps } from '../../../lib/operations/apps/stored-apps';
import { planBootstrap } from '../../../lib/operations/bootstrap/deploy-bootstrap';
import { gatewayInfo } from '../../../lib/operations/gateway-info';
import { withManyIdentities } from '../../bootstrap/many-identities';

type Session = Awaited<ReturnType<typeof personSession>>;

const run = promisify(execFile);
const environments = loadEnvironments();

async function outcome(ask: () => Promise<unknown>): Promise<'allowed' | 'denied'> {
  try {
    await ask();
    return 'allowed';
  } catch (error) {
    const { name, message } = error as Error;
    if (/AccessDenied|not authorized/i.test(`${name} ${message}`)) return 'denied';
    throw error;
  }
}

describe.each(ENVIRONMENTS)('DC2 DC5 people in %s', (name) => {
  const account = requireEmulatedAccount(name);
  const environment = environments[name];
  const names = new Names(environment);
  const root = emulatedConfig(account);
  const as = (credentials: Session) => ({ ...root, credentials });
  const become = async (credentials: Session, RoleArn: string) => {
    const sts = new STSClient(as(credentials));
    const given = await outcome(() => sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' })));
    sts.destroy();
    return given;
  };
  let deployer: Session;
  let operator: Session;
  let auditor: Session;
  let onCall: Session;

  beforeAll(async () => {
    deployer = await personSession(environment, root, 'deployer');
    operator = await personSession(environment, root, 'operator');
    auditor = await personSession(environment, root, 'auditor');
    onCall = await personSession(environment, root, 'onCall');
  });

  describe('deployer', () => {
    const home = mkdtempSync(join(tmpdir(), 'airlock-deployer-'));
    afterAll(() => rmSync(home, { recursive: true, force: true }));
    const cdk = (...args: string[]) => {
      const { accessKeyId, secretAccessKey, sessionToken = '' } = deployer;
      const cli = createRequire(join(projectRoot(), 'package.json')).resolve('aws-cdk/bin/cdk');
      const assembly = join(emulatorFolder(), name, 'assembly');
      return run(process.execPath, [cli, ...args, '--app', assembly, '--no-notices', '--no-color'], {
        cwd: home,
        env: {
          PATH: process.env['PATH'],
          HOME: home,
          CDK_DISABLE_CLI_TELEMETRY: 'true',
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_REGION: account.region,
          AWS_ENDPOINT_URL: account.endpoint,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
          AWS_SESSION_TOKEN: sessionToken,
          AWS_CA_BUNDLE: account.ca,
          NODE_EXTRA_CA_CERTS: account.ca,
        },
      });
    };

    test('cdk diff finds what is deployed, reading as the deploy role', async () => {
      const { stderr, stdout } = await cdk('diff', '--fail');
      expect(`${stdout}${stderr}`).toMatch(/Number of stacks with differences: 0/);
      expect(`${stdout}${stderr}`).not.toMatch(/could not be used to assume|Could not assume|lookup role/i);
    });

    test('cdk deploy goes through', async () => {
      const { stderr, stdout } = await cdk('deploy', '--all', '--require-approval', 'never', '--progress', 'events');
      expect(`${stdout}${stderr}`).toContain(`airlock-${name}-gateway (no changes)`);
    });

    test('takes on the roles for deploying and publishing only', async () => {
      expect(await become(deployer, names.cdkRoleArn('deploy'))).toBe('allowed');
      expect(await become(deployer, names.cdkRoleArn('file-publishing'))).toBe('allowed');
      expect(await become(deployer, names.cdkRoleArn('cfn-exec'))).toBe('denied');
      expect(await become(deployer, names.roleArn('operator'))).toBe('denied');
      expect(await become(deployer, names.roleArn('breakGlass'))).toBe('denied');
    });

    test('can do nothing by itself', async () => {
      const cloudformation = new CloudFormationClient(as(deployer));
      expect(await outcome(() => cloudformation.send(new DescribeStacksCommand({})))).toBe('denied');
      cloudformation.destroy();
      const dynamodb = new DynamoDBClient(as(deployer));
      expect(await outcome(() => dynamodb.send(new ScanCommand({ TableName: `${names.prefix}-apps` })))).toBe('denied');
      dynamodb.destroy();
    });
  });

  test('nobody but deployer and CI takes on the roles for deploying, not even the account’s root', async () => {
    for (const session of [operator, auditor, onCall, account.credentials]) {
      expect(await become(session, names.cdkRoleArn('deploy'))).toBe('denied');
      expect(await become(session, names.cdkRoleArn('file-publishing'))).toBe('denied');
      expect(await become(session, names.roleArn('breakGlass'))).toBe('denied');
    }
  });

  test('an operator runs every app command, and reads no secret', async () => {
    const connection = await connect({ stage: name, local: { ...account, credentials: operator } });
    const app = `operated-${name === 'live' ? 'live' : 'test'}`;
    try {
      expect(connection.caller.arn).toContain(`:assumed-role/${names.role('operator')}/`);
      const { app: created } = await createApp(connection, {
        name: app,
        ...(name === 'live' && { provider: 'polar' }),
      });
      const reason = 'the operator role can do this';
      await setTraffic(connection, { name: app, to: name === 'live' ? 'open' : 'closed', reason });
      if (name === 'live') await setTraffic(connection, { name: app, to: 'closed', reason });
      expect((await listApps(connection)).map((each) => each.name)).toContain(app);
      expect((await gatewayInfo(connection)).environment).toBe(name);
      const read = new GetSecretValueCommand({ SecretId: `airlock/${name}/apps/${created.appId}` });
      expect(await outcome(() => connection.secrets.send(read))).toBe('denied');
      const psp = new GetSecretValueCommand({ SecretId: `airlock/${name}/psp/paypal` });
      expect(await outcome(() => connection.secrets.send(psp))).toBe('denied');
      await retireApp(connection, app);
    } finally {
      connection.close();
    }
  });

  test('an operator touches no payment and no ledger entry', async () => {
    const dynamodb = new DynamoDBClient(as(operator));
    const Key = { pk: { S: 'x' }, sk: { S: '-' } };
    const table = (part: string) => `${names.prefix}-${part}`;
    expect(await outcome(() => dynamodb.send(new GetItemCommand({ TableName: table('records'), Key })))).toBe('denied');
    expect(await outcome(() => dynamodb.send(new PutItemCommand({ TableName: table('ledger'), Item: Key })))).toBe(
      'denied',
    );
    dynamodb.destroy();
  });

  test('an auditor reads settings, not contents', async () => {
    const iam = new IAMClient(as(auditor));
    const secrets = new SecretsManagerClient(as(auditor));
    const dynamodb = new DynamoDBClient(as(auditor));
    expect(await outcome(() => iam.send(new GetRoleCommand({ RoleName: `${names.prefix}-api` })))).toBe('allowed');
    expect(await outcome(() => dynamodb.send(new ScanCommand({ TableName: `${names.prefix}-apps` })))).toBe('denied');
    const read = new GetSecretValueCommand({ SecretId: `airlock/${name}/psp/paypal` });
    expect(await outcome(() => secrets.send(read))).toBe('denied');
    for (const client of [iam, secrets, dynamodb]) client.destroy();
  });

  test('who is on call sees log lines, metrics and alarms', async () => {
    const logs = new CloudWatchLogsClient(as(onCall));
    const cloudwatch = new CloudWatchClient(as(onCall));
    const group = `/airlock/${name}/api`;
    try {
      const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: group }));
      expect(logGroups.map(({ logGroupName }) => logGroupName)).toContain(group);
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: group, limit: 10 }));
      expect(events.length).toBeGreaterThan(0);
      expect(events.map(({ message = '' }) => message).join('\n')).not.toMatch(/\bsk_(test|dev|live)_|whsec_/);
      const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: group, limit: 1 }));
      const [{ logStreamName } = { logStreamName: '' }] = logStreams;
      const stream = await logs.send(new GetLogEventsCommand({ logGroupName: group, logStreamName, limit: 1 }));
      expect(stream.events?.length).toBe(1);
      const now = Math.floor(Date.now() / 1000);
      const query = {
        logGroupName: group,
        startTime: now - 3600,
        endTime: now,
        queryString: 'fields @message | limit 1',
      };
      const { queryId } = await logs.send(new StartQueryCommand(query));
      expect((await logs.send(new GetQueryResultsCommand({ queryId }))).status).toBeDefined();
      const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix: names.prefix }));
      expect(MetricAlarms.length).toBeGreaterThan(5);
      expect((await cloudwatch.send(new ListMetricsCommand({}))).Metrics).toBeDefined();
      // The dashboard by evaluation only: the emulator asks for every one at once, which the role has not.
      const metric = { Namespace: 'AWS/Lambda', MetricName: 'Errors' };
      const MetricDataQueries = [{ Id: 'errors', MetricStat: { Metric: metric, Period: 300, Stat: 'Sum' } }];
      const [StartTime, EndTime] = [new Date(Date.now() - 3_600_000), new Date()];
      const data = await cloudwatch.send(new GetMetricDataCommand({ MetricDataQueries, StartTime, EndTime }));
      expect(data.MetricDataResults?.map(({ Id }) => Id)).toEqual(['errors']);
    } finally {
      logs.destroy();
      cloudwatch.destroy();
    }
  });

  test('who is on call reads no data, no secret and no trail, and changes nothing', async () => {
    const logs = new CloudWatchLogsClient(as(onCall));
    const cloudwatch = new CloudWatchClient(as(onCall));
    const secrets = new SecretsManagerClient(as(onCall));
    const dynamodb = new DynamoDBClient(as(onCall));
    const retention = { logGroupName: `/airlock/${name}/api`, retentionInDays: 1 };
    const alarm = {
      AlarmName: `${names.prefix}-x`,
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 1,
    } as const;
    const tried: readonly (() => Promise<unknown>)[] = [
      () => dynamodb.send(new ScanCommand({ TableName: `${names.prefix}-records` })),
      () => dynamodb.send(new ScanCommand({ TableName: `${names.prefix}-apps` })),
      () => secrets.send(new GetSecretValueCommand({ SecretId: `airlock/${name}/psp/paypal` })),
      () => logs.send(new FilterLogEventsCommand({ logGroupName: `/airlock/${name}/trail`, limit: 1 })),
      () => logs.send(new PutRetentionPolicyCommand(retention)),
      () => cloudwatch.send(new PutMetricAlarmCommand(alarm)),
    ];
    for (const ask of tried) expect([String(ask), await outcome(ask)]).toEqual([String(ask), 'denied']);
    for (const client of [logs, cloudwatch, secrets, dynamodb]) client.destroy();
  });

  test('every role of the account has its boundary', async () => {
    const iam = new IAMClient(root);
    const { Roles = [] } = await iam.send(new ListRolesCommand({}));
    const limits = await Promise.all(
      Roles.map(async ({ RoleName = '' }) => {
        const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
        return [RoleName, Role?.PermissionsBoundary?.PermissionsBoundaryArn] as const;
      }),
    );
    iam.destroy();
    const expected = (role: string) => {
      if (role === names.cdkRole('cfn-exec')) return 'deployment';
      const people = ['deployer', 'auditor', 'operator', 'on-call', 'break-glass', 'ci'].map(
        (each) => `${names.prefix}-${each}`,
      );
      return people.includes(role) || role.startsWith('cdk-') ? 'people' : 'runtime';
    };
    expect(limits.length).toBeGreaterThanOrEqual(11);
    expect(limits).toEqual(
      limits.map(([role]) => [role, names.policyArn(`${names.prefix}-${expected(role)}-boundary`)]),
    );
  });

  test('bootstrapping again would change nothing but what the emulator lacks', async () => {
    const cloudformation = new CloudFormationClient(root);
    const { found, differences } = await planBootstrap(cloudformation, environment);
    cloudformation.destroy();
    expect(found?.stack).toBe(`airlock-${name}-bootstrap`);
    // The boundary names the operator's and break-glass's sessions beside their roles.
    expect(differences.filter(({ logicalId }) => logicalId !== 'Ci' && logicalId !== 'PeopleBoundary')).toEqual([
      { change: 'added', type: 'AWS::IAM::OIDCProvider', logicalId: 'OidcProvider', properties: [] },
    ]);
    // It waits for the provider.
    expect(differences.find(({ logicalId }) => logicalId === 'Ci')?.properties).toEqual(['DependsOn']);
  });

  test('DC2: a bootstrap larger than a request may be goes through the assets bucket, and back', async () => {
    const iam = new IAMClient(root);
    const trusted = async () => {
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: `${names.prefix}-on-call` }));
      return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
    };
    const before = await trusted();
    await localBootstrap(withManyIdentities(environment, 20), 'captured').deploy();
    expect(await trusted()).toContain('role/airlock-sandbox-onCall-19');
    await localBootstrap(environment, 'captured').deploy();
    expect(await trusted()).toBe(before);
    iam.destroy();
  });
});
