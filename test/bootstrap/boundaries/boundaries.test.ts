import {
  BECOMES_ANOTHER,
  BLINDS_THE_TRAIL,
  CHANGES_IAM,
  JOINS_ACCOUNTS,
  OPENS_A_CHANNEL,
} from '../../seals/questions/attacks';
import { BOTH, deciders, type PolicyRequest } from '../deployed-bootstrap';

/** An account of AWS's own. */
const AWS_ACCOUNT = '999999999999';

const anywhere = (actions: readonly string[]): PolicyRequest[] => actions.map((action) => ({ action, resource: '*' }));

describe.each(BOTH)('boundaries of %s, each under a policy that allows everything', (name, bootstrapped) => {
  const { names, other } = bootstrapped;
  const { prefix, account, region } = names;
  const denies = (boundary: string, sid: string, asked: PolicyRequest, role?: string) => {
    const decision = bootstrapped.askBoundary(boundary, asked, role);
    expect({ asked, reason: decision.reason, by: deciders(decision) }).toEqual({
      asked,
      reason: 'explicit-deny',
      by: [sid],
    });
  };
  const outcome = (boundary: string, asked: PolicyRequest, role?: string) =>
    bootstrapped.askBoundary(boundary, asked, role).outcome;
  const table = (part: string) => names.arn('dynamodb', `table/${prefix}-${part}`);
  const foreignTable = `arn:aws:dynamodb:${region}:${other.account}:table/airlock-${other.name}-apps`;
  const bucket = (part: string) => `arn:aws:s3:::${prefix}-${part}-${account}`;
  const secret = names.arn('secretsmanager', `secret:airlock/${name}/psp/paypal-AbCdEf`);
  const unknownOwner = { action: 's3:GetObject', resource: bucket('ledger-archive') };

  describe('runtime', () => {
    test.each<[string, PolicyRequest]>([
      ['reads and writes items', { action: 'dynamodb:PutItem', resource: table('records') }],
      ['puts into the ledger', { action: 'dynamodb:PutItem', resource: table('ledger') }],
      ['follows a stream', { action: 'dynamodb:GetRecords', resource: `${table('ledger')}/stream/2026` }],
      ['reads secrets', { action: 'secretsmanager:GetSecretValue', resource: secret }],
      ['uses the key', { action: 'kms:Decrypt', resource: names.arn('kms', 'key/1') }],
      [
        'invokes a function',
        { action: 'lambda:InvokeFunction', resource: names.arn('lambda', `function:${prefix}-provider:current`) },
      ],
      ['archives', { action: 's3:PutObject', resource: `${bucket('ledger-archive')}/1` }],
      [
        'logs',
        { action: 'logs:PutLogEvents', resource: names.arn('logs', `log-group:/airlock/${name}/api:log-stream:1`) },
      ],
      ['queues', { action: 'sqs:SendMessage', resource: names.arn('sqs', `${prefix}-archive-failed`) }],
    ])('DC2: leaves room to %s', (_, asked) => {
      expect(outcome('RuntimeBoundary', asked)).toBe('allowed');
    });

    test.each<[string, PolicyRequest]>([
      ['a whole table', { action: 'dynamodb:Scan', resource: table('apps') }],
      ["another product's table", { action: 'dynamodb:GetItem', resource: names.arn('dynamodb', 'table/orders') }],
      [
        "another product's secret",
        { action: 'secretsmanager:GetSecretValue', resource: names.arn('secretsmanager', 'secret:orders') },
      ],
      ['a new secret value', { action: 'secretsmanager:PutSecretValue', resource: secret }],
      ['the trail', { action: 's3:GetObject', resource: `${bucket('trail')}/1` }],
      ['deleting an archived entry', { action: 's3:DeleteObject', resource: `${bucket('ledger-archive')}/1` }],
      ['a server', { action: 'ec2:RunInstances', resource: '*' }],
    ])('DC5 AZ6: leaves no room for %s', (_, asked) => {
      expect(bootstrapped.askBoundary('RuntimeBoundary', asked).reason).toBe('boundary-silent');
    });

    test("DC5: denies what is another account's, and what AWS does not say is ours", () => {
      const asked = { action: 'dynamodb:GetItem', resource: foreignTable, resourceAccount: other.account };
      denies('RuntimeBoundary', 'ForeignResources', asked);
      const context = { 'aws:ResourceAccount': [] };
      denies('RuntimeBoundary', 'ForeignResources', { ...unknownOwner, context });
    });

    test.each<[string, readonly PolicyRequest[]]>([
      ['OtherSessions', anywhere(BECOMES_ANOTHER)],
      ['Channels', anywhere([...OPENS_A_CHANNEL, 'secretsmanager:PutResourcePolicy'])],
      ['Accounts', anywhere([...JOINS_ACCOUNTS, ...BLINDS_THE_TRAIL, ...CHANGES_IAM, 'iam:PassRole'])],
      [
        'LedgerIsAppendOnly',
        ['BatchWriteItem', 'DeleteItem', 'PartiQLUpdate', 'UpdateItem'].map((each) => ({
          action: `dynamodb:${each}`,
          resource: table('ledger'),
        })),
      ],
    ])('DC5 AZ6 ZP7: %s, also where the policy of a resource names the role', (sid, all) => {
      for (const asked of all) denies('RuntimeBoundary', sid, asked);
    });
  });

  describe('deployment', () => {
    const runtime = names.policyArn(`${prefix}-runtime-boundary`);
    const role = names.iam(`role/${prefix}-api`);
    const context = { 'iam:PermissionsBoundary': runtime };
    const execution = names.cdkRoleArn('cfn-exec');

    test("DC5: denies what is another account's", () => {
      const asked = { action: 'dynamodb:CreateTable', resource: foreignTable, resourceAccount: other.account };
      denies('DeploymentBoundary', 'ForeignResources', asked, execution);
    });

    const madeByStacks =
      /^(dynamodb:PutResourcePolicy|kms:(CreateGrant|PutKeyPolicy)|lambda:(AddPermission|CreateEvent.*|UpdateEvent.*|UpdateFunctionCo.*)|s3:PutBucket(Logging|Policy)|sns:S.*|sqs:SetQueue.*|ec2:.*)$/;
    test.each<[string, readonly PolicyRequest[]]>([
      ['OtherSessions', anywhere(BECOMES_ANOTHER)],
      ['Accounts', anywhere([...JOINS_ACCOUNTS, 'ec2:AcceptVpcPeeringConnection'])],
      ['Channels', anywhere(OPENS_A_CHANNEL.filter((action) => !madeByStacks.test(action)))],
      [
        'ReadsAndWrites',
        anywhere([
          'dynamodb:GetItem',
          'dynamodb:PartiQLSelect',
          'dynamodb:Query',
          'dynamodb:Scan',
          'dynamodb:GetRecords',
          'lambda:InvokeFunction',
          's3:DeleteObjectVersion',
          's3:PutObject',
          'secretsmanager:BatchGetSecretValue',
          'secretsmanager:GetSecretValue',
          'secretsmanager:PutSecretValue',
          'sns:Publish',
          'sqs:ReceiveMessage',
          'sqs:SendMessage',
        ]),
      ],
      [
        'TakesAway',
        anywhere([
          'cloudtrail:DeleteTrail',
          'cloudtrail:StopLogging',
          'dynamodb:DeleteTable',
          'kms:DisableKey',
          'kms:ScheduleKeyDeletion',
          's3:DeleteBucketPolicy',
          'secretsmanager:DeleteSecret',
        ]),
      ],
      ['TakesAway', [{ action: 'iam:DeleteRolePermissionsBoundary', resource: role, context }]],
      [
        'OnlyStacksRoles',
        [
          'user/x',
          'group/x',
          'saml-provider/x',
          'oidc-provider/x',
          'role/admin',
          `policy/${prefix}-runtime-boundary`,
        ].map((each) => ({ action: 'iam:TagSomething', resource: names.iam(each) })),
      ],
      [
        'NoRoleOfBootstrap',
        ['deployer', 'auditor', 'operator', 'on-call', 'break-glass', 'ci'].map((each) => ({
          action: 'iam:UpdateAssumeRolePolicy',
          resource: names.iam(`role/${prefix}-${each}`),
        })),
      ],
      [
        'RolesWithoutBoundary',
        ['AttachRolePolicy', 'CreateRole', 'PutRolePermissionsBoundary', 'PutRolePolicy'].flatMap((each) => [
          { action: `iam:${each}`, resource: role },
          { action: `iam:${each}`, resource: role, context: { 'iam:PermissionsBoundary': names.policyArn('mine') } },
        ]),
      ],
      [
        'SubscribersOtherThanPeople',
        [
          ['https', 'https://x.example'],
          ['sqs', `arn:aws:sqs:${region}:${other.account}:x`],
          ['lambda', names.arn('lambda', 'function:x')],
        ].map(([protocol = '', endpoint = '']) => ({
          action: 'sns:Subscribe',
          resource: '*',
          context: { 'sns:Protocol': protocol, 'sns:Endpoint': endpoint },
        })),
      ],
      [
        'InvokersOutside',
        [{ action: 'lambda:AddPermission', resource: '*', context: { 'lambda:Principal': other.account } }],
      ],
      [
        'GrantsToPrincipals',
        [{ action: 'kms:CreateGrant', resource: '*', context: { 'kms:GrantIsForAWSResource': 'false' } }],
      ],
      [
        'ReEncryption',
        ['kms:ReEncryptFrom', 'kms:ReEncryptTo'].flatMap((action) => [
          { action, resource: '*' },
          { action, resource: '*', context: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
        ]),
      ],
    ])('DC5 AZ6: %s', (sid, all) => {
      for (const asked of all) denies('DeploymentBoundary', sid, asked, execution);
    });

    test('DC2: leaves room for a role under the runtime boundary, and for people and services of its own', () => {
      const all: PolicyRequest[] = [
        { action: 'iam:CreateRole', resource: role, context },
        {
          action: 'sns:Subscribe',
          resource: names.arn('sns', `${prefix}-alarms`),
          context: { 'sns:Protocol': 'email', 'sns:Endpoint': 'a@b.example' },
        },
        { action: 'lambda:AddPermission', resource: '*', context: { 'lambda:Principal': 'apigateway.amazonaws.com' } },
        { action: 'kms:CreateGrant', resource: '*', context: { 'kms:GrantIsForAWSResource': 'true' } },
      ];
      expect(all.filter((asked) => outcome('DeploymentBoundary', asked, execution) !== 'allowed')).toEqual([]);
    });
  });

  test.each(['DeploymentBoundary', 'PeopleBoundary'])(
    'DC2: %s lets calls be that are about nothing in particular',
    (boundary) => {
      const asked = { action: 'cloudwatch:DescribeAlarms', resource: '*', context: { 'aws:ResourceAccount': [] } };
      expect(outcome(boundary, asked, names.roleArn('auditor'))).toBe('allowed');
    },
  );

  test.each([
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    `arn:aws:ssm:${region}::parameter/x`,
    `arn:aws:ssm:${region}::document/x`,
    `arn:aws:ssm:${region}::automation-definition/x`,
    `arn:aws:cloudformation:${region}:aws:transform/x`,
  ])(
    'DC5: %s, which AWS owns for everybody, is left to people and counts as foreign to code and stacks',
    (resource) => {
      const asked = { action: 'x:Read', resource, resourceAccount: AWS_ACCOUNT };
      expect(bootstrapped.askBoundary('PeopleBoundary', asked).reason).not.toBe('explicit-deny');
      denies('RuntimeBoundary', 'ForeignResources', asked);
      denies('DeploymentBoundary', 'ForeignResources', asked, names.cdkRoleArn('cfn-exec'));
    },
  );

  describe('people', () => {
    const operator = names.roleArn('operator');
    const breakGlass = names.roleArn('breakGlass');

    test("DC5: denies what is another account's", () => {
      const asked = { action: 'dynamodb:GetItem', resource: foreignTable, resourceAccount: other.account };
      denies('PeopleBoundary', 'ForeignResources', asked, operator);
    });

    test.each<[string, readonly PolicyRequest[]]>([
      [
        'OtherSessions',
        ['sts:AssumeRole', 'sts:AssumeRoot', 'sts:TagSession'].map((action) => ({
          action,
          resource: names.iam(`role/${prefix}-api`),
        })),
      ],
      ['MoreSessions', anywhere(['sts:GetFederationToken', 'sts:GetSessionToken'])],
      ['Channels', anywhere(OPENS_A_CHANNEL.filter((action) => action !== 'kms:CreateGrant'))],
      ['Accounts', anywhere([...JOINS_ACCOUNTS, ...BLINDS_THE_TRAIL, ...CHANGES_IAM])],
      [
        'Bootstrap',
        [
          'CancelUpdateStack',
          'ContinueUpdateRollback',
          'CreateChangeSet',
          'DeleteStack',
          'ExecuteChangeSet',
          'ImportStacksToStackSet',
          'RollbackStack',
          'SetStackPolicy',
          'UpdateStack',
        ].map((each) => ({
          action: `cloudformation:${each}`,
          resource: names.arn('cloudformation', `stack/${prefix}-bootstrap/1`),
        })),
      ],
      [
        'BootstrapVersion',
        anywhere(['ssm:PutParameter', 'ssm:DeleteParameter', 'ssm:LabelParameterVersion', 'ssm:UpdateDocument']),
      ],
      [
        'SecretValues',
        [
          { action: 'secretsmanager:GetSecretValue', resource: secret },
          { action: 'secretsmanager:BatchGetSecretValue', resource: '*' },
        ],
      ],
      [
        'Locked',
        ['trail', 'ledger-archive'].flatMap((part) =>
          ['s3:DeleteObjectVersion', 's3:PutObject', 's3:BypassGovernanceRetention'].map((action) => ({
            action,
            resource: `${bucket(part)}/x`,
          })),
        ),
      ],
      [
        'LedgerIsAppendOnly',
        ['BatchWriteItem', 'DeleteItem', 'DeleteTable', 'PartiQLInsert', 'PutItem', 'UpdateItem', 'UpdateTable'].map(
          (each) => ({
            action: `dynamodb:${each}`,
            resource: table('ledger'),
          }),
        ),
      ],
      ['SealsStay', [{ action: 'secretsmanager:DeleteResourcePolicy', resource: secret }]],
      ['KeysForever', anywhere(['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:ScheduleKeyDeletion'])],
    ])('DC5 AZ6: %s', (sid, all) => {
      for (const asked of all) denies('PeopleBoundary', sid, asked, operator);
      for (const asked of all.filter(() => sid !== 'SecretValues')) denies('PeopleBoundary', sid, asked, breakGlass);
    });

    describe('grants of a key', () => {
      const through = `dynamodb.${region}.amazonaws.com`;
      const grant = (via: string | undefined, forAws: string | undefined): PolicyRequest => ({
        action: 'kms:CreateGrant',
        resource: names.arn('kms', 'key/1'),
        context: {
          ...(via && { 'kms:ViaService': via }),
          ...(forAws && { 'kms:GrantIsForAWSResource': forAws }),
        },
      });

      // DynamoDB developer guide, "Authorizing use of your customer managed key".
      test('DC2: break-glass makes the one that DynamoDB needs for a restored table', () => {
        expect(outcome('PeopleBoundary', grant(through, 'true'), breakGlass)).toBe('allowed');
        expect(bootstrapped.ask('BreakGlass', grant(through, 'true')).outcome).toBe('allowed');
      });

      test('DC5: break-glass makes no other, and nobody else makes that one', () => {
        for (const [asked, sid] of [
          [grant(`s3.${region}.amazonaws.com`, 'true'), 'GrantsThroughDynamoDb'],
          [grant('dynamodb.us-east-1.amazonaws.com', 'true'), 'GrantsThroughDynamoDb'],
          [grant(undefined, 'true'), 'GrantsThroughDynamoDb'],
          [grant(through, 'false'), 'GrantsToPrincipals'],
          [grant(through, undefined), 'GrantsToPrincipals'],
        ] as const) {
          denies('PeopleBoundary', sid, asked, breakGlass);
          expect(bootstrapped.ask('BreakGlass', asked).outcome).toBe('denied');
        }
        const others = (['deployer', 'auditor', 'operator', 'onCall', 'ci'] as const).map((each) =>
          names.roleArn(each),
        );
        for (const each of [...others, names.cdkRoleArn('deploy'), names.iam(`role/${prefix}-break-glass-2`)])
          denies('PeopleBoundary', 'GrantsByBreakGlass', grant(through, 'true'), each);
      });

      test('DC5: no other channel is open to it', () => {
        const key = names.arn('kms', 'key/1');
        const open = OPENS_A_CHANNEL.filter((action) => {
          const asked = { ...grant(through, 'true'), action, resource: action.startsWith('kms:') ? key : '*' };
          return outcome('PeopleBoundary', asked, breakGlass) !== 'denied';
        });
        expect(open).toEqual(['kms:CreateGrant']);
      });
    });

    test('DC5: lets only the operator seal a secret', () => {
      const seal = { action: 'secretsmanager:PutResourcePolicy', resource: secret };
      denies('PeopleBoundary', 'SealsByOperator', seal, breakGlass);
      expect(outcome('PeopleBoundary', seal, operator)).toBe('allowed');
    });

    test('DC5: lets only break-glass read a secret value', () => {
      expect(outcome('PeopleBoundary', { action: 'secretsmanager:GetSecretValue', resource: secret }, breakGlass)).toBe(
        'allowed',
      );
    });

    test('DC2: leaves room for the two roles of a deployment, and for handing over the third', () => {
      const deployer = names.roleArn('deployer');
      const assumed = (['deploy', 'file-publishing', 'cfn-exec'] as const).map((each) =>
        outcome('PeopleBoundary', { action: 'sts:AssumeRole', resource: names.cdkRoleArn(each) }, deployer),
      );
      expect(assumed).toEqual(['allowed', 'allowed', 'denied']);
      const passed = [names.cdkRoleArn('cfn-exec'), names.iam(`role/${prefix}-api`)].map((resource) =>
        outcome('PeopleBoundary', { action: 'iam:PassRole', resource }, deployer),
      );
      expect(passed).toEqual(['allowed', 'denied']);
    });
  });
});
