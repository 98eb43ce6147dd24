import { join } from 'node:path';
import { keyAlias } from '../../contract/names';
import type { Environment } from '../../environment/schema';
import { type EmulatedEndpoint, emulatedConfig } from '../../operations/account/emulated-config';
import { readTemplate, templatesIn } from '../assembly/templates';
import { attachPermissionsBoundaries } from './permissions-boundaries';
import { attachReservedConcurrency } from './reserved-concurrency';
import { attachSecretAndBucketSettings } from './secret-and-bucket-settings';
import { attachTableSettings } from './table-settings';

/**
 * Attaches by API what the emulator's CloudFormation drops of a deployment, and reads all of it back.
 * @param folder of the account, with the AWS assembly, its local form and the bootstrap's template
 * @throws Refusal naming what the account still lacks
 */
export async function attachDroppedSettings(
  { name, account }: Environment,
  endpoint: EmulatedEndpoint,
  folder: string,
): Promise<void> {
  const local = templatesIn(join(folder, 'assembly'));
  await attachTableSettings(emulatedConfig(endpoint), local, keyAlias(name));
  await attachReservedConcurrency(emulatedConfig(endpoint), local);
  // Policies of secrets are among what the local form leaves out.
  await attachSecretAndBucketSettings(emulatedConfig(endpoint), templatesIn(join(folder, 'aws-assembly')));
  const bootstrap = readTemplate(join(folder, 'bootstrap.template.json'));
  await attachPermissionsBoundaries(emulatedConfig(endpoint), account, [bootstrap, ...local]);
}
