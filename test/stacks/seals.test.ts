import { sealedSecretPolicy, sealStatements, WITHOUT_SOURCE_ACCOUNT } from '../../lib/environment/seal';
import { BOTH, only, type Resource } from './synthesized';

interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: '*' | { readonly AWS?: string; readonly Service?: string };
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

/** Where a type has its resource policy. */
const POLICY: Readonly<Record<string, (properties: Resource['Properties']) => { Statement: Statement[] }>> = {
  'AWS::DynamoDB::Table': ({ ResourcePolicy }) => ResourcePolicy?.PolicyDocument,
  'AWS::KMS::Key': ({ KeyPolicy }) => KeyPolicy,
  'AWS::S3::BucketPolicy': ({ PolicyDocument }) => PolicyDocument,
  'AWS::SNS::TopicPolicy': ({ PolicyDocument }) => PolicyDocument,
  'AWS::SQS::QueuePolicy': ({ PolicyDocument }) => PolicyDocument,
  'AWS::SecretsManager::ResourcePolicy': ({ ResourcePolicy }) => ResourcePolicy,
};

/** Types whose policy is a resource of its own, and the property of it that says whose. */
const POLICY_OF: Readonly<Record<string, readonly [type: string, property: string]>> = {
  'AWS::S3::Bucket': ['AWS::S3::BucketPolicy', 'Bucket'],
  'AWS::SNS::Topic': ['AWS::SNS::TopicPolicy', 'Topics'],
  'AWS::SQS::Queue': ['AWS::SQS::QueuePolicy', 'Queues'],
  'AWS::SecretsManager::Secret': ['AWS::SecretsManager::ResourcePolicy', 'SecretId'],
};

describe.each(BOTH)('%s', (name, { environment, all, resources }) => {
  const { account, region } = environment;
  const policies = all().flatMap((resource) => {
    const policy = POLICY[resource.Type]?.(resource.Properties);
    return policy ? [{ ...resource, statements: policy.Statement }] : [];
  });
  const role = (part: string) => `arn:aws:iam::${account}:role/airlock-${name}-${part}`;
  const statement = (statements: readonly Statement[], sid: string) =>
    statements.find(({ Sid }) => Sid === sid) as Statement;

  test('DC5: every table, key, bucket, topic, queue and secret has a resource policy', () => {
    expect(policies.filter(({ Type }) => Type === 'AWS::DynamoDB::Table')).toHaveLength(5);
    expect(policies.filter(({ Type }) => Type === 'AWS::KMS::Key')).toHaveLength(1);
    for (const [type, [policyType, property]] of Object.entries(POLICY_OF)) {
      const sealed = all()
        .filter(({ Type }) => Type === policyType)
        .flatMap(({ stack, Properties }) => [Properties[property]].flat().map(({ Ref }) => `${stack} ${Ref}`));
      const owned = all().filter(({ Type }) => Type === type);
      expect(owned.length).toBeGreaterThan(0);
      expect(sealed.sort()).toEqual(owned.map(({ stack, logicalId }) => `${stack} ${logicalId}`).sort());
    }
  });

  test('DC5: each of them denies other accounts, services for other accounts, and requests without TLS', () => {
    expect(policies).toHaveLength(5 + 1 + 2 + 1 + 1 + 3);
    for (const { logicalId, statements } of policies) {
      for (const { Sid, Condition } of sealStatements({ account, actions: '*', resources: '*' })) {
        const found = statement(statements, Sid);
        expect([logicalId, found?.Effect, found?.Principal, found?.Condition]).toEqual([
          logicalId,
          'Deny',
          '*',
          Condition,
        ]);
      }
    }
  });

  test('DC5: the seals cover every action that their type’s policy can speak of, on the whole resource', () => {
    for (const { Type, logicalId, statements } of policies) {
      const { Action, Resource } = statement(statements, 'DenyForeignPrincipals');
      const service = { 'AWS::DynamoDB::Table': 'dynamodb', 'AWS::KMS::Key': 'kms', 'AWS::S3::BucketPolicy': 's3' }[
        Type
      ];
      if (service) expect([logicalId, Action]).toEqual([logicalId, `${service}:*`]);
      if (Type === 'AWS::SNS::TopicPolicy') {
        expect(Action).toEqual(
          expect.arrayContaining(['sns:Publish', 'sns:Subscribe', 'sns:SetTopicAttributes', 'sns:AddPermission']),
        );
      }
      for (const sid of ['DenyServicesOfOtherAccounts', 'DenyWithoutTls']) {
        expect(statement(statements, sid)).toMatchObject({ Action, Resource });
      }
      if (['dynamodb', 's3'].includes(service ?? '')) expect([Resource].flat()).toHaveLength(2);
    }
  });

  test('an app’s secrets get the same seal from the command line as the stacks’ secrets get here', () => {
    const bySid = (statements: readonly { readonly Sid: string }[]) =>
      [...statements].sort((a, b) => (a.Sid < b.Sid ? -1 : 1));
    expect(bySid(JSON.parse(sealedSecretPolicy(account)).Statement)).toEqual(
      bySid(sealStatements({ account, actions: 'secretsmanager:*', resources: '*' })),
    );
  });

  test('DC5: no policy lets in another account or everybody', () => {
    for (const { logicalId, statements } of policies) {
      for (const { Effect, Principal } of statements) {
        if (Effect === 'Deny') continue;
        const allowed = Principal === '*' ? 'everybody' : (Principal.AWS ?? Principal.Service);
        expect([logicalId, allowed]).toEqual([
          logicalId,
          expect.stringMatching(new RegExp(`^(arn:aws:iam::${account}:root|[a-z0-9.-]+\\.amazonaws\\.com)$`)),
        ]);
      }
    }
  });

  test('FACTS: a service that is let in is held to this account, by what it sends', () => {
    const allowed = policies.flatMap(({ Type, statements }) =>
      statements.flatMap((each) => {
        const service = Principal(each)?.split('.')[0];
        return each.Effect === 'Allow' && service ? [{ Type, service, each }] : [];
      }),
    );
    expect(allowed.map(({ Type, service }) => `${service} ${Type}`).sort()).toEqual([
      'cloudtrail AWS::KMS::Key',
      'cloudtrail AWS::KMS::Key',
      'cloudtrail AWS::S3::BucketPolicy',
      'cloudtrail AWS::S3::BucketPolicy',
      'cloudwatch AWS::KMS::Key',
      'cloudwatch AWS::SNS::TopicPolicy',
      'logs AWS::KMS::Key',
    ]);
    for (const { Type, service, each } of allowed) {
      const exception = WITHOUT_SOURCE_ACCOUNT.find(({ on, service: of }) => on === Type && of === service);
      const key = exception?.boundBy ?? 'aws:SourceAccount';
      const values = Object.values(each.Condition ?? {}).flatMap((keys) => (key in keys ? [keys[key]].flat() : []));
      expect([service, values]).toEqual([service, [expect.stringContaining(account)]]);
    }
  });

  describe('the key', () => {
    const { Statement: statements } = only(resources('foundation', 'AWS::KMS::Key')).Properties.KeyPolicy as {
      Statement: Statement[];
    };

    test('the account may look after it, and by that neither use it nor let anybody use it', () => {
      const { Action, Condition } = statement(statements, 'AccountAdministers');
      expect(Condition).toBeUndefined();
      expect(Action).toEqual(expect.arrayContaining(['kms:PutKeyPolicy', 'kms:GetKeyPolicy', 'kms:CancelKeyDeletion']));
      const using = /Decrypt|Encrypt|GenerateDataKey|CreateGrant|Sign|Mac|\*|Replicate|Import/;
      expect([Action].flat().filter((action) => using.test(action))).toEqual([]);
    });

    test('every other statement for the account names roles, and the service they come through', () => {
      const own = statements.filter(
        ({ Sid, Principal: principal }) => principal !== '*' && principal.AWS && Sid !== 'AccountAdministers',
      );
      const users = own.map(({ Condition }) => [
        Condition?.['StringEquals']?.['kms:ViaService'],
        [Condition?.['ArnEquals']?.['aws:PrincipalArn']].flat().map((arn) => String(arn).split('role/')[1]),
      ]);
      const deployment = `cdk-${environment.qualifier}-cfn-exec-role-${account}-${region}`;
      const names = (...parts: string[]) => parts.map((part) => `airlock-${name}-${part}`);
      const via = (service: string) => `${service}.${region}.amazonaws.com`;
      expect(users).toEqual([
        [via('dynamodb'), [...names('api', 'archive', 'operator', 'break-glass'), deployment]],
        [via('secretsmanager'), [...names('api', 'provider', 'operator', 'break-glass'), deployment]],
        [via('logs'), names('on-call', 'break-glass')],
        [via('logs'), names('api', 'archive', 'provider', 'trail', 'api-gateway-logs')],
        [via('logs'), [deployment]],
        [via('s3'), names('archive', 'break-glass')],
        [via('sqs'), names('archive', 'break-glass')],
        [via('dynamodb'), [deployment, ...names('break-glass')]],
      ]);
    });

    test('grants are for AWS services only', () => {
      const granting = statements.filter(
        ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('kms:CreateGrant'),
      );
      expect(granting.map(({ Condition }) => Condition?.['Bool'])).toEqual([{ 'kms:GrantIsForAWSResource': 'true' }]);
    });
  });

  test('GW13: a PSP’s credentials are read by provider and in an emergency, whatever an identity is allowed', () => {
    const secrets = policies.filter(({ Type }) => Type === 'AWS::SecretsManager::ResourcePolicy');
    for (const { statements, Properties } of secrets) {
      expect(statement(statements, 'DenyOtherReaders')).toMatchObject({
        Effect: 'Deny',
        Principal: '*',
        Action: 'secretsmanager:GetSecretValue',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': [role('provider'), role('break-glass')] } },
      });
      expect(Properties.BlockPublicPolicy).toBe(true);
    }
  });

  test('D5 ZP7: nobody rewrites the ledger, whatever an identity is allowed; the other tables have no such rule', () => {
    const rewriting = policies.filter(({ statements }) => statement(statements, 'DenyRewriting'));
    expect(rewriting.map(({ Properties }) => Properties.TableName)).toEqual([`airlock-${name}-ledger`]);
    const { Condition, Principal: who, Action } = statement(rewriting[0]?.statements ?? [], 'DenyRewriting');
    expect([Condition, who]).toEqual([undefined, '*']);
    for (const verb of [
      'UpdateItem',
      'DeleteItem',
      'BatchWriteItem',
      'PartiQLUpdate',
      'PartiQLDelete',
      'PartiQLInsert',
    ]) {
      expect(Action).toContain(`dynamodb:${verb}`);
    }
  });

  test('DynamoDB takes policies of at most 20 KB', () => {
    for (const { Type, statements } of policies) {
      if (Type === 'AWS::DynamoDB::Table') expect(JSON.stringify(statements).length).toBeLessThan(20_000);
    }
  });
});

function Principal({ Principal: principal }: Statement): string | undefined {
  return principal === '*' ? undefined : principal.Service;
}
