import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type SealProps, sealStatements } from '../environment/seal';

/**
 * The statements that close a resource policy to every other account, for the CDK.
 *
 * @example
 * ```ts
 * const seal = sealPolicyStatements({ account: environment.account, actions: 'sqs:*', resources: '*' });
 * console.log(seal.map(({ sid }) => sid)); // [ 'DenyForeignPrincipals', 'DenyServicesOfOtherAccounts', 'DenyWithoutTls' ]
 * ```
 */
export function sealPolicyStatements(props: SealProps): PolicyStatement[] {
  return sealStatements(props).map((statement) => PolicyStatement.fromJson(statement));
}
