import { PEOPLE, type Person } from '../contract/roles';
import type { FieldPath } from './problem';
import type { Environment } from './schema';

/** An identity from outside the account that a role in it trusts. */
export interface TrustedIdentity {
  readonly path: FieldPath;
  readonly value: string;
  /** Two with one of these in common are the same identity, however they are written. */
  readonly identities: readonly string[];
  readonly role: Person | 'ci';
}

/** All identities that the roles of an environment trust: people by their ARNs, the pipeline by its claims. */
export function trustedIdentities({ people, pipeline }: Environment): TrustedIdentity[] {
  const { issuer, repository, environment } = pipeline.oidc;
  const claims = namesOf(repository).map((name) => `${issuer} ${name} ${environment}`.toLowerCase());
  return [
    ...PEOPLE.flatMap((role) =>
      people[role].trusts.map((value, index) => ({
        path: ['people', role, 'trusts', index],
        value,
        identities: [identityOf(value)],
        role,
      })),
    ),
    { path: ['pipeline', 'oidc', 'environment'], value: environment, identities: claims, role: 'ci' },
  ];
}

/** IAM tells names apart without regard to case, and a path is no part of them. */
function identityOf(arn: string): string {
  const [, , , , account, resource = ''] = arn.toLowerCase().split(':');
  const [kind, ...path] = resource.split('/');
  return `${account} ${kind} ${path.at(-1)}`;
}

/** A repository keeps its ids when it gets another name, and its owner can switch the ids in its tokens on. */
function namesOf(repository: string): string[] {
  const names = repository.replaceAll(/@\d+/g, '');
  return names === repository ? [names] : [names, repository.replaceAll(/[^/@]+@/g, '@')];
}
