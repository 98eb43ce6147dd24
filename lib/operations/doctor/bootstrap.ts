import { bootstrapStack } from '../../bootstrap/bootstrap-template';
import { planBootstrap } from '../bootstrap/bootstrap';
import { brokenBootstrap } from '../bootstrap/broken-bootstrap';
import type { Check, Patient } from './check';
import { findStack, outputOf } from './find-stack';
import { lacking, notChecked, type Observation, ok } from './finding';

/** The account's bootstrap is ours as this checkout writes it: with the file's qualifier, and changed by nobody. */
export const bootstrap: Check = {
  id: 'bootstrap',
  actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
  look: async (patient) => {
    const subject = bootstrapStack(patient.environment);
    const stack = await findStack(patient, subject);
    const fix = `npx airlock bootstrap ${patient.environment.name}`;
    // What an attempt leaves that failed before it made anything.
    if (!stack || stack.StackStatus === 'REVIEW_IN_PROGRESS') return [lacking(subject, 'not deployed', fix)];
    const broken = brokenBootstrap(patient.environment, stack.StackStatus ?? '');
    if (broken) return [lacking(subject, broken.found, broken.fix)];
    const version = outputOf(stack, 'BootstrapVersion');
    if (!version) return [lacking(subject, 'has no BootstrapVersion: not a bootstrap of the CDK', fix)];
    return [ok(subject, `version ${version}`), await compared(patient, subject, fix)];
  },
};

const SHOWN = 5;

async function compared(
  { cloudformation, environment, local }: Patient,
  stack: string,
  fix: string,
): Promise<Observation> {
  const subject = `${stack} template`;
  if (local) return notChecked(subject, 'emulated accounts get it without the types that the emulator lacks');
  const { differences, parameters } = await planBootstrap(cloudformation, environment);
  const different = [...differences.map(({ logicalId }) => logicalId), ...Object.keys(parameters)].sort();
  if (different.length === 0) return ok(subject, 'as this checkout writes it');
  const more = different.length > SHOWN ? ` and ${different.length - SHOWN} more` : '';
  const found = `not as this checkout writes it: ${different.slice(0, SHOWN).join(', ')}${more}`;
  return lacking(subject, found, `${fix} shows each difference before it changes anything`);
}
