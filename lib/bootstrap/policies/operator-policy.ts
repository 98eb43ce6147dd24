import { functionArn, secretArn, tableArn } from '../../contract/arns';
import { CURRENT } from '../../contract/functions';
import type { Names } from '../names';
import { allow, deny, type PolicyDocument, policyOf } from './policy-document';

const APP_ITEMS = ['GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'];
const NEW_VALUE = ['DescribeSecret', 'ListSecretVersionIds', 'PutSecretValue', 'TagResource'];

/**
 * What `airlock apps` and `airlock info` do: app items, new secret values with their seals, and asking `provider` what is loaded.
 * A value can be replaced and not read, even after writing another policy on the secret; an account that such a policy allows would still
 * lack the key.
 */
export function operatorPolicy(names: Names): PolicyDocument {
  const { region } = names;
  const ofApps = [secretArn(names, 'apps'), secretArn(names, 'webhooks')];
  const via = (service: string) => ({ StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } });
  const of = (service: string, actions: readonly string[]) => actions.map((action) => `${service}:${action}`);
  const key = names.arn('kms', 'key/*');
  return policyOf(
    allow('Apps', of('dynamodb', APP_ITEMS), tableArn(names, 'apps')),
    allow('AppsKey', ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'], key, via('dynamodb')),
    allow('NewSecrets', of('secretsmanager', ['CreateSecret']), ofApps),
    allow('NewValues', of('secretsmanager', NEW_VALUE), [...ofApps, secretArn(names, 'psp')]),
    allow('Seal', of('secretsmanager', ['PutResourcePolicy']), ofApps),
    allow('SecretsKey', ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'], key, via('secretsmanager')),
    allow('Info', ['lambda:InvokeFunction'], functionArn(names, `provider:${CURRENT}`)),
    deny('OpenSecrets', of('secretsmanager', ['PutResourcePolicy']), '*', {
      Bool: { 'secretsmanager:BlockPublicPolicy': 'false' },
    }),
    deny('SecretValues', ['secretsmanager:*GetSecretValue']),
  );
}
