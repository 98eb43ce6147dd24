import { type Fragment, HOLE } from '../../edits/fragments';
import { type Channel, channel, FUNCTION, OWN_ROLE, of, ROLE, ref, TOPIC, withoutTwin } from './channel';

const PORTFOLIO: Fragment = {
  AddedPortfolio: of('AWS::ServiceCatalog::Portfolio', { DisplayName: 'added-{env}', ProviderName: 'platform' }),
};

/** What is shared with, or handed to, another account. */
export const SHARING_CHANNELS: readonly Channel[] = [
  channel('AWS::RAM::ResourceShare', 'Principals', 'inward', '{account}', {
    Name: 'added-{env}',
    ResourceArns: ['arn:aws:ec2:eu-west-1:{own}:subnet/subnet-0{own}abc0'],
    Principals: [HOLE],
  }),
  channel('AWS::RAM::ResourceShare', 'Principals-role', 'inward', ROLE, {
    Name: 'added-{env}',
    ResourceArns: ['arn:aws:route53resolver:eu-west-1:{own}:resolver-rule/rslvr-rr-0{own}abc0'],
    Principals: [HOLE],
  }),
  channel(
    'AWS::ServiceCatalog::PortfolioShare',
    'AccountId',
    'inward',
    '{account}',
    { PortfolioId: ref('AddedPortfolio'), AccountId: HOLE },
    PORTFOLIO,
  ),
  channel(
    'AWS::ServiceCatalog::PortfolioPrincipalAssociation',
    'PrincipalARN',
    'inward',
    ROLE,
    { PortfolioId: ref('AddedPortfolio'), PrincipalType: 'IAM', PrincipalARN: HOLE },
    PORTFOLIO,
  ),
  channel('AWS::ImageBuilder::DistributionConfiguration', 'TargetAccountIds', 'outward', '{account}', {
    Name: 'added-{env}',
    Distributions: [{ Region: 'eu-west-1', AmiDistributionConfiguration: { TargetAccountIds: [HOLE] } }],
  }),
  channel('AWS::ImageBuilder::DistributionConfiguration', 'LaunchPermission', 'inward', '{account}', {
    Name: 'added-{env}',
    Distributions: [
      { Region: 'eu-west-1', AmiDistributionConfiguration: { LaunchPermissionConfiguration: { UserIds: [HOLE] } } },
    ],
  }),
  channel('AWS::DLM::LifecyclePolicy', 'ShareRules', 'inward', '{account}', {
    Description: 'added',
    State: 'ENABLED',
    ExecutionRoleArn: OWN_ROLE,
    PolicyDetails: {
      ResourceTypes: ['VOLUME'],
      TargetTags: [{ Key: 'backup', Value: 'yes' }],
      Schedules: [
        {
          Name: 'daily',
          CreateRule: { Interval: 24, IntervalUnit: 'HOURS' },
          RetainRule: { Count: 7 },
          ShareRules: [{ TargetAccounts: [HOLE] }],
        },
      ],
    },
  }),
  channel('AWS::EKS::AccessEntry', 'PrincipalArn', 'inward', ROLE, { ClusterName: 'added-{env}', PrincipalArn: HOLE }),
  channel('AWS::EKS::PodIdentityAssociation', 'TargetRoleArn', 'outward', ROLE, {
    ClusterName: 'added-{env}',
    Namespace: 'jobs',
    ServiceAccount: 'jobs',
    RoleArn: OWN_ROLE,
    TargetRoleArn: HOLE,
  }),
  channel('AWS::Signer::ProfilePermission', 'Principal', 'inward', '{account}', {
    ProfileName: 'added',
    Action: 'signer:StartSigningJob',
    StatementId: 'added',
    Principal: HOLE,
  }),
  channel('AWS::Lambda::LayerVersionPermission', 'Principal', 'inward', '{account}', {
    LayerVersionArn: 'arn:aws:lambda:eu-west-1:{own}:layer:added:1',
    Action: 'lambda:GetLayerVersion',
    Principal: HOLE,
  }),
  channel('AWS::Lambda::Permission', 'Principal', 'inward', '{account}', {
    FunctionName: 'added-{env}',
    Action: 'lambda:InvokeFunction',
    Principal: HOLE,
  }),
  channel('AWS::Lambda::Permission', 'Principal-role', 'inward', ROLE, {
    FunctionName: 'added-{env}',
    Action: 'lambda:InvokeFunction',
    Principal: HOLE,
  }),
  channel('AWS::Lambda::Permission', 'SourceAccount', 'inward', '{account}', {
    FunctionName: 'added-{env}',
    Action: 'lambda:InvokeFunction',
    Principal: 's3.amazonaws.com',
    SourceAccount: HOLE,
  }),
  channel('AWS::Lambda::Permission', 'SourceArn', 'inward', TOPIC, {
    FunctionName: 'added-{env}',
    Action: 'lambda:InvokeFunction',
    Principal: 'sns.amazonaws.com',
    SourceArn: HOLE,
  }),
  channel('AWS::Lambda::Permission', 'FunctionUrl', 'inward', 'arn:aws:iam::{account}:root', {
    FunctionName: 'added-{env}',
    Action: 'lambda:InvokeFunctionUrl',
    FunctionUrlAuthType: 'AWS_IAM',
    Principal: HOLE,
  }),
  channel('AWS::ACMPCA::Permission', 'SourceAccount', 'inward', '{account}', {
    Actions: ['IssueCertificate', 'GetCertificate', 'ListPermissions'],
    CertificateAuthorityArn:
      'arn:aws:acm-pca:eu-west-1:{own}:certificate-authority/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b',
    Principal: 'acm.amazonaws.com',
    SourceAccount: HOLE,
  }),
  channel(
    'AWS::QuickSight::DataSource',
    'Permissions',
    'inward',
    'arn:aws:quicksight:eu-west-1:{account}:user/default/analyst',
    {
      AwsAccountId: '{own}',
      DataSourceId: 'added-{env}',
      Name: 'added',
      Type: 'ATHENA',
      Permissions: [{ Actions: ['quicksight:DescribeDataSource'], Principal: HOLE }],
    },
  ),
  channel('AWS::EntityResolution::PolicyStatement', 'Principal', 'inward', '{account}', {
    Arn: 'arn:aws:entityresolution:eu-west-1:{own}:idnamespace/added',
    StatementId: 'added',
    Effect: 'Allow',
    Action: ['entityresolution:UseIdNamespace'],
    Principal: [HOLE],
  }),
  withoutTwin(
    channel('AWS::CloudFormation::StackSet', 'Accounts', 'outward', '{account}', {
      StackSetName: 'added-{env}',
      PermissionModel: 'SELF_MANAGED',
      TemplateBody: '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}',
      StackInstancesGroup: [{ Regions: ['eu-west-1'], DeploymentTargets: { Accounts: [HOLE] } }],
    }),
  ),
  withoutTwin(
    channel('AWS::CloudFormation::StackSet', 'AdministrationRoleARN', 'either', ROLE, {
      StackSetName: 'added-{env}',
      PermissionModel: 'SELF_MANAGED',
      TemplateBody: '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}',
      AdministrationRoleARN: HOLE,
    }),
  ),
  withoutTwin(
    channel('AWS::CloudFormation::CustomResource', 'ServiceToken', 'either', FUNCTION, { ServiceToken: HOLE }),
  ),
  channel('AWS::SSO::Assignment', 'TargetId', 'outward', '{account}', {
    InstanceArn: 'arn:aws:sso:::instance/ssoins-{own}1234',
    PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-{own}1234/ps-{own}1234',
    PrincipalId: '6a2d0b1e-5f4c-4a3f-9a55-{own}',
    PrincipalType: 'GROUP',
    TargetType: 'AWS_ACCOUNT',
    TargetId: HOLE,
  }),
  channel('AWS::SSM::ResourceDataSync', 'BucketName', 'outward', '{bucket}', {
    SyncName: 'added-{env}',
    SyncType: 'SyncToDestination',
    S3Destination: { BucketName: HOLE, BucketRegion: 'eu-west-1', SyncFormat: 'JsonSerDe' },
  }),
  channel('AWS::Transfer::User', 'Role', 'either', ROLE, { ServerId: 's-0{own}abc0', UserName: 'added', Role: HOLE }),
  channel('AWS::Transfer::User', 'HomeDirectory', 'outward', '/{bucket}/incoming', {
    ServerId: 's-0{own}abc0',
    UserName: 'added',
    Role: OWN_ROLE,
    HomeDirectory: HOLE,
  }),
];
