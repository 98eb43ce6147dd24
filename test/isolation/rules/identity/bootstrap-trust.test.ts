import { bootstrapTrust } from '../../../../lib/isolation/rules/identity/bootstrap-trust';
import { OTHER, OWN, ruleTable } from '../rule-table';
import { resource } from '../written';

const role = (properties: object) =>
  resource('AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [] }, ...properties });
const CdkBootstrapVersion = resource('AWS::SSM::Parameter');
const given = (template: object) => ({ bootstrap: { name: 'CDKToolkit', template } });
const bootstrap = (Seen: object) => given({ Resources: { CdkBootstrapVersion, Seen } });
const trusting = (Default: string) =>
  given({ Parameters: { TrustedAccounts: { Default } }, Resources: { CdkBootstrapVersion } });
const administrator = { ManagedPolicyArns: [{ 'Fn::Sub': 'arn:aws:iam::aws:policy/AdministratorAccess' }] };
const readsBuckets = (test: string) => ({
  Policies: [
    {
      PolicyName: 'default',
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:GetObject*',
            Resource: '*',
            Condition: { [test]: { 's3:ResourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    },
  ],
});

ruleTable(bootstrapTrust, {
  mustCatch: {
    'one in which CloudFormation may do everything': bootstrap(role(administrator)),
    'one that reaches buckets of other accounts': bootstrap(role(readsBuckets('StringNotEquals'))),
    'one that trusts an account': trusting(OTHER),
  } as never,
  mustPass: {
    'a bounded one': bootstrap(role({ ...administrator, PermissionsBoundary: `arn:aws:iam::${OWN}:policy/x` })),
    'one that reaches buckets of this account': bootstrap(role(readsBuckets('StringEquals'))),
    'one that trusts no account': trusting(''),
    'another stack': { Seen: role(administrator) },
  } as never,
});
