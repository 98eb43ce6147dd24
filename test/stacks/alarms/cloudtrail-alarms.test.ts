import { bootstrapTemplate } from '../../../lib/bootstrap/bootstrap-template';
import { Names } from '../../../lib/bootstrap/names';
import { BOTH, only, type Resource } from '../synthesized';
import { matches } from './filter-pattern';

describe.each(BOTH)('%s', (name, { environment, resources, all }) => {
  const { account, region, data, logs } = environment;
  const trailArn = `arn:aws:cloudtrail:${region}:${account}:trail/airlock-${name}`;
  const trail = only(resources('detection', 'AWS::CloudTrail::Trail')).Properties;
  const buckets = all().filter(({ Type }) => Type === 'AWS::S3::Bucket');
  const bucket = (part: string) =>
    buckets.find(({ Properties }) => Properties.BucketName === `airlock-${name}-${part}-${account}`) as Resource;
  const bucketPolicy = (part: string) =>
    all().find(
      ({ Type, Properties, stack }) =>
        Type === 'AWS::S3::BucketPolicy' &&
        buckets.some(
          (each) => each === bucket(part) && each.stack === stack && each.logicalId === Properties.Bucket.Ref,
        ),
    )?.Properties.PolicyDocument.Statement as { readonly Sid: string; readonly [element: string]: unknown }[];
  const filters = Object.values(resources('detection', 'AWS::Logs::MetricFilter')).map(({ Properties }) => Properties);
  const alarms = Object.values(resources('detection', 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);

  test('the trail records everything that is managed, reads included, in every region, and can be checked', () => {
    expect(trail).toMatchObject({
      TrailName: `airlock-${name}`,
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      S3BucketName: `airlock-${name}-trail-${account}`,
    });
    const [managed, archived, ...more] = trail.AdvancedEventSelectors;
    expect(managed.FieldSelectors).toEqual([{ Field: 'eventCategory', Equals: ['Management'] }]);
    expect(archived.FieldSelectors).toContainEqual({
      Field: 'resources.ARN',
      StartsWith: [`arn:aws:s3:::airlock-${name}-ledger-archive-${account}/`],
    });
    expect(more).toEqual([]);
    expect(trail.KMSKeyId['Fn::ImportValue']).toContain(`airlock-${name}-foundation:ExportsOutputFnGetAttKey`);
  });

  test('only this trail writes to its bucket, below its account’s own prefix', () => {
    const allowed = bucketPolicy('trail').filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.map(({ Action, Principal, Condition }) => [Action, Principal, Condition])).toEqual([
      ['s3:GetBucketAcl', { Service: 'cloudtrail.amazonaws.com' }, { StringEquals: { 'aws:SourceArn': trailArn } }],
      [
        's3:PutObject',
        { Service: 'cloudtrail.amazonaws.com' },
        { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      ],
    ]);
    expect(JSON.stringify(allowed[1]?.['Resource'])).toContain(`/AWSLogs/${account}/*`);
  });

  test('D5: archive and trail are locked as the file says, versioned, encrypted and not public', () => {
    expect(buckets).toHaveLength(2);
    const Mode = data.archiveComplianceLock ? 'COMPLIANCE' : 'GOVERNANCE';
    for (const [part, Days] of [
      ['ledger-archive', data.archiveRetentionDays],
      ['trail', logs.retentionDays],
    ] as const) {
      const { Properties } = bucket(part);
      expect(Properties.ObjectLockEnabled).toBe(true);
      expect(Properties.ObjectLockConfiguration).toEqual({
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode, Days } },
      });
      expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
      expect(Properties.OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] });
      expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      expect(Properties.BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1);
      expect(bucketPolicy(part)).toContainEqual(
        expect.objectContaining({
          Sid: 'DenyTakingAway',
          Effect: 'Deny',
          Principal: '*',
          Action: expect.arrayContaining([
            's3:BypassGovernanceRetention',
            's3:DeleteObjectVersion',
            's3:PutObjectRetention',
          ]),
        }),
      );
    }
  });

  // Amazon S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys"; S3's own key (AES256) has no use for one.
  test('every bucket that is encrypted by KMS, the bootstrap’s too, asks it once for many objects', () => {
    const bootstrap = Object.values(bootstrapTemplate(environment).Resources) as unknown as Resource[];
    const rules = [...buckets, ...bootstrap.filter(({ Type }) => Type === 'AWS::S3::Bucket')].flatMap(
      ({ Properties }) => Properties.BucketEncryption.ServerSideEncryptionConfiguration,
    );
    const byKms = rules.filter((rule) => rule.ServerSideEncryptionByDefault.SSEAlgorithm === 'aws:kms');
    expect(byKms.map(({ BucketKeyEnabled }) => BucketKeyEnabled)).toEqual([true, true]);
    expect(rules).toHaveLength(3);
  });

  test('D5: the archive is written by the function archive alone, under the environment’s key, and never emptied', () => {
    const [writers] = bucketPolicy('ledger-archive').filter(({ Sid }) => Sid === 'DenyOtherWriters');
    expect(writers).toMatchObject({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/airlock-${name}-archive` } },
    });
    const { Properties } = bucket('ledger-archive');
    expect(JSON.stringify(Properties.BucketEncryption)).toContain(
      `airlock-${name}-foundation:ExportsOutputFnGetAttKey`,
    );
    expect(Properties.LifecycleConfiguration.Rules.map(({ Id }: { Id: string }) => Id)).toEqual(['unfinished-uploads']);
  });

  const DETECTED = {
    'secret-read-by-others': [
      '*GetSecretValue',
      `role/airlock-${name}-api`,
      `role/airlock-${name}-provider`,
      'NOT EXISTS',
    ],
    'secret-read-by-wrong-function': [
      `*airlock/${name}/psp/*`,
      `*airlock/${name}/apps/*`,
      `*airlock/${name}/webhooks/*`,
    ],
    'break-glass-used': ['AssumeRole*', `arn:aws:iam::${account}:role/airlock-${name}-break-glass`],
    'boundary-changed': ['SetDefaultPolicyVersion', 'CreatePolicyVersion', 'RolePermissionsBoundary', 'PutRolePolicy'],
    'trust-changed': ['UpdateAssumeRolePolicy', 'OpenIDConnectProvider'],
    'key-policy-changed': ['PutKeyPolicy', 'CreateGrant', 'ScheduleKeyDeletion'],
    'secret-policy-changed': ['PutResourcePolicy', 'DeleteResourcePolicy', 'ReplicateSecretToRegions'],
    'trail-changed': ['StopLogging', 'DeleteTrail', 'UpdateTrail', `airlock-${name}-ledger-archive-${account}`],
  };

  test.each(Object.entries(DETECTED))(
    '%s is filtered from the trail’s log and raises an alarm at once',
    (part, parts) => {
      const [filter, ...others] = filters.filter(({ FilterName }) => FilterName === `airlock-${name}-${part}`);
      expect(others).toEqual([]);
      for (const each of parts) expect(filter.FilterPattern).toContain(each);
      const group = resources('detection', 'AWS::Logs::LogGroup')[filter.LogGroupName.Ref];
      expect(group?.Properties.LogGroupName).toBe(`/airlock/${name}/trail`);
      expect(trail.CloudWatchLogsLogGroupArn['Fn::GetAtt'][0]).toBe(filter.LogGroupName.Ref);
      const [{ MetricNamespace, MetricName, MetricValue }] = filter.MetricTransformations;
      expect(MetricValue).toBe('1');
      const alarm = alarms.find((each) => each.AlarmName === `airlock-${name}-${part}`);
      expect(alarm).toMatchObject({
        Namespace: MetricNamespace,
        MetricName,
        Statistic: 'Sum',
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
      });
      expect(alarm.AlarmActions).toEqual([
        { 'Fn::ImportValue': expect.stringContaining('ExportsOutputRefAlarmTopic') },
      ]);
    },
  );

  describe('D5: what a role may do', () => {
    const pattern = filters.find(({ FilterName }) => FilterName === `airlock-${name}-boundary-changed`)?.FilterPattern;
    const session = (role: string) => ({
      type: 'AssumedRole',
      sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${account}:role/${role}` } },
    });
    const callers = {
      deployment: session(new Names(environment).cdkRole('cfn-exec')),
      administrator: session('administrator'),
      deployer: session(`airlock-${name}-deployer`),
      user: { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/somebody` },
      root: { type: 'Root', arn: `arn:aws:iam::${account}:root` },
    };
    const seen = (caller: keyof typeof callers, eventName: string, eventSource = 'iam.amazonaws.com') =>
      matches(pattern, {
        eventSource,
        eventName,
        userIdentity: callers[caller],
        requestParameters: { roleName: 'any' },
      });
    const others = (Object.keys(callers) as (keyof typeof callers)[]).filter((each) => each !== 'deployment');
    const onRole = ['AttachRolePolicy', 'DeleteRolePolicy', 'DetachRolePolicy', 'PutRolePolicy'];
    const ofBootstrap = [
      'CreatePolicyVersion',
      'DeletePolicy',
      'DeletePolicyVersion',
      'SetDefaultPolicyVersion',
      'DeleteRolePermissionsBoundary',
      'PutRolePermissionsBoundary',
      'PutUserPermissionsBoundary',
    ];

    test.each([...onRole, ...ofBootstrap])(
      '%s by anybody but CloudFormation for a deployment raises an alarm',
      (each) => {
        expect(others.filter((caller) => !seen(caller, each))).toEqual([]);
      },
    );

    test('a deployment writes the policies of its roles without one, and no whole policy', () => {
      expect(onRole.filter((each) => seen('deployment', each))).toEqual([]);
      expect(ofBootstrap.filter((each) => !seen('deployment', each))).toEqual([]);
    });

    test('looking at a policy raises none, nor does a like event of another service', () => {
      const reads = ['GetRolePolicy', 'ListRolePolicies', 'GetPolicyVersion', 'GetRole', 'SimulatePrincipalPolicy'];
      expect(reads.filter((each) => seen('administrator', each))).toEqual([]);
      expect(seen('administrator', 'PutRolePolicy', 'organizations.amazonaws.com')).toBe(false);
    });
  });

  test('nothing else is detected, and every pattern is one that CloudWatch Logs takes', () => {
    const names = (of: readonly string[]) => [...of].sort();
    const expected = Object.keys(DETECTED).map((part) => `airlock-${name}-${part}`);
    const counted = filters.map(({ FilterName }) => FilterName.replace(/-\d$/, ''));
    expect(names([...new Set<string>(counted)])).toEqual(names(expected));
    expect(names(alarms.map(({ AlarmName }) => AlarmName))).toEqual(names(expected));
    for (const { FilterPattern } of filters) {
      expect(FilterPattern.length).toBeLessThanOrEqual(1024);
      expect(FilterPattern).toMatch(/^\{ .* \}$/);
      expect(FilterPattern.split('(').length).toBe(FilterPattern.split(')').length);
    }
  });

  test('the ledger’s stream reaches archive through its alias, a failure a queue with an alarm', () => {
    const mapping = only(resources('gateway', 'AWS::Lambda::EventSourceMapping')).Properties;
    expect(mapping.EventSourceArn['Fn::ImportValue']).toMatch(new RegExp(`^airlock-${name}-data:.*Ledger.*StreamArn`));
    const alias = resources('gateway', 'AWS::Lambda::Alias')[mapping.FunctionName.Ref];
    expect(JSON.stringify(alias?.Properties.FunctionName)).toContain('ArchiveFunction');
    expect(mapping).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
    });
    // The stream itself forgets after a day.
    expect(mapping.MaximumRecordAgeInSeconds).toBeLessThan(24 * 3600);
    const [[queueId, queue]] = Object.entries(resources('gateway', 'AWS::SQS::Queue')) as [[string, Resource]];
    expect(mapping.DestinationConfig.OnFailure.Destination).toEqual({ 'Fn::GetAtt': [queueId, 'Arn'] });
    expect(queue.Properties.QueueName).toBe(`airlock-${name}-archive-dead-letters`);
    expect(queue.Properties.KmsMasterKeyId['Fn::ImportValue']).toContain(
      `airlock-${name}-foundation:ExportsOutputFnGetAttKey`,
    );
  });
});
