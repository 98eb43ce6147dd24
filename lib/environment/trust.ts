import { PEOPLE, type Person } from './people';
import type { Path } from './problem';
import type { Environment } from './schema';

/** An identity from outside the account that a role in it trusts. */
export interface Trusted {
  readonly path: Path;
  readonly value: string;
  /** Equal for the same identity, however it is written. */
  readonly identity: string;
  readonly role: Person | 'ci';
}

/** Everybody whom the roles of an environment trust: people by their ARNs, the pipeline by its claims. */
export function trustedBy({ people, pipeline }: Environment): Trusted[] {
  const { issuer, repository, environment } = pipeline.oidc;
  const claims = `${issuer} ${repository} ${environment}`;
  return [
    ...PEOPLE.flatMap((role) =>
      people[role].trusts.map((value, index) => ({
        path: ['people', role, 'trusts', index],
        value,
        identity: identityOf(value),
        role,
      })),
    ),
    { path: ['pipeline', 'oidc', 'environment'], value: environment, identity: claims.toLowerCase(), role: 'ci' },
  ];
}

/** IAM tells names apart without regard to case, and a path is no part of them. */
function identityOf(arn: string): string {
  const [, , , , account, resource = ''] = arn.toLowerCase().split(':');
  const [kind, ...path] = resource.split('/');
  return `${account} ${kind} ${path.at(-1)}`;
}
