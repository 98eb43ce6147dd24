import { policiesOf } from '../model/policies';
import type { Side } from '../model/side';
import type { Populated } from './identities';

const known = new WeakMap<Side, Populated>();

/** The side that is not under audit, with its policies. */
export function populated(side: Side): Populated {
  const found = known.get(side) ?? { own: side, policies: policiesOf(side) };
  known.set(side, found);
  return found;
}
