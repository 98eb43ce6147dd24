// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of CloudFormation
import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
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

const REDIS = 'master.pay.ab12cd.use1.cache.amazonaws.com:6379';
const HOSTS = [
  REDIS,
  'https://abcdefghijklmnopqrstuvwxyz012345.lambda-url.us-east-1.on.aws/',
  'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod',
  'postgres://pay.cluster-abcdefghijkl.eu-west-1.rds.amazonaws.com:5432/pay',
  'https://abcdefghijklmnopqrstuvwxyz.appsync-api.eu-west-1.amazonaws.com/graphql',
  'pay-0123456789abcdef.elb.eu-west-1.amazonaws.com',
  'b-1.pay.abc123.c2.kafka.eu-west-1.amazonaws.com:9098',
  'https://d111111abcdef8.cloudfront.net',
  'https://search-pay-abcdefghijkl.eu-west-1.es.amazonaws.com',
  'docdb-pay.cluster-abcdefghijkl.eu-west-1.docdb.amazonaws.com',
  'pay.abcdefghijkl.eu-west-1.redshift.amazonaws.com:5439',
  'a1b2c3d4e5f6g7-ats.iot.eu-west-1.amazonaws.com',
  'amqps://b-12345678-1234-1234-1234-123456789012.mq.eu-west-1.amazonaws.com:5671',
  'pay-0a1b2c3d4e5f.awsglobalaccelerator.com',
  'pay.eu-west-1.elasticbeanstalk.com',
  'ec2-203-0-113-10.eu-west-1.compute.amazonaws.com',
  'dax://pay.abc123.dax-clusters.eu-west-1.amazonaws.com',
  'https://pay-abc123.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp',
  'https://d-abcdefghijkl.studio.eu-west-1.sagemaker.aws',
  'https://pay.my.connect.aws',
  'fs-0123456789abcdef0.fsx.eu-west-1.amazonaws.com@tcp:/files',
  'https://pay.auth.eu-west-1.amazoncognito.com',
  'eu-west-1_AbCdEfGh1',
  's3://partner-files/in',
  'https://partner-files.s3.eu-west-1.amazonaws.com/in',
  'arn:aws:s3:::partner-files/in',
];

const asked: Parameters<typeof ruleTable>[1] = {
  other: {
    Function: setting('s3://shared-by-both/in')['Seen'],
    Job: resource('AWS::Glue::Job', { Command: {}, DefaultArguments: { '--host': REDIS } }),
  } as never,
  mustCatch: {
    'a bucket that both use, by another spelling': setting('https://shared-by-both.s3.amazonaws.com/out'),
    'a host that both use': seen('AWS::SSM::Parameter', { Type: 'String', Value: `redis://${REDIS}` }),
  } as never,
  mustPass: {
    'a host of a service': setting('https://sqs.eu-west-1.amazonaws.com'),
    'an own API': {
      Api: resource('AWS::ApiGateway::RestApi', { Name: 'a' }),
      ...setting({ 'Fn::Sub': 'https://${Api}.execute-api.eu-west-1.amazonaws.com/prod' }),
    },
    'an own bucket by its URL': {
      Files: resource('AWS::S3::Bucket', { BucketName: 'own-files' }),
      ...setting('s3://own-files/in'),
    },
    'a download in user data': seen('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: { UserData: 'curl https://agents-of-somebody.s3.amazonaws.com/install' },
    }),
  } as never,
  undecided: Object.fromEntries(HOSTS.slice(1).map((host) => [host, setting(host)])) as never,
};
ruleTable(ADDRESS_RULES['foreign-settings'], asked);

ruleTable(ADDRESS_RULES['foreign-settings'], {
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
    'the authority that a permission is put on': withParameters(
      seen('AWS::ACMPCA::Permission', {
        CertificateAuthorityArn: { Ref: 'Any' },
        Actions: ['IssueCertificate'],
        Principal: 'acm.amazonaws.com',
      }),
      { Any: { Type: 'String' } },
    ),
    mail: setting('on-call@live.example.com'),
  } as never,
});
