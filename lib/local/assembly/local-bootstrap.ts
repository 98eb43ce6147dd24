import { join } from 'node:path';
import { type BootstrapTemplate, bootstrapTemplate } from '../../bootstrap/bootstrap-template';
import { bootstrapCalls } from '../../bootstrap/deploy/cdk-cli-calls';
import { packTemplate } from '../../bootstrap/deploy/compact-template';
import type { Environment } from '../../environment/schema';
import { withSessions } from '../attached-by-api/principal-arn';
import { localise, type Template } from './localise';

export interface LocalBootstrap {
  readonly template: BootstrapTemplate;
  /** A file that holds it. */
  readonly file: string;
  /** What the CDK CLI is given, one after the other. */
  readonly calls: readonly (readonly string[])[];
  readonly notEmulated: readonly string[];
}

/**
 * Writes the local form of an environment's bootstrap: the same that goes to AWS, without the types that the emulator lacks, and with
 * roles named in the form that it needs.
 * @param found whether the account has been bootstrapped before
 */
export function writeLocalBootstrap(environment: Environment, folder: string, found: boolean): LocalBootstrap {
  // Its boundaries tell people's roles apart.
  const named = JSON.parse(withSessions(JSON.stringify(bootstrapTemplate(environment)))) as BootstrapTemplate;
  const packed = packTemplate(named) as unknown as Template;
  // No function is in it, so that the host name is not read.
  const { template: localised, notEmulated } = localise(packed, '');
  const template = localised as unknown as BootstrapTemplate;
  const calls = bootstrapCalls({ environment, template, folder, found });
  return { template, file: join(folder, 'bootstrap.template.json'), calls, notEmulated };
}
