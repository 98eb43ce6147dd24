import { executionRoles } from '../../../lib/isolation/graph/execution-roles';
import { ResourceIndex } from '../../../lib/isolation/graph/resource-index';
import { buildSide } from '../../../lib/isolation/model/side';
import { resource } from '../rules/written';

const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const pods = { ClusterName: 'c', Namespace: 'n', ServiceAccount: 's', RoleArn: arn('One'), TargetRoleArn: arn('Two') };
const rule = (role: string) => ({ Claim: 'c', MatchType: 'Equals', Value: 'v', RoleARN: arn(role) });
const identities = {
  IdentityPoolId: 'p',
  Roles: { authenticated: arn('One') },
  RoleMappings: { provider: { Type: 'Rules', RulesConfiguration: { Rules: [rule('Two')] } } },
};

test.each<[string, string, object, string[]]>([
  ['a function, under its role', 'AWS::Lambda::Function', { Role: arn('One') }, ['One']],
  ['pods, under their role and the one that it assumes', 'AWS::EKS::PodIdentityAssociation', pods, ['One', 'Two']],
  ['identities of a pool, also by its rules', 'AWS::Cognito::IdentityPoolRoleAttachment', identities, ['One', 'Two']],
  ['who has a certificate', 'AWS::RolesAnywhere::Profile', { RoleArns: [arn('One'), arn('Two')] }, ['One', 'Two']],
  ['devices', 'AWS::IoT::RoleAlias', { RoleArn: arn('Two') }, ['Two']],
  ['a topic, under none', 'AWS::SNS::Topic', { TopicName: 'One' }, []],
])('what acts as which role: %s', (_, type, properties, roles) => {
  const role = resource('AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [] } });
  const template = { Resources: { Seen: resource(type, properties), One: role, Two: role } } as never;
  const side = buildSide('sandbox', {
    account: '111111111111',
    region: 'eu-west-1',
    stacks: [{ name: 'a', template }],
  });
  const [seen] = side.ofType(type);
  const found = seen ? executionRoles(seen, new ResourceIndex(side)) : [];
  expect(found.map(({ to }) => to.logicalId)).toEqual(roles);
});
