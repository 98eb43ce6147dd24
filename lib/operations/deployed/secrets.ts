import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  paginateListSecrets,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { DeployedResource, DeployedSecret } from '../../isolation/deployed/deployed-account';
import { type AccountToRead, collected, parsedPolicy, type Reader, resource } from './reader';

/**
 * Every secret of the account, those that the CLI makes among them: its key, its policy and its tags, never its value. One that is about
 * to be deleted gives its value to no caller.
 */
export const secrets: Reader = {
  types: ['AWS::SecretsManager::ResourcePolicy', 'AWS::SecretsManager::Secret'],
  actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy', 'secretsmanager:ListSecrets'],
  read: async (account) => {
    const client = account.client(SecretsManagerClient);
    const listed = await account.ask({ what: 'secrets' }, () =>
      collected(paginateListSecrets({ client }, {}), ({ SecretList }) => SecretList),
    );
    const found: { secret: DeployedSecret; resources: DeployedResource[] }[] = [];
    for (const { ARN = '', Name = '' } of listed ?? []) {
      const one = await readSecret(account, client, ARN, Name);
      if (one) found.push(one);
    }
    return { secrets: found.map(({ secret }) => secret), resources: found.flatMap(({ resources }) => resources) };
  },
};

async function readSecret(account: AccountToRead, client: SecretsManagerClient, arn: string, name: string) {
  const described = await account.ask({ what: `secret ${name}` }, () =>
    client.send(new DescribeSecretCommand({ SecretId: arn })),
  );
  const policy = await account.ask({ what: `policy of the secret ${name}` }, () =>
    client.send(new GetResourcePolicyCommand({ SecretId: arn })),
  );
  if (!described) return undefined;
  const { KmsKeyId, Tags = [], VersionIdsToStages = {}, ReplicationStatus = [] } = described;
  const labels = Object.values(VersionIdsToStages).flat();
  const replicas = ReplicationStatus.map(({ Region = '' }) => ({ Region }));
  const resourcePolicy = parsedPolicy(policy?.ResourcePolicy);
  return {
    secret: {
      name,
      arn,
      keyId: KmsKeyId ?? null,
      tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
      hasValue: labels.includes('AWSCURRENT'),
      wasReplaced: labels.includes('AWSPREVIOUS'),
    },
    resources: [
      resource('AWS::SecretsManager::Secret', name, {
        Name: name,
        KmsKeyId,
        ReplicaRegions: replicas.length > 0 ? replicas : undefined,
      }),
      ...(resourcePolicy === undefined
        ? []
        : [resource('AWS::SecretsManager::ResourcePolicy', arn, { SecretId: arn, ResourcePolicy: resourcePolicy })]),
    ],
  };
}
