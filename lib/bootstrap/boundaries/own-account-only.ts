import type { Names } from '../names';
import { deny, type Statement } from '../policies/policy-document';
import { ownedByAws } from './cross-account-actions';

/**
 * Denies what belongs to another account, AWS's own included. Where AWS does not say to whom something belongs, it is denied too:
 * `StringNotEquals` holds for a missing key, and `…IfExists` would change nothing about that.
 */
export function onlyOwnAccount({ account }: Names): Statement {
  return deny('ForeignResources', ['*'], '*', { StringNotEquals: { 'aws:ResourceAccount': account } });
}

/**
 * The same for whoever also makes calls that are about no resource: AWS does not say for every one of them to whom it belongs, and a
 * missing key is let through. What they are allowed names this account's resources, which closes what is left.
 */
export function notForeign(names: Names): Statement {
  const strict = onlyOwnAccount(names);
  return { ...strict, Condition: { ...strict.Condition, Null: { 'aws:ResourceAccount': 'false' } } };
}

/** The same for people, who also look at what AWS owns for everybody. */
export function notForeignUnlessOfAws(names: Names): Statement {
  const { Resource: _, ...statement } = notForeign(names);
  return { ...statement, NotResource: ownedByAws(names.partition) };
}
