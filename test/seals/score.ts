import { Deployed } from './deployed';
import type { LayerName } from './documents';
import type { Layer } from './layer';
import { attachedBoundaries } from './layers/attached-boundaries';
import { boundaries } from './layers/boundaries';
import { identityPolicies } from './layers/identity-policies';
import { keyPolicy } from './layers/key-policy';
import { organisation } from './layers/organization';
import { permissions } from './layers/permissions';
import { properties } from './layers/properties';
import { resourcePolicies } from './layers/resource-policies';
import { trust } from './layers/trust';
import { type Mutant, mutantsOf } from './mutants';
import type { Side } from './sides';

const LAYERS: Readonly<Record<LayerName, Layer>> = {
  'resource policy': resourcePolicies,
  'key policy': keyPolicy,
  trust,
  permission: permissions,
  'identity policy': identityPolicies,
  boundary: boundaries,
  'boundary attached': attachedBoundaries,
  organisation,
  property: properties,
};

/** A removal, and the first thing that its layer said of it; undefined when it did not notice. */
export interface Judged extends Mutant {
  readonly environment: string;
  readonly noticed: string | undefined;
}

/** What does not hold in the templates as they are. */
export function faultsOf(side: Side): string[] {
  const deployed = Deployed.of(side);
  return Object.values(LAYERS).flatMap((layer) =>
    [...layer.check(deployed)].map((fault) => `${side.environment.name}, ${layer.name}: ${fault}`),
  );
}

/** Every removal from a side's templates, judged by the one layer that it belongs to. */
export function* judge(side: Side): Generator<Judged> {
  const deployed = Deployed.of(side);
  for (const mutant of mutantsOf(side)) {
    const changed = deployed.with(mutant, mutant.definition);
    const [noticed] = LAYERS[mutant.layer].check(changed, mutant.definition && mutant);
    yield { ...mutant, environment: side.environment.name, noticed };
  }
}
