import { type Try, tries } from '../question';
import type { Side } from '../sides';

const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const DATA_KEY = [
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
].map((verb) => `kms:${verb}`);

/** What a role needs, and what it is tempted to do with more than it needs. */
export interface Needs {
  readonly needed: readonly Try[];
  /** Denied by its own policies alone. */
  readonly tempting: readonly Try[];
  /** Denied by its own policies though a resource's policy allows it. @default - nothing */
  readonly forbidden?: readonly Try[];
}

/** What the roles of the stacks do, by the last part of their names. @param key ARN of the environment's key */
export function runtimeNeeds({ names }: Side, key: string): Readonly<Record<string, Needs>> {
  const { prefix, account, region, environment } = names;
  const table = (name: string) => names.arn('dynamodb', `table/${prefix}-${name}`);
  const onTable = (name: string, ...verbs: string[]) =>
    tries(
      verbs.map((verb) => `dynamodb:${verb}`),
      table(name),
    );
  const secret = (path: string) => names.arn('secretsmanager', `secret:airlock/${environment.name}/${path}-AbCdEf`);
  const log = (name: string) => names.arn('logs', `log-group:/airlock/${environment.name}/${name}:log-stream:2026`);
  const via = (service: string) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  const ofSecret = (service: string, path: string) => ({
    ...via(service),
    'kms:EncryptionContext:SecretARN': secret(path),
  });
  const logKey = (part: string, service = 'logs') =>
    tries(['kms:Decrypt', 'kms:GenerateDataKey'], key, {
      ...via(service),
      'kms:EncryptionContext:aws:logs:arn': names.arn('logs', `log-group:/airlock/${environment.name}/${part}`),
    });
  /** For lines of another group, and for the own ones by another way. */
  const logKeyAside = (part: string) => [...logKey(part === 'api' ? 'trail' : 'api'), ...logKey(part, 'ssm')];
  const decrypt = (context: Try['context']) => tries(['kms:Decrypt'], key, context);
  const read = (path: string) => tries(['secretsmanager:GetSecretValue'], secret(path));
  const archive = `arn:aws:s3:::${prefix}-ledger-archive-${account}`;
  const stream = `${table('ledger')}/stream/2026`;

  return {
    api: {
      needed: [
        ...tries(LOG, log('api')),
        ...logKey('api'),
        ...onTable('apps', 'BatchGetItem', 'GetItem'),
        ...onTable('records', 'GetItem', 'PutItem', 'UpdateItem'),
        ...tries(['dynamodb:Query'], `${table('records')}/index/by-app`),
        ...tries(['dynamodb:Query'], `${table('records')}/index/by-reference`),
        ...onTable('guards', 'BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'),
        ...tries(DATA_KEY, key, via('dynamodb')),
        ...read('apps/app_1'),
        ...decrypt(ofSecret('secretsmanager', 'apps/app_1')),
        ...tries(['lambda:InvokeFunction'], names.arn('lambda', `function:${prefix}-provider:current`)),
      ],
      tempting: [
        ...tries(DATA_KEY, key),
        ...logKeyAside('api'),
        ...decrypt(ofSecret('secretsmanager', 'psp/paypal')),
        ...decrypt(ofSecret('ssm', 'apps/app_1')),
        ...read('psp/paypal'),
        ...onTable('ledger', 'BatchGetItem', 'GetItem', 'PutItem'),
        ...onTable('records', 'BatchGetItem', 'DeleteItem', 'Scan'),
        ...onTable('apps', 'PutItem', 'Scan'),
      ],
    },
    provider: {
      needed: [
        ...tries(LOG, log('provider')),
        ...logKey('provider'),
        ...read('psp/paypal'),
        ...decrypt(ofSecret('secretsmanager', 'psp/paypal')),
      ],
      tempting: [
        ...decrypt({}),
        ...logKeyAside('provider'),
        ...decrypt(ofSecret('secretsmanager', 'apps/app_1')),
        ...decrypt(ofSecret('ssm', 'psp/paypal')),
        ...read('apps/app_1'),
        ...onTable('records', 'GetItem'),
      ],
    },
    archive: {
      needed: [
        ...tries(LOG, log('archive')),
        ...logKey('archive'),
        ...tries(
          ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((verb) => `dynamodb:${verb}`),
          stream,
        ),
        ...tries(['dynamodb:ListStreams'], '*'),
        ...decrypt(via('dynamodb')),
        ...tries(['s3:GetObject', 's3:PutObject'], `${archive}/row`),
        ...tries(['sqs:SendMessage'], names.arn('sqs', `${prefix}-archive-dead-letters`)),
        ...['s3', 'sqs'].flatMap((each) => tries(['kms:Decrypt', 'kms:GenerateDataKey'], key, via(each))),
      ],
      tempting: [
        ...tries(['kms:Decrypt', 'kms:GenerateDataKey'], key),
        ...logKeyAside('archive'),
        ...tries(['kms:Decrypt', 'kms:GenerateDataKey'], key, via('secretsmanager')),
        ...onTable('ledger', 'GetItem', 'PutItem'),
        ...tries(['s3:DeleteObjectVersion'], `${archive}/row`),
      ],
    },
    trail: {
      needed: [
        ...tries(
          LOG,
          names.arn(
            'logs',
            `log-group:/airlock/${environment.name}/trail:log-stream:${account}_CloudTrail_${region}_1`,
          ),
        ),
        ...logKey('trail'),
      ],
      tempting: [...tries(LOG, log('api')), ...logKeyAside('trail')],
    },
    'api-gateway-logs': {
      needed: [
        ...tries(
          [
            'logs:CreateLogGroup',
            'logs:CreateLogStream',
            'logs:DescribeLogStreams',
            'logs:FilterLogEvents',
            'logs:GetLogEvents',
            'logs:PutLogEvents',
          ],
          names.arn('logs', 'log-group:API-Gateway-Execution-Logs_a1/gateway:*'),
        ),
        ...tries(['logs:DescribeLogGroups'], '*'),
        ...logKey('access'),
      ],
      tempting: [...decrypt({}), ...logKeyAside('access'), ...read('apps/app_1')],
    },
  };
}
