import { foreignSettings } from '../../../lib/isolation/rules/foreign-settings';
import { OTHER, OWN, ruleTable } from './rule-table';
import { OTHER_SIDE, resource, seen, withParameters } from './written';

const setting = (value: unknown) =>
  seen('AWS::Lambda::Function', {
    Role: `arn:aws:iam::${OWN}:role/r`,
    Code: { ZipFile: 'x' },
    Environment: { Variables: { SETTING: value } },
  });

const files = (account: string, id: string) =>
  seen('AWS::Lambda::Function', {
    Role: `arn:aws:iam::${OWN}:role/r`,
    Code: { ZipFile: 'x' },
    FileSystemConfigs: [
      { Arn: `arn:aws:elasticfilesystem:eu-west-1:${account}:access-point/${id}`, LocalMountPath: '/mnt/files' },
    ],
  });

ruleTable(foreignSettings, {
  other: OTHER_SIDE,
  mustCatch: {
    'a host': setting('https://gateway.live.example.com'),
    'a host without scheme': setting('gateway.live.example.com'),
    'a host in the other zone': setting('https://api.live.example.com/v1'),
    'a host in JSON': setting('{"upstream":{"url":"https://gateway.live.example.com"}}'),
    'a bucket': setting('live-reports'),
    'a queue': setting(`https://sqs.eu-west-1.amazonaws.com/${OTHER}/orders`),
    'a queue, joined': setting({ 'Fn::Join': ['/', ['https://sqs.eu-west-1.amazonaws.com', OTHER, 'orders']] }),
    'in base64': setting(Buffer.from('curl https://gateway.live.example.com/x').toString('base64')),
    'files of the other account': files(OTHER, 'fsap-0ccccccccccccccc1'),
    'a parameter': seen('AWS::SSM::Parameter', { Type: 'String', Value: 'https://gateway.live.example.com' }),
  } as never,
  mustPass: {
    words: setting('sandbox'),
    'a host of neither': setting('https://api.example.org'),
    'an own queue': { ...setting({ Ref: 'Queue' }), Queue: resource('AWS::SQS::Queue') },
    'what nobody gave': withParameters(setting({ Ref: 'Any' }), { Any: { Type: 'String' } }),
    'files of this account, by ARN': files(OWN, 'fsap-0bbbbbbbbbbbbbbb1'),
    'the directory bucket that a policy is put on': seen('AWS::S3Express::BucketPolicy', {
      Bucket: 'some-files--euw1-az1--x-s3',
      PolicyDocument: {},
    }),
    'the vector bucket that a policy is put on': seen('AWS::S3Vectors::VectorBucketPolicy', {
      VectorBucketName: 'some-vectors',
      Policy: {},
    }),
    mail: setting('on-call@live.example.com'),
  } as never,
});
