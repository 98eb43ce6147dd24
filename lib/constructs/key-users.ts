import { FUNCTIONS, type FunctionName } from '../contract/functions';
import { nameOf } from '../contract/names';
import { cdkRoleName, peopleRoleName, SERVICE_ROLES, type ServiceRole } from '../contract/roles';
import type { Environment } from '../environment/schema';

/** Uses of the key on data. `kms:DescribeKey` is not among them: it sends no encryption context, and the account may allow it by IAM. */
export const DATA_KEY_ACTIONS = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** Roles that use the environment's key, through one service only. */
export interface KeyUsers {
  readonly service: 'dynamodb' | 'logs' | 's3' | 'secretsmanager' | 'sqs';
  /** Tells two for the same service apart. @default - the only one */
  readonly purpose?: 'Read' | 'Write';
  readonly actions: readonly string[];
  /** Names of roles; some are made later than the key, some by the bootstrap. */
  readonly roles: readonly string[];
}

/**
 * Who needs the key, and through which service. A role's own policy says the same of itself; without both, nothing is decrypted.
 *
 * @example
 * ```ts
 * const users = keyUsers(environment).filter(({ service }) => service === 'sqs');
 * console.log(users.map(({ roles }) => roles)); // [ [ 'airlock-sandbox-archive', 'airlock-sandbox-break-glass' ] ]
 * ```
 */
export function keyUsers(environment: Environment): KeyUsers[] {
  const role = (of: FunctionName | ServiceRole) => nameOf(environment.name, of);
  const operator = peopleRoleName(environment.name, 'operator');
  const breakGlass = peopleRoleName(environment.name, 'breakGlass');
  const deployment = cdkRoleName(environment, 'cfn-exec');
  return [
    {
      service: 'dynamodb',
      actions: DATA_KEY_ACTIONS,
      roles: [role('api'), role('archive'), operator, breakGlass, deployment],
    },
    {
      service: 'secretsmanager',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      roles: [role('api'), role('provider'), operator, breakGlass, deployment],
    },
    // CloudWatch Logs uses the key as the caller who reads or writes. Source: CloudWatch Logs user guide, "Encrypt log data".
    {
      service: 'logs',
      purpose: 'Read',
      actions: ['kms:Decrypt'],
      roles: [peopleRoleName(environment.name, 'onCall'), breakGlass],
    },
    {
      service: 'logs',
      purpose: 'Write',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      roles: [...FUNCTIONS, ...SERVICE_ROLES].map(role),
    },
    // CloudWatch Logs tries the key of a new group with the permissions of its creator, beside using it as the service.
    { service: 'logs', actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], roles: [deployment] },
    { service: 's3', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], roles: [role('archive'), breakGlass] },
    { service: 'sqs', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], roles: [role('archive'), breakGlass] },
  ];
}
