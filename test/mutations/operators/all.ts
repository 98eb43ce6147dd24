import type { Base } from '../base';
import type { Case } from '../case';
import { bootstrapCases } from './bootstrap';
import { channelCases } from './channels';
import { codeCases } from './code';
import { existingChannelCases } from './existing-channels';
import { flagCases } from './flags';
import { functionPermissionCases } from './function-permissions';
import { harmlessCases } from './harmless';
import { inPlaceCases } from './in-place';
import { indirectionCases } from './indirection';
import { madeUpNameCases } from './made-up-names';
import { policyCases } from './policies';
import { trustCases } from './trust';
import { undecidableCases } from './undecidable';

/** Every edit there is; those without an app of their own take turns. */
export function allCases(bases: readonly Base[]): Case[] {
  return [
    ...policyCases,
    ...trustCases,
    ...channelCases,
    ...flagCases,
    ...functionPermissionCases,
    ...indirectionCases,
    ...bootstrapCases,
    ...codeCases,
    ...bases.flatMap(inPlaceCases),
    ...bases.flatMap(existingChannelCases),
    ...harmlessCases(bases.map(({ name }) => name)),
    ...undecidableCases,
    ...madeUpNameCases,
  ];
}
