import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CfnElement, Stack } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { Environment } from '../../environment/schema';
import { openings } from '../../isolation/openings';
import type { JsonObject } from '../../isolation/template/json';

/** A construct that would let the other environment in, with its path and what to do. */
export class BoundaryOpened extends Error {
  override readonly name = 'BoundaryOpened';
}

/**
 * Refuses what was just synthesized when a construct says something that opens the boundary: a policy, a trust or a permission that would
 * let the other account in, or its number anywhere. `airlock audit` looks at the whole; this says at once which construct it is.
 * It reads the templates from the assembly: an aspect would render each resource a second time, a tenth of a synthesis.
 * @throws BoundaryOpened; the assembly then has no manifest any more, and cannot be deployed
 */
export function guardBoundary(app: App, { directory }: CloudAssembly, own: Environment, other: Environment): void {
  for (const stack of app.node.findAll().filter(Stack.isStack)) {
    const { Resources = {} } = JSON.parse(readFileSync(join(directory, stack.templateFile), 'utf8'));
    for (const [logicalId, resource] of Object.entries<JsonObject>(Resources)) {
      const [first] = openings({ Resources: { [logicalId]: resource } }, own, other);
      if (!first) continue;
      rmSync(join(directory, 'manifest.json'));
      throw new BoundaryOpened(`${pathOf(stack, logicalId)}: ${first.reason} (${first.rule})\n  ${first.fix}`);
    }
  }
}

/** The construct that became a resource of a template. */
function pathOf(stack: Stack, logicalId: string): string {
  const element = stack.node
    .findAll()
    .find((node) => CfnElement.isCfnElement(node) && stack.resolve(node.logicalId) === logicalId);
  return element?.node.path ?? `${stack.node.path}/${logicalId}`;
}
