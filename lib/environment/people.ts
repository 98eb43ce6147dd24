import * as z from 'zod';
import type { Person } from '../contract/roles';
import { block, text } from './fields';

const IDENTITY = 'the ARN of one IAM role or user, without wildcards: arn:aws:iam::<account>:role/<name>';
const USER =
  'the ARN of one IAM user, who alone can show MFA when taking on a role: arn:aws:iam::<account>:user/<name>';

/** The identities that the roles of people trust, never whole accounts: who may act here is read in this file and nowhere else. */
export function peopleBlock() {
  return block(
    {
      deployer: person('Deploys, through the CDK only.', 'role|user', IDENTITY),
      auditor: person('Reads settings and policies, never data or secret values.', 'role|user', IDENTITY),
      operator: person('Manages apps and replaces secrets, and cannot read one.', 'role|user', IDENTITY),
      onCall: person(
        'Reads log lines, metrics, alarms and dashboards, never data or secret values.',
        'role|user',
        IDENTITY,
      ),
      breakGlass: person('Repairs in an emergency: with MFA, for an hour, with an alarm.', 'user', USER),
    } satisfies Record<Person, unknown>,
    'Whom the roles of people trust; nobody who is trusted by the other environment, the auditor excepted.',
  );
}

/** The one workflow that may deploy without a person's own credentials. */
export function pipelineBlock() {
  return block(
    {
      oidc: block(
        {
          issuer: text(
            /^(?=.{4,255}$)([a-z0-9-]+\.)+[a-z]{2,}(\/[\w./-]+)?$/,
            'the host of an OIDC issuer in lower case, without https://',
            'Who signs the workflow’s tokens.',
          ),
          audience: text(/^[\w.:/-]{1,255}$/, 'an audience such as sts.amazonaws.com', 'For whom they are signed.'),
          repository: text(
            /^[\w-]+(?:\/[\w.-]+|@\d+\/[\w.-]+@\d+)$/,
            'one repository as its tokens name it, owner/name or owner@id/name@id (docs/deploying.md, The pipeline)',
            'Repository of the workflow: with the ids of owner and repository when its tokens carry them.',
          ),
          environment: text(
            /^[\w-]{1,100}$/,
            'the name of one deployment environment: letters, digits, hyphens and underscores',
            "The repository's deployment environment, whose rules say who approves.",
          ),
        },
        'Claims that a token must carry, exactly.',
      ),
    },
    'Whom the CI role trusts: one environment of one repository, its own in each file.',
  );
}

function person(description: string, kinds: string, allowed: string) {
  const form = new RegExp(`^arn:aws(-[a-z]+)*:iam::\\d{12}:(${kinds})/([\\w+=,.@-]+/)*[\\w+=,.@-]{1,64}$`);
  return block(
    {
      trusts: z
        .array(text(form, allowed, 'An identity of this account or of an identity account.'), 'a list of ARNs')
        .min(1, 'at least one ARN')
        .max(20, 'at most 20 ARNs, which is what fits into a trust policy')
        .describe('Who may take on the role.'),
    },
    description,
  );
}

/**
 * The subject of the workflow's tokens, which the trust compares letter by letter. Repositories made, renamed or moved since 15 July 2026
 * have the ids in it. Source: GitHub, "OpenID Connect reference", immutable subject claims.
 */
export function tokenSubject({
  repository,
  environment,
}: {
  readonly repository: string;
  readonly environment: string;
}) {
  return `repo:${repository}:environment:${environment}`;
}
