import { createHmac } from 'node:crypto';
import {
  CreateSecretCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  type SecretsManagerClient,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { keyAlias } from '../../contract/names';
import { TAGS } from '../../contract/tags';
import type { Environment } from '../../environment/schema';
import { sealedSecretPolicy } from '../../environment/seal';

export interface SealedSecretProps {
  /** Full name, `airlock/<environment>/…`. */
  readonly name: string;
  readonly description: string;
  readonly value: string;
  /** Beside the environment's own tags and the fingerprint. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Writes a secret that only this account can read. Its policy and its fingerprint are there before its value is; run
 * again after an interruption, it seals what exists and gives it the new value.
 * @returns the id of the version that holds the value
 */
export async function writeSealedSecret(
  client: Pick<SecretsManagerClient, 'send'>,
  environment: Environment,
  { name, description, value, tags }: SealedSecretProps,
): Promise<string> {
  const all = {
    ...environment.tags,
    [TAGS.environment]: environment.name,
    ...tags,
    [TAGS.fingerprint]: fingerprint(environment.fingerprintSalt, value),
  };
  const Tags = Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
  const KmsKeyId = keyAlias(environment.name);
  try {
    await client.send(new CreateSecretCommand({ Name: name, Description: description, KmsKeyId, Tags }));
  } catch (error) {
    if (!(error instanceof ResourceExistsException)) throw error;
    await client.send(new TagResourceCommand({ SecretId: name, Tags }));
  }
  const ResourcePolicy = sealedSecretPolicy(environment.account);
  await client.send(new PutResourcePolicyCommand({ SecretId: name, ResourcePolicy, BlockPublicPolicy: true }));
  const { VersionId } = await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: value }));
  if (!VersionId) throw new Error(`secrets manager gave no version id for ${name}`);
  return VersionId;
}

/**
 * Hex HMAC-SHA256 of a secret value; a tag on every secret, so that equal values on both sides show without anyone reading them.
 * @param salt not a secret; equal in both environment files
 */
export function fingerprint(salt: string, value: string): string {
  return createHmac('sha256', salt).update(value, 'utf8').digest('hex');
}
