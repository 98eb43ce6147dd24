import type { Base } from '../edits/base-app';
import type { Case } from '../edits/case';
import { bootstrapCases } from './bootstrap';
import { channelCases } from './channels/channel-cases';
import { existingChannelCases } from './channels/existing-channels';
import { codeCases } from './code';
import { flagCases } from './flags';
import { harmlessCases } from './harmless';
import { indirectionCases } from './names/indirection';
import { madeUpNameCases } from './names/made-up-names';
import { inPlaceCases } from './policies/existing-policies';
import { functionPermissionCases } from './policies/function-permissions';
import { policyCases } from './policies/resource-policies';
import { trustCases } from './policies/trust';
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
