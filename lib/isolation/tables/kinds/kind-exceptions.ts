import type { PropertyKind } from './property-kind';

/**
 * Where names and documentation mislead. Keys are `type.property` for what a resource holds itself and
 * `type:definition.property`, or `type:definition.*`, for what its definitions hold.
 */
export const KIND_EXCEPTIONS: Readonly<Record<string, PropertyKind>> = {
  // Called policies, but not written in the language of IAM: read as free-form JSON.
  'AWS::Chatbot::MicrosoftTeamsChannelConfiguration.GuardrailPolicies': 'arn',
  'AWS::Chatbot::SlackChannelConfiguration.GuardrailPolicies': 'arn',
  'AWS::Config::ConfigRule:CustomPolicyDetails.PolicyText': 'json',
  'AWS::Config::OrganizationConfigRule:OrganizationCustomPolicyRuleMetadata.PolicyText': 'json',
  'AWS::EC2::VerifiedAccessEndpoint.PolicyDocument': 'json',
  'AWS::EC2::VerifiedAccessGroup.PolicyDocument': 'json',
  'AWS::ECR::Repository:LifecyclePolicy.LifecyclePolicyText': 'json',
  'AWS::ECR::RepositoryCreationTemplate.LifecyclePolicy': 'json',
  'AWS::Logs::AccountPolicy.PolicyDocument': 'json',
  'AWS::Logs::LogGroup.DataProtectionPolicy': 'json',
  'AWS::MediaStore::Container.LifecyclePolicy': 'json',
  'AWS::NetworkManager::CoreNetwork.PolicyDocument': 'json',
  'AWS::OpenSearchServerless::AccessPolicy.Policy': 'json',
  'AWS::OpenSearchServerless::LifecyclePolicy.Policy': 'json',
  'AWS::OpenSearchServerless::SecurityPolicy.Policy': 'json',
  'AWS::RAM::Permission.PolicyTemplate': 'json',
  'AWS::SNS::Topic.DataProtectionPolicy': 'json',
  'AWS::SQS::Queue.RedriveAllowPolicy': 'json',

  // Policies under another name.
  'AWS::Organizations::ResourcePolicy.Content': 'policy',
  'AWS::Serverless::Function.Policies': 'policy',
  'AWS::Serverless::StateMachine.Policies': 'policy',

  // Who may, where the name speaks of something else.
  'AWS::EC2::NetworkInterfacePermission.AwsAccountId': 'principal',
  'AWS::GuardDuty::Member.MemberId': 'principal',
  'AWS::IdentityStore::GroupMembership.GroupId': 'principal',
  'AWS::Lambda::Permission.EventSourceToken': 'principal',
  'AWS::Organizations::Policy.TargetIds': 'principal',
  'AWS::ServiceCatalog::PortfolioShare.AccountId': 'principal',
  'AWS::SSO::Assignment.TargetId': 'account',

  // Names of occasions that hold the ARN of a function.
  'AWS::Cognito::UserPool:LambdaConfig.*': 'arn',
  'AWS::Cognito::UserPoolRegionalConfigurationAttachment:LambdaConfig.*': 'arn',

  // Texts in which anything may stand, under a name that says nothing.
  'AWS::SSM::Parameter.Value': 'json',

  // Choices that open, without a list of values in the database or under a name that says nothing.
  'AWS::AccessAnalyzer::Analyzer.Type': 'flag',
  'AWS::ApiGateway::DomainName:EndpointConfiguration.Types': 'flag',
  'AWS::ApiGateway::RestApi:EndpointConfiguration.Types': 'flag',
  'AWS::BedrockAgentCore::Gateway.AuthorizerType': 'flag',
  'AWS::CodeBuild::Project.Visibility': 'flag',
  'AWS::EC2::TransitGateway.AutoAcceptSharedAttachments': 'flag',
  'AWS::EC2::TransitGatewayMulticastDomain:Options.AutoAcceptSharedAssociations': 'flag',
  'AWS::ImageBuilder::DistributionConfiguration:LaunchPermissionConfiguration.UserGroups': 'flag',
  'AWS::Lightsail::Bucket:AccessRules.GetObject': 'flag',
  'AWS::MSK::Cluster:PublicAccess.Type': 'flag',
  'AWS::MSK::Cluster:Unauthenticated.Enabled': 'flag',
};
