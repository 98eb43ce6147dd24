/** A statement of a resource policy, as JSON. */
export interface SealStatement {
  readonly Sid: string;
  readonly Effect: 'Deny';
  readonly Principal: '*';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface SealProps {
  /** The account that owns the resource, and the only one that may reach it. */
  readonly account: string;
  /** Every action that the resource's policy can speak of, for example `s3:*`. */
  readonly actions: string | readonly string[];
  /** As the policy itself has to name it, for example `*` in a key's policy. */
  readonly resources: string | readonly string[];
}

/**
 * What every resource policy of an environment denies: principals of another account, AWS services that act for another account, and
 * every request without TLS. AWS services that act for this account pass, also those that do not say for which account they act, because they
 * call as services; what those may do is bound where it is allowed (`WITHOUT_SOURCE_ACCOUNT`). It allows nothing.
 *
 * `Null` is in the first statement because a service's call may carry the account for which it acts and no principal of ours.
 * `Bool`, never `BoolIfExists`, for TLS: calls that a service passes on for us do not say how they came.
 */
export function sealStatements({ account, actions, resources }: SealProps): readonly SealStatement[] {
  const deny = { Effect: 'Deny', Principal: '*', Action: actions, Resource: resources } as const;
  return [
    {
      Sid: 'DenyForeignPrincipals',
      ...deny,
      Condition: {
        StringNotEquals: { 'aws:PrincipalAccount': account },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        Null: { 'aws:SourceAccount': 'true' },
      },
    },
    {
      Sid: 'DenyServicesOfOtherAccounts',
      ...deny,
      Condition: { StringNotEquals: { 'aws:SourceAccount': account }, Null: { 'aws:SourceAccount': 'false' } },
    },
    { Sid: 'DenyWithoutTls', ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  ];
}

/**
 * The policy of an app's secret, byte for byte as it is sent: an alarm goes off at any other. Allowing is left to the account's own roles.
 */
export function sealedSecretPolicy(account: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: sealStatements({ account, actions: 'secretsmanager:*', resources: '*' }),
  });
}

/** A service that may not say for which account it acts, where it calls us, and what binds it to this account instead. */
export interface WithoutSourceAccount {
  readonly service: string;
  /** CloudFormation type whose policy allows the service. */
  readonly on: string;
  /** Condition key that holds this account, required wherever the service is allowed. */
  readonly boundBy: string;
}

/**
 * The exceptions: every other service that is allowed anywhere is held to `aws:SourceAccount`. A service that is not in this table and
 * does not send that key cannot be allowed, for example EventBridge to an encrypted topic: nothing would limit it to the account.
 */
export const WITHOUT_SOURCE_ACCOUNT: readonly WithoutSourceAccount[] = [
  { service: 'logs', on: 'AWS::KMS::Key', boundBy: 'kms:EncryptionContext:aws:logs:arn' },
  { service: 'cloudtrail', on: 'AWS::KMS::Key', boundBy: 'aws:SourceArn' },
  { service: 'cloudtrail', on: 'AWS::S3::BucketPolicy', boundBy: 'aws:SourceArn' },
  { service: 'apigateway', on: 'AWS::Lambda::Permission', boundBy: 'aws:SourceArn' },
];
