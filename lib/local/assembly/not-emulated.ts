import { SETTINGS } from '../../contract/settings';

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

const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';

/** Attached by API all the same, so that it must be there. */
const ATTACHED = ['AWS::SecretsManager::ResourcePolicy'];

/**
 * In what an emulated account may differ from the AWS templates: what `localise` leaves out or adds, and what the emulator drops or gives
 * otherwise. All of it is proven on the AWS templates instead.
 */
export const EMULATION = {
  missingTypes: new Set(NOT_EMULATED.filter((type) => !ATTACHED.includes(type))),
  instead: {
    'AWS::ApiGateway::RestApi': { DisableExecuteApiEndpoint: 'false' },
    'AWS::ApiGateway::Stage': { 'AccessLogSetting.DestinationArn': 'null' },
    'AWS::DynamoDB::Table': { 'ResourcePolicy.PolicyDocument': 'null' },
    'AWS::S3::Bucket': { [`${ENCRYPTION}.SSEAlgorithm`]: '"AES256"', [`${ENCRYPTION}.KMSMasterKeyID`]: 'null' },
    'AWS::SNS::Topic': { KmsMasterKeyId: 'null' },
  } satisfies Readonly<Record<string, Readonly<Record<string, string>>>>,
  addedVariables: new Set([SETTINGS.loopback]),
};
