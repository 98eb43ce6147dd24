import type { AccountResources } from '../account-resources';
import { jsonCall } from '../http-call';
import { change, type RequestedAction } from '../requested-action';

const SECRET_READS = ['DescribeSecret', 'GetResourcePolicy', 'GetSecretValue', 'ListSecretVersionIds'];

const SECRET_CHANGES = {
  DeleteResourcePolicy: {},
  DeleteSecret: { RecoveryWindowInDays: 30 },
  PutResourcePolicy: { ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}', BlockPublicPolicy: true },
  PutSecretValue: { SecretString: 'matrix' },
  ReplicateSecretToRegions: { AddReplicaRegions: [{ Region: 'eu-central-1' }] },
  RotateSecret: {},
  TagResource: { Tags: [{ Key: 'matrix', Value: 'matrix' }] },
  UpdateSecret: { SecretString: 'matrix' },
};

export function secretRequests({ secrets, account: owner }: AccountResources): RequestedAction[] {
  const call = (operation: string, secret: string, members: object): RequestedAction => ({
    action: `secretsmanager:${operation}`,
    resource: secret,
    owner,
    call: jsonCall('secretsmanager', operation, { SecretId: secret, ...members }),
    ...('BlockPublicPolicy' in members && { context: { 'secretsmanager:BlockPublicPolicy': ['true'] } }),
  });
  // Of a name that is taken, so that none is made.
  const made = (secret: string): RequestedAction => {
    const Name = secret.slice(secret.indexOf(':secret:') + ':secret:'.length, -'-AbCdEf'.length);
    return { ...call('CreateSecret', secret, {}), call: jsonCall('secretsmanager', 'CreateSecret', { Name }) };
  };
  return [
    ...secrets.flatMap((secret) => [
      ...SECRET_READS.map((operation) => call(operation, secret, {})),
      ...Object.entries(SECRET_CHANGES).map(([operation, members]) =>
        change((each) => call(operation, each, members), secret, absentBeside(secret)),
      ),
      made(secret),
    ]),
    {
      action: 'secretsmanager:ListSecrets',
      resource: '*',
      owner,
      call: jsonCall('secretsmanager', 'ListSecrets', { MaxResults: 1 }),
    },
  ];
}

/** Nothing has this name, and every policy about the kind of secret covers it. */
function absentBeside(secret: string): string {
  return `${secret.slice(0, secret.lastIndexOf('/'))}/absent-AbCdEf`;
}

const KEY_READS = {
  DescribeKey: {},
  GetKeyPolicy: { PolicyName: 'default' },
  GetKeyRotationStatus: {},
  ListGrants: {},
  ListResourceTags: {},
};

/** What encrypts and decrypts, sent so that nothing comes of it but the answer. */
const KEY_USES = {
  Decrypt: { CiphertextBlob: 'bWF0cml4' },
  Encrypt: { Plaintext: 'bWF0cml4' },
  GenerateDataKey: { KeySpec: 'AES_256' },
  GenerateDataKeyWithoutPlaintext: { KeySpec: 'AES_256' },
};

/** None changes anything: what it asks for is missing, no form of it, or so already. */
const KEY_CHANGES = {
  CancelKeyDeletion: {},
  CreateGrant: {},
  DisableKey: {},
  DisableKeyRotation: {},
  EnableKey: {},
  ReplicateKey: { ReplicaRegion: 'eu-central-1' },
  ScheduleKeyDeletion: { PendingWindowInDays: 7 },
};

/** @param keyPolicy as it is, which is what `PutKeyPolicy` puts */
export function keyRequests({ key, account: owner }: AccountResources, keyPolicy: string): RequestedAction[] {
  const all = { ...KEY_READS, ...KEY_USES, ...KEY_CHANGES, PutKeyPolicy: { Policy: keyPolicy, PolicyName: 'default' } };
  return Object.entries(all).map(([operation, members]) => ({
    action: `kms:${operation}`,
    resource: key,
    owner,
    call: jsonCall('kms', operation, { KeyId: key, ...members }),
  }));
}
