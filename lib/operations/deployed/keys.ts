import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  paginateListAliases,
  paginateListGrants,
  paginateListKeys,
} from '@aws-sdk/client-kms';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import { type AccountToRead, collected, parsedPolicy, type Reader, resource } from './reader';

/** Of a key that is about to be deleted, or of a kind that is not rotated. */
const NO_ROTATION = ['KMSInvalidStateException', 'UnsupportedOperationException'];

/** Every customer managed key with its policy, its grants and its aliases. */
export const keys: Reader = {
  types: ['AWS::KMS::Alias', 'AWS::KMS::Grant', 'AWS::KMS::Key'],
  actions: [
    'kms:DescribeKey',
    'kms:GetKeyPolicy',
    'kms:GetKeyRotationStatus',
    'kms:ListAliases',
    'kms:ListGrants',
    'kms:ListKeys',
  ],
  read: async (account) => {
    const client = account.client(KMSClient);
    const found = await account.ask({ what: 'keys' }, () =>
      collected(paginateListKeys({ client }, {}), ({ Keys }) => Keys),
    );
    const aliases = await account.ask({ what: 'aliases of keys' }, () =>
      collected(paginateListAliases({ client }, {}), ({ Aliases }) => Aliases),
    );
    const resources: DeployedResource[] = [];
    for (const { KeyId = '', KeyArn = '' } of found ?? [])
      resources.push(...(await readKey(account, client, KeyId, KeyArn)));
    return {
      resources: [
        ...resources,
        ...(aliases ?? [])
          .filter(({ AliasName = '', TargetKeyId }) => TargetKeyId && !AliasName.startsWith('alias/aws/'))
          .map(({ AliasName = '', TargetKeyId = '' }) =>
            resource('AWS::KMS::Alias', AliasName, { AliasName, TargetKeyId }),
          ),
      ],
    };
  },
};

async function readKey(
  account: AccountToRead,
  client: KMSClient,
  KeyId: string,
  arn: string,
): Promise<DeployedResource[]> {
  const described = await account.ask({ what: `key ${KeyId}` }, () => client.send(new DescribeKeyCommand({ KeyId })));
  // AWS's own keys have a policy that cannot be changed.
  if (described?.KeyMetadata?.KeyManager === 'AWS') return [];
  const policy = await account.ask({ what: `policy of the key ${KeyId}` }, () =>
    client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })),
  );
  const rotation = await account.ask({ what: `rotation of the key ${KeyId}`, absent: NO_ROTATION }, () =>
    client.send(new GetKeyRotationStatusCommand({ KeyId })),
  );
  const grants = await account.ask({ what: `grants of the key ${KeyId}` }, () =>
    collected(paginateListGrants({ client }, { KeyId }), ({ Grants }) => Grants),
  );
  const { Enabled, MultiRegion } = described?.KeyMetadata ?? {};
  return [
    resource('AWS::KMS::Key', KeyId, {
      KeyPolicy: parsedPolicy(policy?.Policy),
      EnableKeyRotation: rotation?.KeyRotationEnabled,
      Enabled,
      MultiRegion,
    }),
    ...(grants ?? [])
      // What a service of AWS was given for a resource of this account.
      .filter(({ GranteePrincipal = '' }) => !/\.amazonaws\.com(\.cn)?$/.test(GranteePrincipal))
      .map(({ GrantId = '', GranteePrincipal = '', Operations = [] }) =>
        resource('AWS::KMS::Grant', GrantId, { KeyId, KeyArn: arn, GranteePrincipal, Operations }),
      ),
  ];
}
