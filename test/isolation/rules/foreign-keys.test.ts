import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { OTHER, ruleTable } from './rule-table';
import { resource, seen, withParameters } from './written';

const topic = (KmsMasterKeyId: unknown) => seen('AWS::SNS::Topic', { KmsMasterKeyId });

ruleTable(ADDRESS_RULES['foreign-keys'], {
  mustCatch: {
    'a key of a topic': topic(`arn:aws:kms:eu-west-1:${OTHER}:key/1`),
    'a key of a secret, by alias': seen('AWS::SecretsManager::Secret', {
      KmsKeyId: `arn:aws:kms:eu-west-1:${OTHER}:alias/a`,
    }),
    'a key of a bucket': seen('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: `arn:aws:kms:eu-west-1:${OTHER}:key/1`,
            },
          },
        ],
      },
    }),
    'a key of a log group': seen('AWS::Logs::LogGroup', { KmsKeyId: `arn:aws:kms:eu-west-1:${OTHER}:key/1` }),
  } as never,
  mustPass: {
    'an own key': { ...topic({ 'Fn::GetAtt': ['Key', 'Arn'] }), Key: resource('AWS::KMS::Key') },
    'a key by id': { ...topic({ Ref: 'Key' }), Key: resource('AWS::KMS::Key') },
    'a key of AWS': topic('alias/aws/sns'),
  } as never,
  undecided: { 'a key that nobody gave': withParameters(topic({ Ref: 'Any' }), { Any: { Type: 'String' } }) } as never,
});
