import type { Names } from '../names';
import { deny, type Statement } from '../policies/policy-document';
import { ownedByAws } from './cross-account-actions';

/**
 * Denies what belongs to another account, AWS's own included. Where AWS does not say which account owns a resource, it is denied too:
 * `StringNotEquals` holds for a missing key, and `…IfExists` would change nothing about that.
 */
export function denyOtherAccounts({ account }: Names): Statement {
  return deny('ForeignResources', ['*'], '*', { StringNotEquals: { 'aws:ResourceAccount': account } });
}

/**
 * The same for roles that also make calls without a resource: AWS does not send an owner with each of these, and a missing key is
 * allowed here. Their policies name this account's resources only, which closes the rest.
 */
export function denyForeignResources(names: Names): Statement {
  const strict = denyOtherAccounts(names);
  return { ...strict, Condition: { ...strict.Condition, Null: { 'aws:ResourceAccount': 'false' } } };
}

/** The same for people, who also read resources that AWS owns and shares with all accounts. */
export function denyForeignResourcesUnlessOfAws(names: Names): Statement {
  const { Resource: _, ...statement } = denyForeignResources(names);
  return { ...statement, NotResource: ownedByAws(names.partition) };
}
