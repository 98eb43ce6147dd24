import type { Try } from '../question';
import type { Side } from '../sides';

/** Something of the other environment's, reachable were it not for the boundary. */
export function reachesAbroad({ other }: Side): Try[] {
  const resource = `arn:aws:dynamodb:${other.region}:${other.account}:table/airlock-${other.name}-apps`;
  return [
    { action: 'dynamodb:GetItem', resource, resourceAccount: other.account },
    { action: 's3:GetObject', resource: 'arn:aws:s3:::theirs/x', resourceAccount: other.account },
  ];
}

/** Said of what AWS owns: a deny of what is foreign spares it. */
export const NOT_FOREIGN = 'what AWS owns for everybody is not foreign';

/** What AWS owns and every account uses. */
export function usesWhatAwsOwns({ names }: Side): Try[] {
  return [
    ['iam:GetPolicy', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
    ['ssm:GetParameter', `arn:aws:ssm:${names.region}::parameter/aws/service/x`],
    ['ssm:GetDocument', `arn:aws:ssm:${names.region}::document/AWS-x`],
    ['ssm:StartAutomationExecution', `arn:aws:ssm:${names.region}::automation-definition/AWS-x`],
    ['cloudformation:CreateChangeSet', `arn:aws:cloudformation:${names.region}:aws:transform/Serverless-2016-10-31`],
  ].map(([action = '', resource = '']) => ({
    action,
    resource,
    resourceAccount: 'aws',
    context: { 'aws:ResourceAccount': AWS_ACCOUNT },
  }));
}

/** An account of AWS's own. */
const AWS_ACCOUNT = '999999999999';
