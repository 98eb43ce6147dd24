import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { OTHER, OWN, ruleTable } from './rule-table';
import { resource, seen, withParameters } from './written';

const lambda = (Role: unknown) => seen('AWS::Lambda::Function', { Role, Code: { ZipFile: 'x' } });
const pipeline = (RoleArn: unknown) =>
  seen('AWS::CodePipeline::Pipeline', {
    RoleArn: `arn:aws:iam::${OWN}:role/r`,
    Stages: [{ Name: 's', Actions: [{ Name: 'a', RoleArn, ActionTypeId: {} }] }],
  });

ruleTable(ADDRESS_RULES['foreign-roles'], {
  mustCatch: {
    'a role of a function': lambda(`arn:aws:iam::${OTHER}:role/r`),
    'a role of an action': pipeline(`arn:aws:iam::${OTHER}:role/deploy`),
    'a role of a peer': seen('AWS::EC2::VPCPeeringConnection', {
      VpcId: 'v',
      PeerVpcId: 'p',
      PeerRoleArn: `arn:aws:iam::${OTHER}:role/accept`,
    }),
    'a role by a default': withParameters(lambda({ Ref: 'Any' }), {
      Any: { Type: 'String', Default: `arn:aws:iam::${OTHER}:role/r` },
    }),
  } as never,
  mustPass: {
    'an own role': { ...lambda({ 'Fn::GetAtt': ['Role', 'Arn'] }), Role: resource('AWS::IAM::Role') },
    'a role that nobody gave, which must be handed over here': withParameters(lambda({ Ref: 'Any' }), {
      Any: { Type: 'String' },
    }),
  } as never,
  undecided: {
    'a role of an action that nobody gave': withParameters(pipeline({ Ref: 'Any' }), { Any: { Type: 'String' } }),
  } as never,
});
