import { bootstrapStack } from '../../bootstrap/bootstrap-template';
import { brokenBootstrap } from '../bootstrap/broken-bootstrap';
import { planBootstrap } from '../bootstrap/deploy-bootstrap';
import { type Check, lacking, notChecked, ok, type SubjectResult } from './check';
import { findStack, outputOf } from './find-stack';
import type { InspectedAccount } from './inspected-account';

/** The account's bootstrap is the one that this checkout writes, with the file's qualifier, and unchanged. */
export const bootstrap: Check = {
  id: 'bootstrap',
  actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
  inspect: async (account) => {
    const subject = bootstrapStack(account.environment);
    const stack = await findStack(account, subject);
    const fix = `npx airlock bootstrap ${account.environment.name}`;
    // What an attempt leaves that failed before it made anything.
    if (!stack || stack.StackStatus === 'REVIEW_IN_PROGRESS') return [lacking(subject, 'not deployed', fix)];
    const broken = brokenBootstrap(account.environment, stack.StackStatus ?? '');
    if (broken) return [lacking(subject, broken.found, broken.fix)];
    const version = outputOf(stack, 'BootstrapVersion');
    if (!version) return [lacking(subject, 'has no BootstrapVersion: not a bootstrap of the CDK', fix)];
    return [ok(subject, `version ${version}`), await compared(account, subject, fix)];
  },
};

const SHOWN = 5;

async function compared(
  { cloudformation, environment, local }: InspectedAccount,
  stack: string,
  fix: string,
): Promise<SubjectResult> {
  const subject = `${stack} template`;
  if (local) return notChecked(subject, 'emulated accounts get it without the types that the emulator lacks');
  const { differences, parameters } = await planBootstrap(cloudformation, environment);
  const different = [...differences.map(({ logicalId }) => logicalId), ...Object.keys(parameters)].sort();
  if (different.length === 0) return ok(subject, 'as this checkout writes it');
  const more = different.length > SHOWN ? ` and ${different.length - SHOWN} more` : '';
  const found = `not as this checkout writes it: ${different.slice(0, SHOWN).join(', ')}${more}`;
  return lacking(subject, found, `${fix} shows each difference before it changes anything`);
}
