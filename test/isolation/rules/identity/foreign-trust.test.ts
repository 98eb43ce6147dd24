import { foreignTrust } from '../../../../lib/isolation/rules/identity/foreign-trust';
import { OTHER, OWN, ruleTable } from '../rule-table';

const role = (...Statement: object[]) => ({
  Seen: {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement } },
  },
});
const trusts = (Principal: unknown, Condition?: object) =>
  role({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...(Condition && { Condition }) });

ruleTable(foreignTrust, {
  mustCatch: {
    'the account': trusts({ AWS: OTHER }),
    'its root': trusts({ AWS: `arn:aws:iam::${OTHER}:root` }),
    'one of its roles': trusts({ AWS: `arn:aws:iam::${OTHER}:role/deploy` }),
    'one of its users, behind an own one': trusts({
      AWS: [`arn:aws:iam::${OWN}:root`, `arn:aws:iam::${OTHER}:user/eve`],
    }),
    'a session': trusts({ AWS: `arn:aws:sts::${OTHER}:assumed-role/deploy/run` }),
    everybody: trusts('*'),
    'everybody of AWS': trusts({ AWS: '*' }),
    'everybody of the organisation': trusts({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }),
    'an external id': trusts({ AWS: OTHER }, { StringEquals: { 'sts:ExternalId': 'secret' } }),
    'accounts by a pattern': trusts('*', { StringLike: { 'aws:PrincipalAccount': '2222*' } }),
    'a condition that an absent key meets': trusts('*', { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } }),
    'the account, joined': trusts({ AWS: { 'Fn::Join': ['', ['arn:aws:iam::', '222222', '222222', ':root']] } }),
    'with a deny that spares its account': role(
      { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:*',
        Condition: { StringNotEquals: { 'aws:PrincipalAccount': [OWN, OTHER] } },
      },
    ),
    'what only a deny shuts': role(
      { Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'sts:AssumeRole' },
      { Effect: 'Deny', Principal: { AWS: OTHER }, Action: 'sts:AssumeRole' },
    ),
  } as never,
  mustPass: {
    'its own account': trusts({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }),
    'a service': trusts({ Service: 'lambda.amazonaws.com' }),
    'everybody of its own account': trusts('*', { StringEquals: { 'aws:PrincipalAccount': OWN } }),
    'a deny of the other account': role(
      { Effect: 'Allow', Principal: { AWS: OWN }, Action: 'sts:AssumeRole' },
      { Effect: 'Deny', Principal: { AWS: OTHER }, Action: 'sts:AssumeRole' },
    ),
  } as never,
  undecided: {
    'a parameter without default': {
      Parameters: { Who: { Type: 'String' } },
      Resources: trusts({ AWS: { Ref: 'Who' } }),
    },
  } as never,
});
