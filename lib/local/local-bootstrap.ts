import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapTemplate } from '../bootstrap/bootstrap-template';
import { packTemplate } from '../bootstrap/pack-template';
import type { Environment } from '../environment/schema';
import { localise, type Template } from './localise';

export interface LocalBootstrap {
  /** For `cdk bootstrap --template`. */
  readonly file: string;
  readonly notEmulated: readonly string[];
}

/** Writes the local form of an environment's bootstrap: the same that goes to AWS, without the types that the emulator lacks. */
export function writeLocalBootstrap(environment: Environment, folder: string): LocalBootstrap {
  const packed = packTemplate(bootstrapTemplate(environment)) as unknown as Template;
  // No function is in it, so that nobody reads the host name.
  const { template, notEmulated } = localise(packed, '');
  const file = join(folder, 'bootstrap.template.json');
  writeFileSync(file, JSON.stringify(template, null, 1));
  return { file, notEmulated };
}
