import { CfnResource, type IAspect, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Environment } from '../environment/schema';
import { openings } from '../isolation/openings';
import type { JsonObject } from '../isolation/template/json';

/** A construct that would let the other environment in, with its path and what to do. */
export class BoundaryOpened extends Error {
  override readonly name = 'BoundaryOpened';
}

/**
 * Stops the synthesis as soon as a construct says something that opens the boundary: a policy, a trust or a permission that would let the
 * other account in, or its number anywhere. `airlock audit` looks at the whole; this says at once which construct it is.
 */
export class BoundaryGuard implements IAspect {
  constructor(
    private readonly own: Environment,
    private readonly other: Environment,
  ) {}

  visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node)) return;
    const [first] = openings(templateOf(node), this.own, this.other);
    if (!first) return;
    throw new BoundaryOpened(`${node.node.path}: ${first.reason} (${first.rule})\n  ${first.fix}`);
  }
}

/** What the resource will say in its template, as JSON. The CDK renders a resource itself and has no public name for it. */
function templateOf(resource: CfnResource): JsonObject {
  const rendered = resource as unknown as { _toCloudFormation(): object };
  return JSON.parse(JSON.stringify(Stack.of(resource).resolve(rendered._toCloudFormation())));
}
