import type { PlacedPolicy } from '../model/policy-places';
import type { SideResource } from '../model/side';
import { compilePolicy, type Policy } from '../policy/policy';
import { type PolicyKind, readPolicyDocument, type StatementSource } from '../policy/policy-document';
import type { Resolved } from '../template/value';

/** A policy both as it is written and ready to be asked. */
export interface ReadPolicy {
  readonly holder: SideResource;
  /** Below the holder's properties. */
  readonly path: readonly (string | number)[];
  readonly compiled: Policy;
  /** At the same positions as the compiled ones. */
  readonly statements: readonly StatementSource[];
}

export function readPolicy(
  holder: SideResource,
  path: readonly (string | number)[],
  document: Resolved,
  kind: PolicyKind,
): ReadPolicy {
  const name = `${holder.stack}/${holder.logicalId} ${path.join('.')}`;
  return {
    holder,
    path,
    compiled: compilePolicy({ name, kind, document }),
    statements: readPolicyDocument(document, kind).statements,
  };
}

const known = new WeakMap<PlacedPolicy, ReadPolicy>();

export function readPlaced(placed: PlacedPolicy): ReadPolicy {
  const { holder, path, document, kind } = placed;
  const found = known.get(placed) ?? readPolicy(holder, path, document, kind);
  known.set(placed, found);
  return found;
}
