import { oncePer } from '../once-per';
import { describeText } from '../template/value';
import type { Identity } from './identities';
import { managedDocument } from './managed-policies';
import { type ReadPolicy, readPolicy } from './read-policy';

/** All known policies of an identity: those in the templates, and AWS managed policies by their table. */
export const effectivePolicies = oncePer((identity: Identity): readonly ReadPolicy[] => [
  ...identity.policies,
  ...managed(identity),
]);

function managed({ resource, elsewhere }: Identity): ReadPolicy[] {
  return elsewhere.flatMap((arn) => {
    const document = managedDocument(describeText(arn));
    return document ? [readPolicy(resource, ['ManagedPolicyArns'], document, 'identity')] : [];
  });
}
