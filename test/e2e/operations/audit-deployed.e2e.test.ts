import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AddPermissionCommand, LambdaClient, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import {
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { newSecretKey, randomText } from '../../../lib/environment/ids';
import { loadEnvironments } from '../../../lib/environment/load';
import { ENVIRONMENTS } from '../../../lib/environment/modes';
import type { DeployedReport } from '../../../lib/isolation/deployed/deployed-report';
import { personSession } from '../../../lib/local/role-session';
import { connect } from '../../../lib/operations/account/connect';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';
import { fingerprint, writeSealedSecret } from '../../../lib/operations/apps/sealed-secret';
import { readAccount } from '../../../lib/operations/deployed/read-account';
import { airlock } from '../../cli/run-airlock';

const environments = loadEnvironments();
const { account: OTHER } = environments.live;

async function audit() {
  const { code, stdout, stderr } = await airlock(['audit', '--deployed', '--local', '--json']);
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return { code, stdout, stderr, report: JSON.parse(stdout) as DeployedReport };
}

describe('BG3 airlock audit --deployed --local', () => {
  test('two accounts that are just up are isolated, and as their templates say', async () => {
    const { code, report, stderr } = await audit();
    expect(report.findings).toEqual([]);
    expect([code, report.verdict, report.unverified]).toEqual([0, 'isolated', []]);
    for (const name of ENVIRONMENTS) {
      const { account, drift, compared, read, notRead } = report.deployed[name];
      expect([account, drift]).toEqual([environments[name].account, []]);
      expect(compared).toBeGreaterThan(60);
      expect(read['AWS::IAM::Role']).toBeGreaterThanOrEqual(13);
      // The three of the PSPs, and two of each app.
      expect(read['AWS::SecretsManager::Secret']).toBeGreaterThanOrEqual(5);
      expect(notRead.every(({ unanswerable }) => unanswerable)).toBe(true);
      for (const { what } of notRead) expect(report.outOfScope.join('\n')).toContain(what);
    }
    const { checked, notAChannel, unverified, total } = report.counts;
    expect(checked + notAChannel + unverified).toBe(total);
    expect(stderr.indexOf('reading sandbox')).toBeLessThan(stderr.indexOf('reading live'));
  });

  test.each(ENVIRONMENTS)('section 3.2: the auditor of %s may look at all of it', async (stage) => {
    const account = requireEmulatedAccount(stage);
    const credentials = await personSession(environments[stage], emulatedConfig(account), 'auditor');
    const connection = await connect({ stage, local: { ...account, credentials } });
    try {
      const { readBy, notRead, resources } = await readAccount(connection, Date.now());
      expect(readBy).toContain(`:assumed-role/airlock-${stage}-auditor/`);
      // The emulator takes the question for URLs for one for the whole function, code and all, which an auditor may not ask.
      const asAnother = (what: string, reason: string) => /^URLs/.test(what) && reason.includes('lambda:GetFunction ');
      const refused = notRead.filter(({ what, reason, unanswerable }) => !unanswerable && !asAnother(what, reason));
      expect(refused).toEqual([]);
      expect(resources.length).toBeGreaterThan(60);
    } finally {
      connection.close();
    }
  });
});

describe('BG3 BG4 what somebody changed by hand is found, by name', () => {
  const config = emulatedConfig(requireEmulatedAccount('sandbox'));
  const [iam, lambda, secrets, sns] = [
    new IAMClient(config),
    new LambdaClient(config),
    new SecretsManagerClient(config),
    new SNSClient(config),
  ];
  const others = new SecretsManagerClient(emulatedConfig(requireEmulatedAccount('live')));
  const undo: (() => Promise<unknown>)[] = [];
  const app = `app_test_${randomText(8)}`;
  const twins = { sandbox: `airlock/sandbox/apps/${app}`, live: `airlock/live/apps/${app}` };
  const value = newSecretKey('test');
  const PSP = 'airlock/sandbox/psp/polar';
  const RoleName = 'airlock-sandbox-provider';
  let report: DeployedReport;
  let stdout: string;
  let code: number | null;

  beforeAll(async () => {
    const { ResourcePolicy = '{}' } = await secrets.send(new GetResourcePolicyCommand({ SecretId: PSP }));
    const policy = JSON.parse(ResourcePolicy);
    const opened = { ...policy, Statement: [allow('secretsmanager:GetSecretValue')] };
    await secrets.send(new PutResourcePolicyCommand({ SecretId: PSP, ResourcePolicy: JSON.stringify(opened) }));
    undo.push(() => secrets.send(new PutResourcePolicyCommand({ SecretId: PSP, ResourcePolicy })));

    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    const PermissionsBoundary = `arn:aws:iam::${environments.sandbox.account}:policy/airlock-sandbox-runtime-boundary`;
    undo.push(() => iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary })));

    const anything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
    const added = { RoleName: 'airlock-sandbox-api', PolicyName: 'by-hand' };
    await iam.send(new PutRolePolicyCommand({ ...added, PolicyDocument: JSON.stringify(anything) }));
    undo.push(() => iam.send(new DeleteRolePolicyCommand(added)));

    const trust = { Version: '2012-10-17', Statement: [allow('sts:AssumeRole', false)] };
    const extra = { RoleName: 'helpful-partner' };
    await iam.send(new CreateRoleCommand({ ...extra, AssumeRolePolicyDocument: JSON.stringify(trust) }));
    undo.push(() => iam.send(new DeleteRoleCommand(extra)));

    const permission = { FunctionName: 'airlock-sandbox-provider', StatementId: 'by-hand' };
    await lambda.send(new AddPermissionCommand({ ...permission, Action: 'lambda:InvokeFunction', Principal: OTHER }));
    undo.push(() => lambda.send(new RemovePermissionCommand(permission)));

    const TopicArn = `arn:aws:sns:eu-west-1:${environments.sandbox.account}:airlock-sandbox-alarms`;
    const Endpoint = `arn:aws:sqs:eu-west-1:${OTHER}:listener`;
    const { SubscriptionArn } = await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
    undo.push(() => sns.send(new UnsubscribeCommand({ SubscriptionArn })));

    for (const name of ENVIRONMENTS) {
      const client = name === 'sandbox' ? secrets : others;
      const tags = { 'airlock:product': 'airlock' };
      await writeSealedSecret(client, environments[name], { name: twins[name], description: 'twin', value, tags });
      undo.push(() =>
        client.send(new DeleteSecretCommand({ SecretId: twins[name], ForceDeleteWithoutRecovery: true })),
      );
    }
    await others.send(new DeleteResourcePolicyCommand({ SecretId: twins.live }));
    ({ code, report, stdout } = await audit());
  });

  afterAll(async () => {
    for (const each of undo.reverse()) await each();
    for (const client of [iam, lambda, secrets, sns, others]) client.destroy();
  });

  function allow(Action: string, onResource = true) {
    const principal = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${OTHER}:root` }, Action };
    return onResource ? { ...principal, Resource: '*' } : principal;
  }

  const found = (rule: string, name: string) =>
    report.findings.filter((finding) => finding.rule === rule && finding.logicalId.startsWith(`${name} (`));

  test('exit 1, and the templates alone are still without a finding', () => {
    expect([code, report.verdict]).toEqual([1, 'breached']);
    expect(report.findings.filter(({ stack }) => stack !== 'deployed')).toEqual([]);
    for (const { fix, path } of report.findings) expect([fix.length > 0, path.length > 0]).toEqual([true, true]);
  });

  test('a secret that was opened to the other account: the way in, and the statement that is gone', () => {
    const [{ Name: arn } = { Name: '' }] = report.deployed.sandbox.drift
      .filter(({ type, name }) => type === 'AWS::SecretsManager::ResourcePolicy' && name.includes(PSP))
      .map(({ name }) => ({ Name: name }));
    expect(found('foreign-resource-policy', arn)).toMatchObject([{ severity: 'critical', direction: 'live→sandbox' }]);
    const [drift] = found('deployed-drift', arn);
    expect(drift?.statement).toContain('aws:principalisawsservice');
    expect(drift?.statement).toContain(`arn:aws:iam::${OTHER}:root`);
  });

  test('a role that lost its boundary, one that got a policy, and one that nobody deployed', () => {
    const properties = report.deployed.sandbox.drift.map(({ name, property, kind }) => [name, property, kind]);
    expect(properties).toContainEqual([RoleName, 'PermissionsBoundary', 'changed']);
    expect(properties).toContainEqual(['airlock-sandbox-api', 'Policies', 'changed']);
    expect(properties).toContainEqual(['helpful-partner', '', 'extra']);
    expect(found('deployed-drift', RoleName)).toMatchObject([{ severity: 'critical' }]);
    expect(found('deployed-drift', 'airlock-sandbox-api')[0]?.statement).toContain('by-hand');
    expect(found('foreign-trust', 'helpful-partner')).toMatchObject([{ severity: 'critical' }]);
  });

  test('a permission and a subscription that nobody deployed', () => {
    const extra = report.deployed.sandbox.drift
      .filter(({ kind }) => kind === 'extra')
      .map(({ type, name }) => type + name);
    expect(extra).toContainEqual(expect.stringMatching(/^AWS::Lambda::Permission.*airlock-sandbox-provider/));
    expect(extra).toContainEqual(expect.stringMatching(/^AWS::SNS::Subscription.*listener$/));
  });

  test('BG4 D6 one value on both sides: both names, and neither the value nor its fingerprint', () => {
    for (const name of ENVIRONMENTS) {
      const [finding, ...more] = found('equal-secret', twins[name]);
      expect(more).toEqual([]);
      expect(finding).toMatchObject({ severity: 'critical', environment: name });
      for (const twin of Object.values(twins)) expect(finding?.message).toContain(twin);
    }
    expect(stdout).not.toContain(value);
    expect(stdout).not.toContain(fingerprint(environments.live.fingerprintSalt, value));
  });

  test('D6 a secret of an app that is not sealed as the CLI seals them, and its twin that is', () => {
    expect(found('unsealed-secret', twins.live)).toMatchObject([
      { message: expect.stringContaining('lacks 3 of the 3') },
    ]);
    expect(found('unsealed-secret', twins.sandbox)).toEqual([]);
  });

  test('set right again, nothing is left of it', async () => {
    for (const each of undo.splice(0).reverse()) await each();
    expect(await audit()).toMatchObject({ code: 0, report: { verdict: 'isolated', findings: [] } });
  });
});
