import { arnOf, bucketArn, roleArn } from '../../contract/arns';
import { peopleRoleName } from '../../contract/roles';
import type { Side, SideResource } from '../model/side';
import { evaluateCall } from './evaluate-call';
import { givenBoundary, identitiesOf } from './identities';
import type { SideWithPolicies } from './side-with-policies';

/**
 * The only role that one person may have in both accounts. It has the name that the bootstrap gives it, and reads settings, never data.
 */
export function isAuditor(resource: SideResource, side: SideWithPolicies): boolean {
  const { own } = side;
  if (resource.type !== 'AWS::IAM::Role' || resource.properties['RoleName'] !== peopleRoleName(own.name, 'auditor'))
    return false;
  const identity = identitiesOf(side).find((each) => each.resource === resource);
  if (!identity || identity.elsewhere.length > 0 || identity.boundary.kind === 'not-given') return false;
  return contentsOf(own).every(([action, arn]) => {
    const answer = evaluateCall({
      principal: identity.principal,
      action,
      resource: arn,
      resourceAccount: own.account,
      identity: identity.policies,
      boundary: givenBoundary(identity),
    });
    return answer.outcome === 'denied';
  });
}

/** What an auditor must not do, on anything of the account. */
function contentsOf(own: Side): readonly (readonly [action: string, arn: string])[] {
  const arn = (service: string, rest: string) => arnOf(own, service, rest);
  const secret = arn('secretsmanager', 'secret:any-a1b2c3');
  const table = arn('dynamodb', 'table/any');
  const object = `${bucketArn(own, 'any')}/any`;
  const lambda = arn('lambda', 'function:any');
  const role = roleArn(own, 'any');
  return [
    ['secretsmanager:GetSecretValue', secret],
    ['secretsmanager:PutSecretValue', secret],
    ['kms:Decrypt', arn('kms', 'key/any')],
    ['dynamodb:GetItem', table],
    ['dynamodb:PutItem', table],
    ['s3:GetObject', object],
    ['s3:PutObject', object],
    ['sqs:SendMessage', arn('sqs', 'any')],
    ['sns:Publish', arn('sns', 'any')],
    ['lambda:InvokeFunction', lambda],
    ['lambda:UpdateFunctionCode', lambda],
    ['sts:AssumeRole', role],
    ['iam:PassRole', role],
    ['iam:UpdateAssumeRolePolicy', role],
  ];
}
