/** Where a resource that gives a role to a principal outside of AWS's services names it; `*` for every member. */
interface NamedRole {
  readonly path: readonly string[];
  readonly meaning: string;
}

/** By type. Source: CloudFormation template reference of each type. */
export const ROLES_OF_PRINCIPALS: Readonly<Record<string, readonly NamedRole[]>> = {
  'AWS::EKS::PodIdentityAssociation': [
    { path: ['RoleArn'], meaning: 'is the role of pods' },
    { path: ['TargetRoleArn'], meaning: 'is assumed by pods' },
  ],
  'AWS::Cognito::IdentityPoolRoleAttachment': [
    { path: ['Roles', '*'], meaning: 'is the role of identities' },
    {
      path: ['RoleMappings', '*', 'RulesConfiguration', 'Rules', '*', 'RoleARN'],
      meaning: 'is the role of identities',
    },
  ],
  'AWS::RolesAnywhere::Profile': [{ path: ['RoleArns', '*'], meaning: 'is taken on with a certificate' }],
  'AWS::IoT::RoleAlias': [{ path: ['RoleArn'], meaning: 'is the role of devices' }],
  'AWS::IAM::InstanceProfile': [{ path: ['Roles', '*'], meaning: 'is the role of instances' }],
};
