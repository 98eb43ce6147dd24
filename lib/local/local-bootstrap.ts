import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BootstrapTemplate, bootstrapTemplate } from '../bootstrap/bootstrap-template';
import { packTemplate } from '../bootstrap/pack-template';
import type { Environment } from '../environment/schema';
import { localise, type Template } from './localise';
import { withSessions } from './principal-arn';

export interface LocalBootstrap {
  /** For `cdk bootstrap --template`. */
  readonly file: string;
  readonly notEmulated: readonly string[];
}

/**
 * Writes the local form of an environment's bootstrap: the same that goes to AWS, without the types that the emulator lacks, and with
 * roles named as it has to be told them.
 */
export function writeLocalBootstrap(environment: Environment, folder: string): LocalBootstrap {
  // Its boundaries tell people's roles apart.
  const named = JSON.parse(withSessions(JSON.stringify(bootstrapTemplate(environment)))) as BootstrapTemplate;
  const packed = packTemplate(named) as unknown as Template;
  // No function is in it, so that nobody reads the host name.
  const { template, notEmulated } = localise(packed, '');
  const file = join(folder, 'bootstrap.template.json');
  writeFileSync(file, JSON.stringify(template, null, 1));
  return { file, notEmulated };
}
