import type { Environment } from '../../../lib/environment/schema';
import { BOTH, covers, only, synthesize } from '../synthesized';

type Thresholds = Environment['alarms'];

/** Alarm → metric, statistic, and the threshold that the file gives it. */
const ALARMS: Readonly<Record<string, readonly [metric: string, statistic: string, of: (file: Thresholds) => number]>> =
  {
    'server-errors': ['AWS/ApiGateway 5XXError', 'Sum', ({ serverErrors }) => serverErrors],
    latency: ['AWS/ApiGateway Latency', 'p99', ({ latencyP99Ms }) => latencyP99Ms],
    'api-errors': ['AWS/Lambda Errors', 'Sum', ({ serverErrors }) => serverErrors],
    'api-throttles': ['AWS/Lambda Throttles', 'Sum', ({ serverErrors }) => serverErrors],
    'provider-errors': ['AWS/Lambda Errors', 'Sum', ({ serverErrors }) => serverErrors],
    'provider-throttles': ['AWS/Lambda Throttles', 'Sum', ({ serverErrors }) => serverErrors],
    'archive-errors': ['AWS/Lambda Errors', 'Sum', ({ serverErrors }) => serverErrors],
    'archive-throttles': ['AWS/Lambda Throttles', 'Sum', ({ serverErrors }) => serverErrors],
    'ledger-tampered': ['Airlock LedgerTampered', 'Sum', () => 1],
    'archive-behind': ['AWS/Lambda IteratorAge', 'Maximum', () => 900_000],
    'archive-dead-letters': ['AWS/SQS ApproximateNumberOfMessagesVisible', 'Maximum', () => 1],
    'payment-failures': ['Airlock PaymentFailureExcess', 'Sum', ({ paymentFailures }) => paymentFailures],
    'cross-environment-attempts': [
      'Airlock CrossEnvironmentAttempt',
      'Sum',
      ({ crossEnvironmentAttempts }) => crossEnvironmentAttempts,
    ],
    'cross-environment-proven': ['Airlock CrossEnvironmentProven', 'Sum', () => 1],
  };
const LIVE_ALARMS: typeof ALARMS = {
  'live-fallbacks': ['Airlock LiveFallback', 'Sum', ({ liveFallbacks }) => liveFallbacks ?? Number.NaN],
};

describe.each(BOTH)('%s', (name, { environment, other, resources }) => {
  const expected = { ...ALARMS, ...(name === 'live' && LIVE_ALARMS) };
  const alarms = Object.values(resources('observability', 'AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties,
  );
  const key = only(resources('foundation', 'AWS::KMS::Key')).Properties;
  const [[topicId, topic]] = Object.entries(resources('foundation', 'AWS::SNS::Topic')) as never as [
    [string, { Properties: Record<string, unknown> }],
  ];

  test('DC3 AZ7 GW10: the environment has these alarms, and live one more', () => {
    expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual(
      Object.keys(expected)
        .map((part) => `airlock-${name}-${part}`)
        .sort(),
    );
  });

  test.each(Object.entries(expected))(
    'DC3 AZ7: %s goes off at the value of the file',
    (part, [metric, statistic, threshold]) => {
      const alarm = alarms.find(({ AlarmName }) => AlarmName === `airlock-${name}-${part}`);
      expect(`${alarm.Namespace} ${alarm.MetricName}`).toBe(metric);
      expect(alarm.Statistic ?? alarm.ExtendedStatistic).toBe(statistic);
      expect(alarm.Threshold).toBe(threshold(environment.alarms));
      expect(alarm.ComparisonOperator).toBe('GreaterThanOrEqualToThreshold');
      expect(alarm.Period).toBe(300);
    },
  );

  test('AZ7: every alarm measures this environment only', () => {
    for (const { AlarmName, Dimensions } of alarms) {
      const values = Dimensions.map(({ Value }: { Value: string }) => Value);
      expect([AlarmName, values.some((value: string) => new RegExp(`^(airlock-)?${name}(-|$)`).test(value))]).toEqual([
        AlarmName,
        true,
      ]);
    }
  });

  test('no alarm is a formula, which the emulated accounts could not deploy', () => {
    expect(alarms.filter(({ Metrics }) => Metrics !== undefined)).toEqual([]);
  });

  test('every alarm reaches the topic, whose policy lets exactly this environment’s alarms publish', () => {
    const policy = only(resources('foundation', 'AWS::SNS::TopicPolicy')).Properties;
    expect(policy.Topics).toEqual([{ Ref: topicId }]);
    const [allow, ...more] = policy.PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );
    expect(more).toEqual([]);
    expect(allow).toMatchObject({
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Resource: { Ref: topicId },
    });
    const { StringEquals, ArnLike, ...rest } = allow.Condition;
    expect([StringEquals, rest]).toEqual([{ 'aws:SourceAccount': environment.account }, {}]);
    for (const { AlarmName, AlarmActions, OKActions } of alarms) {
      expect(AlarmActions).toEqual([{ 'Fn::ImportValue': expect.stringContaining(`ExportsOutputRef${topicId}`) }]);
      expect(OKActions).toEqual(AlarmActions);
      const arn = (account: string) => `arn:aws:cloudwatch:${environment.region}:${account}:alarm:${AlarmName}`;
      expect(covers(ArnLike['aws:SourceArn'], arn(environment.account))).toBe(true);
      expect(covers(ArnLike['aws:SourceArn'], arn(other.account))).toBe(false);
    }
  });

  test('the topic is encrypted with a key that lets CloudWatch encrypt for this account', () => {
    const keyId = Object.keys(resources('foundation', 'AWS::KMS::Key'))[0];
    expect(topic.Properties['KmsMasterKeyId']).toEqual({ 'Fn::GetAtt': [keyId, 'Arn'] });
    const allowed = key.KeyPolicy.Statement.filter(
      ({ Principal }: { Principal: { Service?: string } }) => Principal.Service === 'cloudwatch.amazonaws.com',
    );
    expect(allowed).toEqual([
      {
        Sid: 'AlarmsOfThisAccount',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': environment.account } },
      },
    ]);
  });

  test('BG5: every alarm says in its text which environment and mode it is of', () => {
    for (const { AlarmDescription } of alarms) {
      expect(AlarmDescription).toContain(`Airlock ${name} (mode ${environment.modes.join(', ')}): `);
    }
  });

  test('BG2 D3: exactly the people of the file are told, and the topic refuses plain HTTP', () => {
    const told = Object.values(resources('foundation', 'AWS::SNS::Subscription')).map(({ Properties }) => Properties);
    expect(told.map(({ Protocol, Endpoint }) => `${Protocol} ${Endpoint}`).sort()).toEqual(
      environment.alarms.notify.map((address) => `email ${address}`).sort(),
    );
    const { Statement } = only(resources('foundation', 'AWS::SNS::TopicPolicy')).Properties.PolicyDocument;
    expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  test('DC3 AZ7: a dashboard of its own that shows every alarm and no other environment', () => {
    const { DashboardName, DashboardBody } = only(resources('observability', 'AWS::CloudWatch::Dashboard')).Properties;
    expect(DashboardName).toBe(`airlock-${name}`);
    const text = JSON.stringify(DashboardBody);
    for (const id of Object.keys(resources('observability', 'AWS::CloudWatch::Alarm'))) expect(text).toContain(id);
    expect(text).toContain(`# Airlock ${name}, mode ${environment.modes.join(', ')}`);
    expect(text).not.toContain(`airlock-${other.name}`);
  });

  test('D3: another threshold in the file is another threshold in the account', () => {
    const changed = synthesize({ ...environment, alarms: { ...environment.alarms, serverErrors: 77 } });
    const { Threshold } = Object.values(changed.resources('observability', 'AWS::CloudWatch::Alarm'))
      .map(({ Properties }) => Properties)
      .find(({ AlarmName }) => AlarmName.endsWith('-server-errors'));
    expect(Threshold).toBe(77);
  });
});
