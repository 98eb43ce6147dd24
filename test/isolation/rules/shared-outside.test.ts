import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { OTHER, OWN, ruleTable, THIRD } from './rule-table';
import { OTHER_SIDE, seen, withParameters } from './written';

const share = (Principals: unknown, ...ResourceArns: string[]) =>
  seen('AWS::RAM::ResourceShare', { Name: 's', Principals, ResourceArns });
const resolverRule = (account: string) =>
  `arn:aws:route53resolver:eu-west-1:${account}:resolver-rule/rslvr-rr-0aaaaaaaaaaaaaaa1`;
const permission = (more: object) =>
  seen('AWS::Lambda::Permission', { FunctionName: 'f', Action: 'lambda:InvokeFunction', ...more });

ruleTable(ADDRESS_RULES['shared-outside'], {
  other: { ...OTHER_SIDE, Own: share([OTHER], resolverRule(OTHER))['Seen'] } as never,
  mustCatch: {
    'a share with the account': share([OTHER]),
    'a rule of the other account': share([OWN], resolverRule(OTHER)),
    'a share with one of its roles': share([`arn:aws:iam::${OTHER}:role/r`]),
    'a share with the organisation': share([`arn:aws:organizations::${THIRD}:organization/o-abcdef1234`]),
    'a share with a unit of it': share([`arn:aws:organizations::${THIRD}:ou/o-abcdef1234/ou-abcd-12345678`]),
    'a share with a third with which the other side shares too': share(['444444444444']),
    'a portfolio': seen('AWS::ServiceCatalog::PortfolioShare', { PortfolioId: 'p', AccountId: OTHER }),
    'a detector member': seen('AWS::GuardDuty::Member', { DetectorId: 'd', MemberId: OTHER, Email: 'a@example.com' }),
    'a detector master': seen('AWS::GuardDuty::Master', { DetectorId: 'd', MasterId: OTHER }),
    'a graph member': seen('AWS::Detective::MemberInvitation', {
      GraphArn: `arn:aws:detective:eu-west-1:${OWN}:graph:1`,
      MemberId: OTHER,
      MemberEmailAddress: 'a@example.com',
    }),
    'a catalog of the other account': seen('AWS::Glue::Table', { CatalogId: OTHER, DatabaseName: 'd' }),
    'a grant in a lake': seen('AWS::LakeFormation::PrincipalPermissions', {
      Principal: { DataLakePrincipalIdentifier: OTHER },
      Permissions: ['SELECT'],
    }),
    'stacks in the other account': seen('AWS::CloudFormation::StackSet', {
      StackSetName: 's',
      PermissionModel: 'SELF_MANAGED',
      StackInstancesGroup: [{ DeploymentTargets: { Accounts: [OTHER] }, Regions: ['eu-west-1'] }],
    }),
    'a catalog of Athena': seen('AWS::Athena::DataCatalog', {
      Name: 'c',
      Type: 'GLUE',
      Parameters: { 'catalog-id': OTHER },
    }),
    'a license grant': seen('AWS::LicenseManager::Grant', { Principals: [`arn:aws:iam::${OTHER}:root`] }),
  } as never,
  mustPass: {
    'a rule whose ARN says whose it is, with an id of both': share([OWN], resolverRule(OWN)),
    'a subnet of this account': share([OWN], `arn:aws:ec2:eu-west-1:${OWN}:subnet/subnet-0aaaaaaaaaaaaaaa1`),
    'a permission for the organisation, asked as a policy': permission({
      Principal: '*',
      PrincipalOrgID: 'o-abcdef1234',
    }),
    'a permission for the other account, asked as a policy': permission({ Principal: OTHER, SourceAccount: OTHER }),
    'a layer for the organisation, asked as a policy': seen('AWS::Lambda::LayerVersionPermission', {
      Action: 'lambda:GetLayerVersion',
      LayerVersionArn: `arn:aws:lambda:eu-west-1:${OWN}:layer:l:1`,
      OrganizationId: 'o-abcdef1234',
      Principal: '*',
    }),
    'a bus for the other account, asked as a policy': seen('AWS::Events::EventBusPolicy', {
      StatementId: 's',
      Principal: OTHER,
      Action: 'events:PutEvents',
    }),
    'a share with this account': share([OWN]),
    'a share with somebody else': share([THIRD]),
    'an own catalog': seen('AWS::Glue::Table', { CatalogId: { Ref: 'AWS::AccountId' }, DatabaseName: 'd' }),
  } as never,
  undecided: { 'with whom nobody said': withParameters(share([{ Ref: 'Any' }]), { Any: { Type: 'String' } }) } as never,
});
