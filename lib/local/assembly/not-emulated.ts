/**
 * Resource types that the emulator refuses, and with them the whole stack: left out of the local deployment, shown to the user, and
 * proven on the AWS template instead. A type that leaves this list is deployed locally from then on.
 */
export const NOT_EMULATED: readonly string[] = [
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::Budgets::Budget',
  'AWS::CloudTrail::Trail',
  'AWS::CloudWatch::AnomalyDetector',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CodeDeploy::Application',
  'AWS::CodeDeploy::DeploymentConfig',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::Events::EventBusPolicy',
  'AWS::IAM::OIDCProvider',
  'AWS::IAM::SAMLProvider',
  'AWS::Logs::QueryDefinition',
  'AWS::SSM::Document',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACLAssociation',
];
