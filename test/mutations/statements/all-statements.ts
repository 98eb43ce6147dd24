import { byAction } from './by-action';
import { byCondition } from './by-condition';
import { byDenial } from './by-denial';
import { byPrincipal } from './by-principal';
import { byService } from './by-service';
import type { StatementForm } from './statement';

/** Every way to write the statements of a resource's policy. */
export const STATEMENTS: readonly StatementForm[] = [
  ...byPrincipal,
  ...byCondition,
  ...byAction,
  ...byDenial,
  ...byService,
];
