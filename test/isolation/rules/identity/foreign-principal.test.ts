import { foreignPrincipal } from '../../../../lib/isolation/rules/identity/foreign-principal';
import type { JsonObject } from '../../../../lib/isolation/template/json';
import { OTHER, OWN, ruleTable } from '../rule-table';

const seen = (Type: string, Properties: object) => ({ Seen: { Type: `AWS::${Type}`, Properties } }) as JsonObject;
const role = (account: string) => `arn:aws:iam::${account}:role/x`;

ruleTable(foreignPrincipal, {
  mustCatch: {
    'a user of a cluster': seen('EKS::AccessEntry', { ClusterName: 'c', PrincipalArn: role(OTHER) }),
    'a role that pods assume': seen('EKS::PodIdentityAssociation', { RoleArn: role(OWN), TargetRoleArn: role(OTHER) }),
    'a person let into the other account': seen('SSO::Assignment', { TargetId: OTHER, PrincipalId: 'p' }),
    'a role of identities': seen('Cognito::IdentityPoolRoleAttachment', { Roles: { authenticated: role(OTHER) } }),
    'a role of identities, by rule': seen('Cognito::IdentityPoolRoleAttachment', {
      RoleMappings: { p: { RulesConfiguration: { Rules: [{ Claim: 'a', RoleARN: role(OTHER) }] } } },
    }),
    'a provider for identities': seen('Cognito::IdentityPool', {
      SamlProviderARNs: [`arn:aws:iam::${OTHER}:saml-provider/x`],
    }),
    'a role taken on with a certificate': seen('RolesAnywhere::Profile', { RoleArns: [role(OWN), role(OTHER)] }),
    'an authority for certificates': seen('RolesAnywhere::TrustAnchor', {
      Source: { SourceData: { AcmPcaArn: `arn:aws:acm-pca:eu-west-1:${OTHER}:certificate-authority/x` } },
    }),
    'a role of devices': seen('IoT::RoleAlias', { RoleArn: role(OTHER) }),
  },
  mustPass: {
    'a user of a cluster': seen('EKS::AccessEntry', { ClusterName: 'c', PrincipalArn: role(OWN) }),
    'a role of instances': seen('IAM::InstanceProfile', { Roles: ['own'] }),
    'a role of the template': {
      Role: { Type: 'AWS::IAM::Role', Properties: {} },
      ...seen('Cognito::IdentityPoolRoleAttachment', { Roles: { authenticated: { 'Fn::GetAtt': ['Role', 'Arn'] } } }),
    },
    'a person let into the own account': seen('SSO::Assignment', { TargetId: OWN, PrincipalId: 'p' }),
  },
  undecided: {
    'a user of a cluster by parameter': {
      Parameters: { Who: { Type: 'String' } },
      Resources: seen('EKS::AccessEntry', { ClusterName: 'c', PrincipalArn: { Ref: 'Who' } }),
    },
  },
});
