import { LISTED_PERMISSIONS } from '../../../lib/bootstrap/execution/execution-policies';
import { whyUnneeded } from '../../../lib/bootstrap/execution/unneeded-permissions';
import { Names } from '../../../lib/bootstrap/names';
import { auditorPolicy } from '../../../lib/bootstrap/policies/auditor-policy';
import { createApp } from '../../../lib/operations/apps/create-app';
import { AccountInMemory } from '../../operations/apps/account-in-memory';
import { BOTH } from '../synthesized';
import { matches } from './filter-pattern';

/** What CloudTrail writes of a call, as far as a pattern reads it. */
interface Call {
  readonly role: string;
  /** `iam:GetRole`. */
  readonly action: string;
  readonly requestParameters?: object;
  readonly errorCode?: string;
  readonly invokedBy?: string;
}

/** Changes of the seal that a deployment makes only where a release changes it: they raise the alarm, whichever role makes them. */
const TOLD_OF_DEPLOYMENTS = [
  'boundary-changed iam:PutRolePermissionsBoundary',
  'key-policy-changed kms:PutKeyPolicy',
  'trail-changed cloudtrail:PutEventSelectors',
  'trail-changed cloudtrail:UpdateTrail',
  'trust-changed iam:UpdateAssumeRolePolicy',
];

describe.each(BOTH)('AZ7: what is told of %s’s trail', (name, { environment, resources, all }) => {
  const names = new Names(environment);
  const filters = Object.values(resources('detection', 'AWS::Logs::MetricFilter')).map(({ Properties }) => ({
    part: String(Properties.FilterName).replace(`airlock-${name}-`, '').replace(/-\d$/, ''),
    pattern: String(Properties.FilterPattern),
  }));
  const operator = `airlock-${name}-operator`;
  const deployment = names.cdkRole('cfn-exec');

  /** The alarms that go off at a call. */
  const told = ({ role, action, requestParameters, errorCode, invokedBy }: Call): string[] => {
    const [service, eventName] = action.split(':');
    const event = {
      eventSource: `${service}.amazonaws.com`,
      eventName,
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${environment.account}:role/${role}` } },
        ...(invokedBy && { invokedBy }),
      },
      ...(requestParameters && { requestParameters }),
      ...(errorCode && { errorCode }),
    };
    return [...new Set(filters.filter(({ pattern }) => matches(pattern, event)).map(({ part }) => part))];
  };

  /** Everything that the CLI sends to Secrets Manager while it makes an app. */
  async function creationOfAnApp(): Promise<Call[]> {
    const connection = new AccountInMemory().connection(name);
    const calls: Call[] = [];
    const { send } = connection.secrets;
    connection.secrets.send = ((command: { constructor: { name: string }; input: Record<string, unknown> }) => {
      const { SecretId, Name, ResourcePolicy, BlockPublicPolicy } = command.input;
      calls.push({
        role: operator,
        action: `secretsmanager:${command.constructor.name.replace(/Command$/, '')}`,
        requestParameters: JSON.parse(
          JSON.stringify({
            secretId: SecretId,
            name: Name,
            resourcePolicy: ResourcePolicy,
            blockPublicPolicy: BlockPublicPolicy,
          }),
        ),
      });
      return (send as (command: object) => unknown)(command);
    }) as typeof send;
    await createApp(connection, {
      name: name === 'live' ? 'shop-live' : 'shop-test',
      ...(name === 'live' && { provider: 'paypal' }),
    });
    return calls;
  }

  test('nobody is told of a new app', async () => {
    const calls = await creationOfAnApp();
    const sealed = calls.filter(({ action }) => action === 'secretsmanager:PutResourcePolicy');
    expect(sealed).toHaveLength(2);
    for (const call of calls) expect([call.action, told(call)]).toEqual([call.action, []]);
  });

  describe('a secret’s policy that the operator weakens', () => {
    const seal = async (): Promise<string> => {
      const calls = await creationOfAnApp();
      const [call] = calls.filter(({ action }) => action === 'secretsmanager:PutResourcePolicy');
      return String(Object(call?.requestParameters).resourcePolicy);
    };
    const put = (resourcePolicy: string | undefined, role = operator) =>
      told({
        role,
        action: 'secretsmanager:PutResourcePolicy',
        requestParameters: {
          secretId: `airlock/${name}/apps/app_1`,
          ...(resourcePolicy !== undefined && { resourcePolicy }),
        },
      });
    const OPENING = '{"Sid":"Open","Effect":"Allow","Principal":"*","Action":"secretsmanager:*","Resource":"*"}';

    test.each<[string, (policy: string) => string | undefined]>([
      ['with a statement more', (policy) => policy.replace('"Statement":[', `"Statement":[${OPENING},`)],
      ['with a statement more at its end', (policy) => policy.replace(/\]\}$/, `,${OPENING}]}`)],
      ['without a deny', (policy) => policy.replace(/\{"Sid":"DenyWithoutTls".*\}\]\}$/, ']}').replace(',]}', ']}')],
      ['of which a deny names another account', (policy) => policy.replace(environment.account, '333333333333')],
      ['of which a deny became an allow, in other letters', (policy) => policy.replace('"Deny"', '"\\u0041llow"')],
      ['of which a deny became an allow', (policy) => policy.replace('"Deny"', '"Allow"')],
      ['in two lines, the second of them another policy', (policy) => `${policy}\n{"Statement":[${OPENING}]}`],
      ['that is empty', () => ''],
      ['of which the trail says nothing', () => undefined],
    ])('%s is told', async (_, weaken) => {
      const policy = await seal();
      expect(put(policy)).toEqual([]);
      expect(put(weaken(policy))).toEqual(['secret-policy-changed']);
    });

    test('the very seal, put by anybody but the operator or a deployment, is told', async () => {
      const policy = await seal();
      for (const role of [
        'administrator',
        `airlock-${name}-deployer`,
        `airlock-${name}-api`,
        `not-airlock-${name}-operator`,
      ]) {
        expect([role, put(policy, role)]).toEqual([role, ['secret-policy-changed']]);
      }
      expect(put(policy, deployment)).toEqual([]);
    });

    test.each(['DeleteResourcePolicy', 'ReplicateSecretToRegions'])('%s by the operator is told', (eventName) => {
      expect(told({ role: operator, action: `secretsmanager:${eventName}` })).toEqual(['secret-policy-changed']);
    });
  });

  test('nobody is told of doctor, the audit of what is deployed, or anything else that an auditor looks at', () => {
    const reads = auditorPolicy(names)
      .Statement.filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => [Action ?? []].flat());
    expect(reads).toContain('iam:GetOpenIDConnectProvider');
    const role = `airlock-${name}-auditor`;
    expect(reads.filter((action) => told({ role, action: String(action) }).length > 0)).toEqual([]);
  });

  test('docs/deploying.md: an administrator who looks for identity providers is not told of', () => {
    const looks = [
      'iam:ListOpenIDConnectProviders',
      'iam:GetSAMLProvider',
      'iam:GetLoginProfile',
      'iam:ListSAMLProviders',
    ];
    expect(looks.flatMap((action) => told({ role: 'administrator', action }))).toEqual([]);
    const changes = [
      'CreateOpenIDConnectProvider',
      'UpdateOpenIDConnectProviderThumbprint',
      'AddClientIDToOpenIDConnectProvider',
    ];
    const more = [
      'RemoveClientIDFromOpenIDConnectProvider',
      'UpdateSAMLProvider',
      'CreateLoginProfile',
      'UpdateLoginProfile',
    ];
    for (const each of [...changes, ...more]) {
      expect([each, told({ role: 'administrator', action: `iam:${each}` })]).toEqual([each, ['trust-changed']]);
    }
  });

  test('a role that somebody makes is told, whoever it trusts; one of a deployment and a service-linked one are not', () => {
    for (const role of ['administrator', operator, `airlock-${name}-deployer`]) {
      expect(told({ role, action: 'iam:CreateRole' })).toEqual(['trust-changed']);
    }
    expect(told({ role: deployment, action: 'iam:CreateRole' })).toEqual([]);
    expect(told({ role: 'administrator', action: 'iam:CreateServiceLinkedRole' })).toEqual([]);
  });

  test('of a deployment, only what changes the seal itself is told', () => {
    const types = [...new Set(all().map(({ Type }) => Type))];
    const needed = LISTED_PERMISSIONS.filter((each) => types.includes(each.type) && !whyUnneeded(each));
    const actions = [...new Set(needed.map(({ action }) => action))];
    expect(actions.length).toBeGreaterThan(100);
    const seen = actions.flatMap((action) => {
      const invokedBy = action === 'kms:CreateGrant' ? 'dynamodb.amazonaws.com' : 'cloudformation.amazonaws.com';
      return told({ role: deployment, action, invokedBy }).map((part) => `${part} ${action}`);
    });
    expect(seen.filter((each) => !each.startsWith('secret-read-by-others ')).sort()).toEqual(
      TOLD_OF_DEPLOYMENTS.filter((each) => actions.includes(each.split(' ')[1] ?? '')),
    );
  });

  test('a deployment with other tags is not told, though it touches the locked buckets', () => {
    const bucket = (action: string) =>
      told({
        role: deployment,
        action,
        requestParameters: { bucketName: `airlock-${name}-trail-${environment.account}` },
      });
    expect(bucket('s3:PutBucketTagging')).toEqual([]);
    for (const each of ['PutBucketPolicy', 'PutBucketVersioning', 'DeleteBucketPolicy', 'PutObjectLockConfiguration']) {
      expect([each, bucket(`s3:${each}`)]).toEqual([each, ['trail-changed']]);
    }
  });

  test('CloudFormation, which asks for a secret’s value and is denied, is not told; one that gets it is', () => {
    const read = {
      role: deployment,
      action: 'secretsmanager:GetSecretValue',
      invokedBy: 'cloudformation.amazonaws.com',
    };
    expect(told({ ...read, errorCode: 'AccessDenied' })).toEqual([]);
    expect(told(read)).toEqual(['secret-read-by-others']);
    expect(told({ ...read, role: operator, errorCode: 'AccessDenied' })).toEqual(['secret-read-by-others']);
  });

  // CloudWatch Logs quotas: 1,024 characters a pattern; two regular expressions in one, five patterns with any in a log group.
  test('the patterns are within what CloudWatch Logs takes', () => {
    const expressions = filters.map(({ pattern }) => pattern.split('%').length - 1);
    expect(filters.filter(({ pattern }) => pattern.length > 1024)).toEqual([]);
    expect(Math.max(...expressions)).toBeLessThanOrEqual(4);
    expect(expressions.filter((count) => count > 0).length).toBeLessThanOrEqual(5);
  });
});
