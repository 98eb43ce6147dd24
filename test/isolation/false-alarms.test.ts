import { audit } from '../../lib/isolation/audit';
import type { JsonObject } from '../../lib/isolation/template/json';

/** What is found, or not decided, when live deploys these resources and sandbox a queue. */
function amiss(resources: object): string[] {
  const side = (account: string, Resources: object) => ({
    account,
    region: 'eu-west-1',
    stacks: [{ name: 'app', template: { Resources } as unknown as JsonObject }],
  });
  const queue = { Queue: { Type: 'AWS::SQS::Queue' } };
  const { findings, unverified } = audit({
    sandbox: side('111111111111', queue),
    live: side('222222222222', resources),
  });
  return [...findings.map(({ message }) => message), ...unverified.map(({ reason }) => reason)];
}

const of = (Type: string, Properties: object, more: object = {}) => ({ Type, Properties, ...more });

test.each<[string, object]>([
  ['metadata of the CDK’s first version', { A: of('AWS::CDK::Metadata', { Modules: 'aws-cdk=1.60.0' }) }],
  ['metadata of the CDK', { A: of('AWS::CDK::Metadata', { Analytics: 'v2:deflate64:H4sIAAAAAAAA' }) }],
  ['the name of a bucket for tables', { A: of('AWS::S3Tables::TableBucket', { TableBucketName: 'tables-live' }) }],
  ['the name of a bucket for vectors', { A: of('AWS::S3Vectors::VectorBucket', { VectorBucketName: 'vectors-live' }) }],
  [
    'a cluster of EMR with names of AWS',
    {
      A: of('AWS::EMR::Cluster', {
        Name: 'orders',
        ReleaseLabel: 'emr-6.10.0',
        JobFlowRole: 'EMR_EC2_DefaultRole',
        ServiceRole: 'EMR_DefaultRole',
        Applications: [{ Name: 'Spark' }],
        Instances: { MasterInstanceGroup: { InstanceCount: 1, InstanceType: 'm5.xlarge', Name: 'Master' } },
        BootstrapActions: [
          {
            Name: 'setup',
            ScriptBootstrapAction: { Path: 's3://eu-west-1.elasticmapreduce/bootstrap-actions/run-if' },
          },
        ],
        Steps: [{ Name: 'step', HadoopJarStep: { Jar: 'command-runner.jar', MainClass: 'org.apache.spark.Main' } }],
      }),
    },
  ],
  [
    'texts of mails',
    {
      A: of('AWS::SES::Template', {
        Template: {
          TemplateName: 'welcome',
          SubjectPart: 'Welcome',
          HtmlPart: '<p>See https://shop.example.com, or write to help@shop.example.com.</p>',
        },
      }),
      B: of('AWS::Cognito::UserPool', {
        VerificationMessageTemplate: { EmailMessage: 'Your code is {####}', EmailSubject: 'Verify' },
        AdminCreateUserConfig: {
          InviteMessageTemplate: { EmailMessage: 'You are {username}, {####}, at https://shop.example.com' },
        },
      }),
    },
  ],
  [
    'connectors of SAM',
    {
      Table: of('AWS::Serverless::SimpleTable', {}),
      A: of(
        'AWS::Serverless::StateMachine',
        {},
        { Connectors: { Rows: { Properties: { Destination: { Id: 'Table' } } } } },
      ),
      B: of('AWS::Serverless::Connector', { Source: { Id: 'A' }, Destination: { Id: 'Table' }, Permissions: ['Read'] }),
    },
  ],
])('%s is neither found nor left open', (_, resources) => {
  expect(amiss(resources)).toEqual([]);
});

test.each<[string, object]>([
  [
    'a connector to a table of the other account',
    {
      A: of('AWS::Serverless::Connector', {
        Source: { Id: 'B' },
        Destination: { Type: 'AWS::DynamoDB::Table', Arn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/orders' },
        Permissions: ['Read'],
      }),
    },
  ],
  [
    'an attribute with a table of the other account',
    {
      A: of(
        'AWS::Serverless::StateMachine',
        {},
        {
          Connectors: {
            Rows: { Properties: { Destination: { Arn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/x' } } },
          },
        },
      ),
    },
  ],
  [
    'authorities in a bucket of nobody knows whom',
    {
      A: of('AWS::ElasticLoadBalancingV2::TrustStore', {
        CaCertificatesBundleS3Bucket: 'authorities',
        CaCertificatesBundleS3Key: 'ca.pem',
      }),
    },
  ],
  [
    'files in a bucket of nobody knows whom',
    {
      F: of('AWS::FSx::FileSystem', { FileSystemType: 'LUSTRE' }),
      A: of('AWS::FSx::DataRepositoryAssociation', {
        FileSystemId: { Ref: 'F' },
        FileSystemPath: '/in',
        DataRepositoryPath: 's3://files-of-somebody/in',
      }),
    },
  ],
  [
    'a script of a bucket of nobody knows whom',
    { A: of('AWS::EMR::Cluster', { LogUri: 's3://my.elasticmapreduce/logs' }) },
  ],
])('%s is', (_, resources) => {
  expect(amiss(resources)).not.toEqual([]);
});
