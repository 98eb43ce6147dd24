import type { Side, SideResource } from '../model/side';
import { ask } from './ask';
import { givenBoundary, identitiesOf, type Populated } from './identities';

/**
 * The one role that the same person may have on both sides: it is called as the bootstrap calls it, and reads how things are set up,
 * never what they keep.
 */
export function isAuditor(resource: SideResource, populated: Populated): boolean {
  const { own } = populated;
  if (resource.type !== 'AWS::IAM::Role' || resource.properties['RoleName'] !== `airlock-${own.name}-auditor`)
    return false;
  const identity = identitiesOf(populated).find((each) => each.resource === resource);
  if (!identity || identity.elsewhere.length > 0 || identity.boundary.kind === 'not-given') return false;
  return CONTENTS.every(([action, arn]) => {
    const answer = ask({
      principal: identity.principal,
      action,
      resource: ownArn(arn, own),
      resourceAccount: own.account,
      identity: identity.policies,
      boundary: givenBoundary(identity),
      resourcePolicies: [],
    });
    return answer.outcome === 'denied';
  });
}

function ownArn(rest: string, { account, region }: Side): string {
  return rest.replace('{account}', account).replace('{region}', region);
}

/** What an auditor must not do, on anything. */
const CONTENTS: readonly (readonly [action: string, arn: string])[] = [
  ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:{region}:{account}:secret:any-a1b2c3'],
  ['secretsmanager:PutSecretValue', 'arn:aws:secretsmanager:{region}:{account}:secret:any-a1b2c3'],
  ['kms:Decrypt', 'arn:aws:kms:{region}:{account}:key/any'],
  ['dynamodb:GetItem', 'arn:aws:dynamodb:{region}:{account}:table/any'],
  ['dynamodb:PutItem', 'arn:aws:dynamodb:{region}:{account}:table/any'],
  ['s3:GetObject', 'arn:aws:s3:::any/any'],
  ['s3:PutObject', 'arn:aws:s3:::any/any'],
  ['sqs:SendMessage', 'arn:aws:sqs:{region}:{account}:any'],
  ['sns:Publish', 'arn:aws:sns:{region}:{account}:any'],
  ['lambda:InvokeFunction', 'arn:aws:lambda:{region}:{account}:function:any'],
  ['lambda:UpdateFunctionCode', 'arn:aws:lambda:{region}:{account}:function:any'],
  ['sts:AssumeRole', 'arn:aws:iam::{account}:role/any'],
  ['iam:PassRole', 'arn:aws:iam::{account}:role/any'],
  ['iam:UpdateAssumeRolePolicy', 'arn:aws:iam::{account}:role/any'],
];
