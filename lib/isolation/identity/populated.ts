import { policiesOf } from '../model/policies';
import type { Side } from '../model/side';
import type { Populated } from './identities';

const known = new WeakMap<Side, Populated>();

/** A side with its policies, the same whether it is under audit or the other one: what is worked out for each of them is kept by it. */
export function populated(side: Side): Populated {
  const found = known.get(side) ?? { own: side, policies: policiesOf(side) };
  known.set(side, found);
  return found;
}
