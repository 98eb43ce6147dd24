import { FUNCTIONS } from '../../../lib/contract/functions';
import { aliasOf, BOTH, covers, only, type Resource } from '../synthesized';

describe.each(BOTH)('%s', (name, synthesized) => {
  const { environment, other, resources, all } = synthesized;
  const lambda = (part: string) =>
    Object.values(resources('gateway', 'AWS::Lambda::Function')).find(
      ({ Properties }) => Properties.FunctionName === `airlock-${name}-${part}`,
    ) as Resource;

  test.each(FUNCTIONS)('D4: the alias current of %s names its published version', (part) => {
    const [, alias] = aliasOf(synthesized, part);
    const versionId = alias.Properties.FunctionVersion['Fn::GetAtt'][0];
    const version = resources('gateway', 'AWS::Lambda::Version')[versionId];
    expect(version?.Properties.FunctionName).toEqual(alias.Properties.FunctionName);
    expect(version?.DeletionPolicy).toBe('Retain');
  });

  test('D15: functions run on Node 24 on arm64 and write to an encrypted log group of their own', () => {
    for (const part of FUNCTIONS) {
      const { Runtime, Architectures, Handler, LoggingConfig } = lambda(part).Properties;
      expect([Runtime, Architectures, Handler]).toEqual(['nodejs24.x', ['arm64'], 'index.handler']);
      const group = resources('gateway', 'AWS::Logs::LogGroup')[LoggingConfig.LogGroup.Ref];
      expect(group?.Properties.LogGroupName).toBe(`/airlock/${name}/${part}`);
    }
  });

  test('every log group is encrypted and kept as long as the file says', () => {
    const groups = all().filter(({ Type }) => Type === 'AWS::Logs::LogGroup');
    expect(groups).toHaveLength(5);
    for (const { Properties } of groups) {
      expect(Properties.RetentionInDays).toBe(environment.logs.retentionDays);
      expect(Properties.KmsKeyId['Fn::ImportValue']).toContain(`airlock-${name}-foundation:ExportsOutputFnGetAttKey`);
    }
  });

  test('D6 GW13: function settings hold what they must, of this environment, and nothing else', () => {
    const liveFallback = environment.liveFallback ? { AIRLOCK_LIVE_FALLBACK: environment.liveFallback } : {};
    const common = { AIRLOCK_ENVIRONMENT: name, POWERTOOLS_METRICS_NAMESPACE: 'Airlock', ...liveFallback };
    const { AIRLOCK_PROVIDERS, ...rest } = lambda('provider').Properties.Environment.Variables;
    expect(rest).toEqual({ ...common, POWERTOOLS_SERVICE_NAME: `airlock-${name}-provider` });
    expect(lambda('api').Properties.Environment.Variables).toEqual({
      ...common,
      AIRLOCK_PROVIDERS,
      POWERTOOLS_SERVICE_NAME: `airlock-${name}-api`,
      AIRLOCK_APP_RATE: String(environment.appThrottle.rate),
      AIRLOCK_APP_BURST: String(environment.appThrottle.burst),
      AIRLOCK_HOSTS: environment.domain?.name,
      AIRLOCK_PAYMENT_FAILURE_RATE: String(environment.alarms.paymentFailureRate),
      AIRLOCK_MAX_BODY_BYTES: String(environment.payload.maxBytes),
      AIRLOCK_PROVIDER_FUNCTION: `airlock-${name}-provider:current`,
    });
    expect(lambda('archive').Properties.Environment.Variables).toEqual({
      AIRLOCK_ENVIRONMENT: name,
      AIRLOCK_ARCHIVE_BUCKET: `airlock-${name}-ledger-archive-${environment.account}`,
      POWERTOOLS_METRICS_NAMESPACE: 'Airlock',
      POWERTOOLS_SERVICE_NAME: `airlock-${name}-archive`,
    });
    const modes = new Set(JSON.parse(AIRLOCK_PROVIDERS).map(({ mode }: { mode: string }) => mode));
    expect([...modes].sort()).toEqual([...environment.modes].sort());
  });

  // AWS::Lambda::Function ReservedConcurrentExecutions: kept for the function, and the most that it gets.
  test('D4: provider and archive have their part of the account’s concurrency for themselves; api has what is left', () => {
    const { provider, archive } = environment.concurrency;
    const reserved = (part: string) => lambda(part).Properties.ReservedConcurrentExecutions;
    expect([reserved('provider'), reserved('archive'), reserved('api')]).toEqual([provider, archive, undefined]);
  });

  test('GW10: the fallback setting exists in live only', () => {
    for (const part of ['api', 'provider']) {
      const { AIRLOCK_LIVE_FALLBACK } = lambda(part).Properties.Environment.Variables;
      expect(AIRLOCK_LIVE_FALLBACK).toBe(name === 'live' ? 'mock' : undefined);
    }
  });

  test('API Gateway may write access logs in this account, and keeps that when the stack goes', () => {
    const account = only(resources('foundation', 'AWS::ApiGateway::Account'));
    const roleId = account.Properties.CloudWatchRoleArn['Fn::GetAtt'][0];
    expect(resources('foundation', 'AWS::IAM::Role')[roleId]?.DeletionPolicy).toBe('Retain');
    expect(account.DeletionPolicy).toBe('Retain');
    expect(resources('gateway', 'AWS::ApiGateway::Account')).toEqual({});
  });

  test('the key lets CloudWatch Logs encrypt every log group of this environment, and of no other', () => {
    const key = only(resources('foundation', 'AWS::KMS::Key')).Properties;
    expect(key.EnableKeyRotation).toBe(true);
    const statement = key.KeyPolicy.Statement.find(({ Sid }: { Sid: string }) => Sid === 'LogsOfThisEnvironment');
    expect(statement).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: `logs.${environment.region}.amazonaws.com` },
    });
    expect(statement.Action).toEqual(expect.arrayContaining(['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey']));
    const [pattern, ...more] = Object.values(statement.Condition).flatMap((each) => Object.values(each as object));
    expect(more).toEqual([]);
    const group = (account: string, of: string) => `arn:aws:logs:${environment.region}:${account}:log-group:${of}`;
    for (const { Properties } of all().filter(({ Type }) => Type === 'AWS::Logs::LogGroup')) {
      expect(covers(pattern, group(environment.account, Properties.LogGroupName))).toBe(true);
      expect(covers(pattern, group(other.account, Properties.LogGroupName))).toBe(false);
    }
    expect(covers(pattern, group(environment.account, `/airlock/${other.name}/api`))).toBe(false);
  });
});
