import { sealStatements } from '../../../lib/environment/seal';
import { compilePolicy } from '../../../lib/isolation/policy/document/policy';
import { joinText } from '../../../lib/isolation/template/value';
import type { Deployed, DeployedSide } from './deployed-side';
import { TO_READ, TO_WRITE, throughKey } from './encryption';
import type { Need } from './needs';
import { BY_ITSELF } from './sent-keys';
import type { Request, Walk } from './walk';

/** What the users of a table do with its key, as the CDK grants it. Source: DynamoDB developer guide, "Encryption at rest". */
const TABLE_KEY = {
  read: ['kms:Decrypt', 'kms:DescribeKey'],
  write: [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyWithoutPlaintext',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ],
};

/** Function → what its code uses → the key of that. */
export function needWiring(
  walk: Walk,
  from: string,
  role: Deployed,
  { code, actions, on, part = '', key }: Need,
): void {
  const [type, name] = on;
  const kind = `function → ${type}`;
  const { side } = walk;
  const used = name === 'app' ? appSecret(side, from) : named(side, from, type, name);
  if (!used?.arn) {
    walk.fail(kind, from, `uses ${name} (${code}), which is not in the stacks`);
    return;
  }
  const resource = joinText([used.arn, part]);
  const request: Request = { actions, holder: used, resource, keys: BY_ITSELF };
  const policies = name === 'app' ? { policies: [sealOf(side.account)] } : {};
  walk.asRole(kind, from, role, { ...request, ...policies });
  if (key === undefined || key === 'none') return;
  const plain = key === 'read' ? TO_READ : TO_WRITE;
  const keyActions = type === 'AWS::DynamoDB::Table' ? TABLE_KEY[key] : plain;
  throughKey(walk, role, { kind: `${kind} → key`, from, resource: used, actions: keyActions, object: resource });
}

function named(side: DeployedSide, functionName: string, type: string, pattern: string): Deployed | undefined {
  const [prefix = '', environment = ''] = /^airlock-([a-z]+)/.exec(functionName) ?? [];
  const parts: Record<string, string> = { prefix, env: environment, account: side.account, region: side.region };
  return side.find(
    type,
    pattern.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? ''),
  );
}

/** An app's signing secret, which the command line makes: below `airlock/<env>/apps`, under the key with the environment's name. */
function appSecret(side: DeployedSide, functionName: string): Deployed | undefined {
  const [prefix = '', environment = ''] = /^airlock-([a-z]+)/.exec(functionName) ?? [];
  const alias = side.find('AWS::KMS::Alias', `alias/${prefix}`);
  const key = side.find('AWS::KMS::Key', alias?.properties['TargetKeyId']);
  if (key?.arn === undefined) return undefined;
  const name = `airlock/${environment}/apps/app_${environment}_01J8Z3K4M5N6P7Q8R9S0T1V2W3`;
  return {
    stack: '',
    logicalId: 'an app’s secret',
    type: 'AWS::SecretsManager::Secret',
    properties: { KmsKeyId: key.arn },
    reference: name,
    arn: `arn:aws:secretsmanager:${side.region}:${side.account}:secret:${name}-AbCdEf`,
  };
}

function sealOf(account: string) {
  const seal = sealStatements({ account, actions: 'secretsmanager:*', resources: '*' });
  const statements = JSON.parse(JSON.stringify(seal));
  return compilePolicy({
    name: 'policy of an app’s secret',
    kind: 'resource',
    document: { Version: '2012-10-17', Statement: statements },
  });
}
