import { tokenSubject } from '../../environment/people';
import type { Names } from '../names';
import { type Resources, role } from '../resource';
import { deployerPolicy } from './people-roles';

/**
 * The role of the one workflow that deploys, and the provider that vouches for it: this repository's this environment, exactly. What
 * another branch, pull request or environment of the repository runs has another subject.
 */
export function pipelineRole(names: Names): Resources {
  const { oidc } = names.environment.pipeline;
  const { issuer, audience, repository, environment } = oidc;
  return {
    OidcProvider: {
      Type: 'AWS::IAM::OIDCProvider',
      Properties: { Url: `https://${issuer}`, ClientIdList: [audience] },
    },
    Ci: role({
      names,
      boundary: 'PeopleBoundary',
      name: names.role('ci'),
      description: `Deploys ${names.prefix} from ${repository}, environment ${environment}`,
      trust: [
        {
          Effect: 'Allow',
          // By its ARN, which is known: the template works without the provider where that cannot be made.
          Principal: { Federated: names.iam(`oidc-provider/${issuer}`) },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: audience,
              [`${issuer}:sub`]: tokenSubject(oidc),
            },
          },
        },
      ],
      policy: deployerPolicy(names),
      dependsOn: ['OidcProvider'],
    }),
  };
}
