import { sealStatements } from '../../../lib/environment/seal';
import type { DeployedAccount, DeployedResource } from '../../../lib/isolation/deployed/deployed-account';
import type { SideInput } from '../../../lib/isolation/model/side-input';
import type { JsonObject } from '../../../lib/isolation/template/json';

export const ACCOUNTS = { sandbox: '111111111111', live: '222222222222' } as const;
export const KEY_ID = '0a1b2c3d-0000-4000-8000-000000000000';
type Name = keyof typeof ACCOUNTS;

const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const seal = (account: string) => policy(...sealStatements({ account, actions: 'secretsmanager:*', resources: '*' }));

/** A side of one role, one key and one secret, as a template. */
export function aTemplate(name: Name): SideInput {
  const account = ACCOUNTS[name];
  const key = { 'Fn::GetAtt': ['Key', 'Arn'] };
  const resources = {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: `airlock-${name}-api`,
        AssumeRolePolicyDocument: policy(trust),
        PermissionsBoundary: `arn:aws:iam::${account}:policy/airlock-${name}-runtime-boundary`,
        Policies: [
          {
            PolicyName: 'runtime',
            PolicyDocument: policy({ Effect: 'Allow', Action: ['kms:Decrypt', 'kms:Encrypt'], Resource: key }),
          },
        ],
      },
    },
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: {
        EnableKeyRotation: true,
        KeyPolicy: policy({
          Effect: 'Allow',
          Principal: { AWS: { 'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:root` } },
          Action: 'kms:PutKeyPolicy',
          Resource: '*',
        }),
      },
    },
    Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: `alias/airlock-${name}`, TargetKeyId: key } },
    Secret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { Name: `airlock/${name}/psp/polar`, KmsKeyId: key },
    },
    SecretPolicy: {
      Type: 'AWS::SecretsManager::ResourcePolicy',
      Properties: { SecretId: { Ref: 'Secret' }, ResourcePolicy: seal(account) },
    },
  };
  const template = JSON.parse(JSON.stringify({ Resources: resources })) as JsonObject;
  return { account, region: 'eu-west-1', stacks: [{ name: `airlock-${name}-all`, template }] };
}

/** The same as AWS would give it back. */
export function anAccount(name: Name, change: Partial<DeployedAccount> = {}): DeployedAccount {
  const account = ACCOUNTS[name];
  const secretArn = `arn:aws:secretsmanager:eu-west-1:${account}:secret:airlock/${name}/psp/polar-AbCdEf`;
  const keyArn = `arn:aws:kms:eu-west-1:${account}:key/${KEY_ID}`;
  const resource = (type: string, of: string, properties: object): DeployedResource => ({
    type,
    name: of,
    properties: JSON.parse(JSON.stringify(properties)) as JsonObject,
  });
  return {
    environment: name,
    account,
    region: 'eu-west-1',
    readBy: `arn:aws:iam::${account}:user/auditor`,
    readAt: '2026-11-21T12:00:00.000Z',
    resources: [
      resource('AWS::IAM::Role', `airlock-${name}-api`, {
        RoleName: `airlock-${name}-api`,
        AssumeRolePolicyDocument: policy(trust),
        PermissionsBoundary: `arn:aws:iam::${account}:policy/airlock-${name}-runtime-boundary`,
        Policies: [
          {
            PolicyName: 'runtime',
            PolicyDocument: policy({ Effect: 'Allow', Action: ['kms:Encrypt', 'kms:Decrypt'], Resource: [keyArn] }),
          },
        ],
      }),
      resource('AWS::KMS::Key', KEY_ID, {
        EnableKeyRotation: true,
        KeyPolicy: policy({
          Sid: 'given by AWS',
          Effect: 'Allow',
          Principal: { AWS: account },
          Action: ['kms:putkeypolicy'],
          Resource: '*',
        }),
      }),
      resource('AWS::KMS::Alias', `alias/airlock-${name}`, { AliasName: `alias/airlock-${name}`, TargetKeyId: KEY_ID }),
      resource('AWS::SecretsManager::Secret', `airlock/${name}/psp/polar`, {
        Name: `airlock/${name}/psp/polar`,
        KmsKeyId: `alias/airlock-${name}`,
      }),
      resource('AWS::SecretsManager::ResourcePolicy', secretArn, {
        SecretId: secretArn,
        ResourcePolicy: { ...seal(account), Statement: [...seal(account).Statement].reverse() },
      }),
    ],
    secrets: [],
    stacks: [{ name: `airlock-${name}-all`, resources: { Key: KEY_ID, Secret: secretArn } }],
    notRead: [],
    ...change,
  };
}

/** The same account with one resource of a type changed, or taken away. */
export function changed(
  input: DeployedAccount,
  type: string,
  change: (properties: JsonObject) => JsonObject | undefined,
): DeployedAccount {
  const resources = input.resources.flatMap((resource) => {
    if (resource.type !== type) return [resource];
    const properties = change(resource.properties);
    return properties ? [{ ...resource, properties }] : [];
  });
  return { ...input, resources };
}
