// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of CloudFormation

import { outboundGrant } from '../../../lib/isolation/rules/identity/outbound-grant';
import { foreignResourcePolicy } from '../../../lib/isolation/rules/resources/foreign-resource-policy';
import { observe, type Written } from './rule-table';

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'pay-api', AssumeRolePolicyDocument: TRUST } };
const open = (rule: typeof outboundGrant, written: object) =>
  observe(rule, 'sandbox', written as Written)
    .filter(({ decision }) => decision === 'open')
    .map(({ subject: { logicalId }, reason }) => [logicalId, reason]);

test('a permission is that of its function, though a role has the same name, and the one that opens is named', () => {
  const permission = (more: object) => ({ Type: 'AWS::Lambda::Permission', Properties: more });
  const found = open(foreignResourcePolicy, {
    Role: role,
    Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'pay-api', Code: {}, Role: 'r' } },
    Current: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Function' }, Name: 'current' } },
    First: permission({
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Current' },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: { 'Fn::Sub': 'arn:aws:execute-api:eu-west-1:${AWS::AccountId}:abc/*' },
    }),
    Second: permission({
      Action: 'lambda:InvokeFunctionUrl',
      FunctionUrlAuthType: 'NONE',
      Principal: '*',
      FunctionName: { Ref: 'Function' },
    }),
  });
  expect(found).toEqual([['Second', expect.stringContaining('on Function')]]);
});

test('a policy for a user is not that of a role of the same name', () => {
  const policy = (target: object) => ({
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'p',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' }],
      },
      ...target,
    },
  });
  const user = { Type: 'AWS::IAM::User', Properties: { UserName: 'pay-api' } };
  const found = open(outboundGrant, { Role: role, User: user, Seen: policy({ Users: ['pay-api'] }) });
  expect(found).toEqual([['Seen', expect.stringContaining('user app/User')]]);
});
