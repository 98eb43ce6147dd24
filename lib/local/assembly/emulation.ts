import { SETTINGS } from '../../contract/settings';
import { NOT_EMULATED } from './not-emulated';

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
