import { isList, isObject, listOf, type Resolved, type ResolvedObject } from '../template/value';
import type { PlacedPolicy } from './policy-places';
import type { Side } from './side';

/** Every policy with principals, found by its form. Needs no table of types. */
export function policiesByForm(side: Side): PlacedPolicy[] {
  return side.resources.flatMap((holder) =>
    Array.from(documentsIn(holder.properties, []), ({ path, document }): PlacedPolicy => {
      const kind = path[0] === 'AssumeRolePolicyDocument' ? 'trust' : 'resource';
      return { kind, holder, path, document, attachedTo: [holder] };
    }),
  );
}

interface FoundDocument {
  readonly path: readonly (string | number)[];
  readonly document: ResolvedObject;
}

function* documentsIn(value: Resolved, path: readonly (string | number)[]): Iterable<FoundDocument> {
  if (isList(value)) {
    for (const [index, item] of value.entries()) yield* documentsIn(item, [...path, index]);
  } else if (isObject(value)) {
    if (namesPrincipals(value['Statement'])) yield { path, document: value };
    else for (const [name, item] of Object.entries(value)) yield* documentsIn(item, [...path, name]);
  }
}

function namesPrincipals(statements: Resolved | undefined): boolean {
  return listOf(statements).some(
    (each) => isObject(each) && (each['Principal'] !== undefined || each['NotPrincipal'] !== undefined),
  );
}
