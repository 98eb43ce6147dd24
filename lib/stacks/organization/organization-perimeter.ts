/** One side of the perimeter, as the organisation draws it around one account. */
export interface PerimeterProps {
  /** The account inside. */
  readonly account: string;
  /** The account that nothing may pass to or from. */
  readonly otherAccount: string;
  /** ARN of the one role that is let through; of either account. */
  readonly breakGlassArn: string;
}

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Deny';
  readonly Principal?: '*';
  readonly Action: string | readonly string[];
  readonly Resource: '*';
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ControlPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** What AWS Organizations takes of either kind of policy, without white space. */
export const MAX_CHARACTERS = 5120;

/**
 * What resource control policies bind. Of STS they bind more; a session with a web identity or SAML has no account to
 * compare, and is decided by the trust of its role.
 * Source: AWS Organizations user guide, "Resource control policies".
 */
const BOUND_BY_RCP = [
  's3:*',
  'sqs:*',
  'kms:*',
  'secretsmanager:*',
  'dynamodb:*',
  'logs:*',
  'ecr:*',
  'sts:AssumeRole',
] as const;

/**
 * For the principals of an account: nothing of the other account is theirs to use, whatever the other side grants. It
 * names the other account instead of "all but our own": that would also lock out what AWS owns and people's federation.
 */
export function serviceControlPolicy({ account, otherAccount, breakGlassArn }: PerimeterProps): ControlPolicy {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'NothingOfTheOtherAccount',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          StringEquals: { 'aws:ResourceAccount': otherAccount },
          ...exceptFor(breakGlassArn, account),
        },
      },
    ],
  };
}

/**
 * For the resources of an account: no principal of the other account, and no AWS service acting for it, whatever their
 * own policies grant.
 */
export function resourceControlPolicy({ otherAccount, breakGlassArn }: PerimeterProps): ControlPolicy {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'NobodyOfTheOtherAccount',
        Effect: 'Deny',
        Principal: '*',
        Action: BOUND_BY_RCP,
        Resource: '*',
        Condition: {
          StringEquals: { 'aws:PrincipalAccount': otherAccount },
          ...exceptFor(breakGlassArn, otherAccount),
        },
      },
      {
        Sid: 'NoServiceForTheOtherAccount',
        Effect: 'Deny',
        Principal: '*',
        Action: BOUND_BY_RCP,
        Resource: '*',
        // Only calls by services say for whose resource they are made.
        Condition: { StringEquals: { 'aws:SourceAccount': otherAccount } },
      },
    ],
  };
}

/** The exception stands only where the role can be the caller. */
function exceptFor(breakGlassArn: string, callers: string): Statement['Condition'] {
  return breakGlassArn.split(':')[4] === callers ? { ArnNotEquals: { 'aws:PrincipalArn': breakGlassArn } } : {};
}
