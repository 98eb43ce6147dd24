import {
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  ResourceNotFoundException,
} from '@aws-sdk/client-secrets-manager';
import { secretName } from '../../contract/names';
import { TAGS } from '../../contract/tags';
import { providerStates } from '../../environment/providers';
import { type Check, lacking, notChecked, ok, type SubjectResult } from './check';
import type { InspectedAccount } from './inspected-account';

/** Each PSP that serves here has its credentials in place. Whether they are right only the PSP knows; they are not read. */
export const secrets: Check = {
  id: 'secrets',
  actions: ['secretsmanager:DescribeSecret'],
  inspect: (account) => {
    const { name } = account.environment;
    const psps = providerStates(account.environment).filter(({ host }) => host !== undefined);
    return Promise.all(
      psps.map(async ({ provider, state, reason }) => {
        const id = secretName(name, 'psp', provider);
        const secret = await describe(account, id);
        if (!secret) return lacking(id, 'missing', `npx airlock deploy ${name}`);
        if (secret.DeletedDate) {
          return lacking(id, 'about to be deleted', `aws secretsmanager restore-secret --secret-id ${id}`);
        }
        return secretResult(id, secret, account.local, state === 'available' ? undefined : (reason ?? state));
      }),
    );
  },
};

async function describe({ secrets: client }: InspectedAccount, SecretId: string) {
  try {
    return await client.send(new DescribeSecretCommand({ SecretId }));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** @param pending why the PSP does not serve yet; undefined when it does */
function secretResult(
  id: string,
  { VersionIdsToStages = {}, Tags = [] }: DescribeSecretCommandOutput,
  local: boolean,
  pending: string | undefined,
): SubjectResult {
  const labels = Object.values(VersionIdsToStages).flat();
  const current = labels.includes('AWSCURRENT');
  const written = Tags.some(({ Key }) => Key === TAGS.fingerprint) || labels.includes('AWSPREVIOUS');
  if (current && (written || !local)) return ok(id, 'has a value');
  if (pending) return ok(id, `not needed yet: ${pending}`);
  if (current) return notChecked(id, 'the emulator gives an empty secret a version, and nobody reads its value');
  const fix = `aws secretsmanager put-secret-value --secret-id ${id} --secret-string file://FILE, then npx airlock info shows it loaded`;
  return lacking(id, 'empty', fix);
}
