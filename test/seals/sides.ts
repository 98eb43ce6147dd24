import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapTemplate } from '../../lib/bootstrap/bootstrap-template';
import { Names } from '../../lib/bootstrap/names';
import { loadEnvironments } from '../../lib/environment/load';
import { otherEnvironment } from '../../lib/environment/modes';
import { loadOrganization, type Organization } from '../../lib/environment/organization';
import { projectRoot } from '../../lib/environment/project-root';
import type { Environment } from '../../lib/environment/schema';
import type { JsonObject } from '../../lib/isolation/template/json';
import { OrganizationApp } from '../../lib/stacks/organization/organization-app';
import { templatesOf } from '../stacks/synthesize-app';
import { templatesOnce } from '../stacks/templates-once';

/** One environment, and every template that has a say in it: its stacks, its bootstrap, the organisation's perimeter. */
export interface Side {
  readonly environment: Environment;
  /** The environment that must not be reached from here, nor from there. */
  readonly other: Environment;
  readonly organization: Organization;
  readonly names: Names;
  /** By stack. */
  readonly templates: Readonly<Record<string, JsonObject>>;
}

/** Both sides, with handlers of one line: what the templates say does not depend on the code. */
export function synthesizeSides(): readonly Side[] {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-seals-'));
  try {
    const environments = loadEnvironments();
    const organization = loadOrganization(environments, join(projectRoot(), 'docs', 'examples'));
    const perimeter = templatesOf(
      new OrganizationApp({ organization, environments, outdir: join(folder, 'perimeter') }),
    );
    return ([environments.sandbox, environments.live] as const).map((environment) => {
      const names = new Names(environment);
      const other = environments[otherEnvironment(environment.name)];
      return {
        environment,
        other,
        organization,
        names,
        templates: {
          [names.stack]: JSON.parse(JSON.stringify(bootstrapTemplate(environment))) as JsonObject,
          ...templatesOnce(environment.name),
          ...perimeter,
        },
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
