import type { StatementForm } from './statement';
import { byAction } from './statements/by-action';
import { byCondition } from './statements/by-condition';
import { byDenial } from './statements/by-denial';
import { byPrincipal } from './statements/by-principal';
import { byService } from './statements/by-service';

/** Every way to write the statements of a resource's policy. */
export const STATEMENTS: readonly StatementForm[] = [
  ...byPrincipal,
  ...byCondition,
  ...byAction,
  ...byDenial,
  ...byService,
];
