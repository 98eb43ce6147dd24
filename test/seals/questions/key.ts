import type { Names } from '../../../lib/bootstrap/names';
import { roleSession, rootUser, service } from '../../../lib/isolation/policy/request/principal';
import { may, mayNot, type Question, tries } from '../question';
import type { Side } from '../sides';
import { anyone, sealQuestions } from './seal';

const ALL_DATA = ['Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'];
const RE_ENCRYPT = ['ReEncryptFrom', 'ReEncryptTo'];

/** Through which service which role needs the key, and for what. */
const USES: readonly {
  readonly via: string;
  readonly actions: readonly string[];
  readonly roles: readonly string[];
}[] = [
  {
    via: 'dynamodb',
    actions: [...ALL_DATA, ...RE_ENCRYPT],
    roles: ['api', 'archive', 'operator', 'break-glass', 'cfn-exec'],
  },
  {
    via: 'secretsmanager',
    actions: ['Decrypt', 'GenerateDataKey'],
    roles: ['api', 'provider', 'operator', 'break-glass', 'cfn-exec'],
  },
  { via: 'logs', actions: ['Decrypt'], roles: ['on-call', 'break-glass'] },
  {
    via: 'logs',
    actions: ['Decrypt', 'GenerateDataKey'],
    roles: ['api', 'provider', 'archive', 'trail', 'api-gateway-logs'],
  },
  { via: 'logs', actions: ['Decrypt', 'Encrypt', 'GenerateDataKey'], roles: ['cfn-exec'] },
  { via: 's3', actions: ['Decrypt', 'GenerateDataKey'], roles: ['archive', 'break-glass'] },
  { via: 'sqs', actions: ['Decrypt', 'GenerateDataKey'], roles: ['archive', 'break-glass'] },
];

const ROLES = [
  'api',
  'archive',
  'provider',
  'trail',
  'api-gateway-logs',
  'operator',
  'on-call',
  'break-glass',
  'cfn-exec',
  'deployer',
  'auditor',
  'anyone',
];

const LOOK_AFTER = [
  'CancelKeyDeletion',
  'CreateAlias',
  'DeleteAlias',
  'DescribeKey',
  'DisableKey',
  'EnableKey',
  'EnableKeyRotation',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListAliases',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'RetireGrant',
  'RevokeGrant',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
];

const kms = (actions: readonly string[]) => actions.map((action) => `kms:${action}`);

/** @param key its ARN */
export function keyQuestions(side: Side, key: string): Question[] {
  const { names } = side;
  const decrypt = tries(['kms:Decrypt'], key);
  return [
    ...sealQuestions(side, tries(kms(['Decrypt', 'GenerateDataKey', 'CreateGrant', 'PutKeyPolicy']), key), decrypt),
    ...may(anyone(names), 'the account must be able to look after the key', ...tries(kms(LOOK_AFTER), key)),
    ...ROLES.flatMap((role) => roleQuestions(names, role, key)),
    ...mayNot(rootUser(names.account), 'the root user must not use the key', ...decrypt),
    ...grantQuestions(names, key),
    ...serviceQuestions(side, key),
  ];
}

function roleQuestions(names: Names, role: string, key: string): Question[] {
  const principal = session(names, role);
  const direct = tries(kms([...ALL_DATA, ...RE_ENCRYPT, 'CreateGrant']), key);
  return [
    ...mayNot(principal, 'nobody may use the key directly', ...direct),
    ...mayNot(principal, 'nobody may use the key through another service', ...through(names, 'ec2', ['Decrypt'], key)),
    ...USES.flatMap(({ via, actions, roles }) =>
      roles.includes(role)
        ? may(principal, `it needs the key through ${via}`, ...through(names, via, actions, key))
        : [],
    ),
    ...[...new Set(USES.map(({ via }) => via))].flatMap((via) => {
      const needed = USES.filter((use) => use.via === via && use.roles.includes(role)).flatMap(
        ({ actions }) => actions,
      );
      const others = ['Decrypt', 'GenerateDataKey'].filter((action) => !needed.includes(action));
      const asked = through(names, via, others, key);
      return mayNot(principal, `it has no need of the key through ${via}`, ...asked);
    }),
  ];
}

function grantQuestions(names: Names, key: string): Question[] {
  const asked = (via: string, ofService: string | undefined) =>
    through(names, via, ['CreateGrant'], key, ofService ? { 'kms:GrantIsForAWSResource': ofService } : {});
  const granting = ['cfn-exec', 'break-glass'];
  return ROLES.flatMap((role) => {
    const principal = session(names, role);
    return [
      ...(granting.includes(role)
        ? may(principal, 'a table needs a grant when it is made or restored', ...asked('dynamodb', 'true'))
        : mayNot(principal, 'only who makes tables may grant', ...asked('dynamodb', 'true'))),
      ...mayNot(principal, 'no principal may be granted the key', ...asked('dynamodb', 'false')),
      ...mayNot(principal, 'no principal may be granted the key', ...asked('dynamodb', undefined)),
      ...mayNot(principal, 'only tables may be granted the key', ...asked('lambda', 'true')),
    ];
  });
}

function serviceQuestions({ names, other }: Side, key: string): Question[] {
  const logs = service(`logs.${names.region}.amazonaws.com`);
  const [cloudWatch, cloudTrail] = [service('cloudwatch.amazonaws.com'), service('cloudtrail.amazonaws.com')];
  const group = (name: string) => ({ 'kms:EncryptionContext:aws:logs:arn': names.arn('logs', `log-group:${name}`) });
  const trail = (source: string, context = source) => ({
    'aws:SourceArn': names.arn('cloudtrail', `trail/${source}`),
    'kms:EncryptionContext:aws:cloudtrail:arn': names.arn('cloudtrail', `trail/${context}`),
  });
  const encrypt = (context: Record<string, string>) => tries(['kms:GenerateDataKey'], key, context);
  const describe = (context: Record<string, string>) => tries(['kms:DescribeKey'], key, context);
  const own = names.prefix;
  const publishing = kms(['Decrypt', 'GenerateDataKey']);
  const account = (id: string) => ({ 'aws:SourceAccount': id });
  const ofAlarms = 'only alarms of this account may be encrypted';
  const ofTrail = 'only the trail of this environment may use the key';
  return [
    ...may(
      logs,
      'log groups are encrypted',
      ...tries(kms([...ALL_DATA, ...RE_ENCRYPT]), key, group(`/airlock/${names.environment.name}/api`)),
    ),
    ...mayNot(logs, 'only own log groups may use the key', ...tries(publishing, key, group('/orders/api'))),
    ...mayNot(logs, 'only own log groups may use the key', ...tries(publishing, key)),
    ...may(cloudWatch, 'alarms must reach the topic', ...tries(publishing, key, account(names.account))),
    ...mayNot(cloudWatch, ofAlarms, ...tries(publishing, key), ...tries(publishing, key, account(other.account))),
    ...may(cloudTrail, 'the trail is encrypted', ...encrypt(trail(own)), ...describe(trail(own))),
    ...mayNot(cloudTrail, ofTrail, ...encrypt(trail('mine', own)), ...encrypt(trail(own, 'mine'))),
    ...mayNot(cloudTrail, ofTrail, ...describe(trail('mine')), ...describe({})),
  ];
}

function session(names: Names, role: string) {
  const arn = role === 'cfn-exec' ? names.cdkRoleArn('cfn-exec') : names.iam(`role/${names.prefix}-${role}`);
  return roleSession(arn, 'run');
}

function through(
  names: Names,
  via: string,
  actions: readonly string[],
  key: string,
  more: Record<string, string> = {},
) {
  return tries(kms(actions), key, { 'kms:ViaService': `${via}.${names.region}.amazonaws.com`, ...more });
}
