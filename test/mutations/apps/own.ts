import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FUNCTIONS, ledgerArchiveName } from '../../../lib/constructs/names';
import { loadEnvironments } from '../../../lib/environment/load';
import type { Environment } from '../../../lib/environment/schema';
import type { SideInput } from '../../../lib/isolation/model/side-input';
import type { JsonObject } from '../../../lib/isolation/template/json';
import { EnvironmentApp } from '../../../lib/stacks/environment-app';
import type { Base } from '../base';
import type { Party } from '../site';

/** The project's own two assemblies, with handlers of one line: the edits are about the templates. */
export function ownApp(): Base {
  const { sandbox, live } = loadEnvironments();
  return {
    name: 'airlock',
    sides: { sandbox: synthesize(sandbox, live), live: synthesize(live, sandbox) },
    parties: { sandbox: partyOf(sandbox), live: partyOf(live) },
  };
}

function partyOf(environment: Environment): Party {
  if (!environment.domain) throw new Error(`environments/${environment.name}.yaml has no domain to take a host from`);
  return {
    environment: environment.name,
    account: environment.account,
    host: environment.domain.name,
    bucket: ledgerArchiveName(environment),
  };
}

function synthesize(environment: Environment, other: Environment): SideInput {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-mutations-'));
  try {
    for (const name of FUNCTIONS) {
      mkdirSync(join(folder, 'handlers', name), { recursive: true });
      writeFileSync(join(folder, 'handlers', name, 'index.js'), `exports.handler = async () => '${name}';\n`);
    }
    const handlers = join(folder, 'handlers');
    const { stacks } = new EnvironmentApp({ environment, other, handlers, outdir: join(folder, 'assembly') }).synth();
    const inputs = stacks.map(({ stackName, template }) => ({ name: stackName, template: template as JsonObject }));
    // Edits add to the first: the one with the alarm topic, the key and the log role.
    inputs.sort((left, right) => rank(left.name) - rank(right.name));
    const { account, region } = environment;
    return { account, region, stacks: inputs, environment };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rank(stack: string): number {
  return stack.endsWith('-foundation') ? 0 : 1;
}
