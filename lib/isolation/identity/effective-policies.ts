import { describeText } from '../template/value';
import type { Identity } from './identities';
import { managedDocument } from './managed-policies';
import { type ReadPolicy, readPolicy } from './read-policy';

const known = new WeakMap<Identity, readonly ReadPolicy[]>();

/** All policies of somebody as far as they are known: those of the templates, and AWS managed ones by their table. */
export function effectivePolicies(identity: Identity): readonly ReadPolicy[] {
  const found = known.get(identity) ?? [...identity.policies, ...managed(identity)];
  known.set(identity, found);
  return found;
}

function managed({ resource, elsewhere }: Identity): ReadPolicy[] {
  return elsewhere.flatMap((arn) => {
    const document = managedDocument(describeText(arn));
    return document ? [readPolicy(resource, ['ManagedPolicyArns'], document, 'identity')] : [];
  });
}
