import { bucketName } from '../../../lib/contract/names';
import { loadEnvironments } from '../../../lib/environment/load';
import type { Environment } from '../../../lib/environment/schema';
import type { SideInput } from '../../../lib/isolation/model/side-input';
import { templatesOnce } from '../../stacks/templates-once';
import type { Base } from '../edits/base-app';
import type { Party } from '../edits/site';

/** The project's own two assemblies, with handlers of one line: the edits are about the templates. */
export function ownApp(): Base {
  const { sandbox, live } = loadEnvironments();
  return {
    name: 'airlock',
    sides: { sandbox: sideOf(sandbox), live: sideOf(live) },
    parties: { sandbox: partyOf(sandbox), live: partyOf(live) },
  };
}

function partyOf(environment: Environment): Party {
  if (!environment.domain) throw new Error(`environments/${environment.name}.yaml has no domain to take a host from`);
  return {
    environment: environment.name,
    account: environment.account,
    host: environment.domain.name,
    bucket: bucketName(environment, 'ledger-archive'),
  };
}

function sideOf(environment: Environment): SideInput {
  const templates = Object.entries(templatesOnce(environment.name));
  const stacks = templates.map(([name, template]) => ({ name, template }));
  // Edits add to the first: the one with the alarm topic, the key and the log role.
  stacks.sort((left, right) => rank(left.name) - rank(right.name));
  const { account, region } = environment;
  return { account, region, stacks, environment };
}

function rank(stack: string): number {
  return stack.endsWith('-foundation') ? 0 : 1;
}
