import type { EnvironmentName } from '../../../lib/environment/modes';
import type { Channel } from '../../../lib/isolation/findings/finding';

export const ACCOUNTS: Readonly<Record<EnvironmentName, string>> = { sandbox: '111111111111', live: '222222222222' };

export interface SampleResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Through what it could be reached, or reach out. */
  readonly channels: readonly Channel[];
}

/** As many of each type as the project's own stacks have, roughly. */
const KINDS: readonly (readonly [stack: string, type: string, channels: readonly Channel[], ids: readonly string[]])[] =
  [
    ['foundation', 'AWS::KMS::Key', ['resource', 'service'], ['Key961B73FD']],
    ['foundation', 'AWS::SNS::TopicPolicy', ['resource', 'service'], ['AlarmTopicPolicy309DB5F8']],
    ['foundation', 'AWS::SNS::Subscription', ['events'], ['AlarmTopicOnCall27649FFB', 'AlarmTopicAlarmsFDEDEC96']],
    ['foundation', 'AWS::IAM::Role', ['identity'], ['ApiGatewayLogRole03004FC3']],
    [
      'secrets',
      'AWS::SecretsManager::ResourcePolicy',
      ['resource', 'configuration'],
      ['PolarSecretPolicy330ABD28', 'NicepaySecretPolicy405824DF', 'PaypalSecretPolicyBDD3FBD9'],
    ],
    [
      'data',
      'AWS::DynamoDB::Table',
      ['resource', 'replication'],
      ['AppsA82513C7', 'Records091F6ECA', 'BalancesB107DCF2', 'GuardsAE6419AB', 'LedgerB7379752'],
    ],
    ['data', 'AWS::S3::BucketPolicy', ['resource', 'service', 'replication'], ['LedgerArchivePolicy5C0A7E11']],
    ['data', 'AWS::SQS::QueuePolicy', ['resource', 'service'], ['ArchiveDeadLettersPolicy8D7C41AA']],
    ['data', 'AWS::Lambda::EventSourceMapping', ['events'], ['ArchiveFunctionLedgerStream7E5D3C21']],
    [
      'gateway',
      'AWS::IAM::Role',
      ['identity', 'service'],
      ['ApiFunctionRole6F1D2C3B', 'ProviderFunctionRole0A9B8C7D', 'ArchiveFunctionRole3E4F5A6B'],
    ],
    ['gateway', 'AWS::IAM::Policy', ['identity'], ['ApiFunctionPolicy1B2C3D4E', 'ProviderFunctionPolicy5F6A7B8C']],
    [
      'gateway',
      'AWS::Lambda::Function',
      ['code', 'configuration', 'sharing', 'network'],
      ['ApiFunction4A5B6C7D', 'ProviderFunction8E9F0A1B'],
    ],
    ['gateway', 'AWS::Lambda::Permission', ['service'], ['ApiInvokeE1F2A3B4', 'ProviderInvoke5C6D7E8F']],
    ['gateway', 'AWS::ApiGateway::RestApi', ['api', 'resource'], ['ApiF70053CD']],
    [
      'gateway',
      'AWS::ApiGateway::Method',
      ['api'],
      ['ApiinfoGETCF9C7CB6', 'ApihealthGET8A9DC1E4', 'ApipaymentsPOST11AA22BB', 'ApipaymentsidGET33CC44DD'],
    ],
    ['gateway', 'AWS::ApiGateway::DomainName', ['dns', 'names'], ['ApiDomain9A8B7C6D']],
    ['gateway', 'AWS::WAFv2::WebACL', ['observability'], ['Firewall7F6E5D4C']],
    [
      'gateway',
      'AWS::Logs::LogGroup',
      ['observability'],
      ['AccessLogD598EBE9', 'ApiLog1C2D3E4F', 'ProviderLog5A6B7C8D'],
    ],
    [
      'observability',
      'AWS::CloudWatch::Alarm',
      ['observability', 'events'],
      ['ServerErrors8CB9D536', 'LatencyE68815F5', 'PaymentFailuresD523329B', 'CrossEnvironmentAttemptsBEE52F3D'],
    ],
    ['observability', 'AWS::CloudWatch::Dashboard', ['observability'], ['Dashboard9E4231ED']],
    ['detection', 'AWS::CloudTrail::Trail', ['observability'], ['Trail2B3C4D5E']],
    ['detection', 'AWS::S3::BucketPolicy', ['resource', 'service'], ['TrailBucketPolicy6F7A8B9C']],
  ];

export const RESOURCES: readonly SampleResource[] = KINDS.flatMap(([stack, type, channels, ids]) =>
  ids.map((logicalId) => ({ stack, type, channels, logicalId })),
);

/** Who asks, by channel; `other` is the other side's account. */
export const QUESTIONS: Readonly<Partial<Record<Channel, readonly string[]>>> = {
  identity: [
    'any principal of OTHER',
    'the root user of OTHER',
    'a role of any name of OTHER',
    'a federated session of OTHER',
  ],
  resource: [
    'any principal of OTHER',
    'the root user of OTHER',
    'an anonymous caller',
    'a service acting for OTHER',
    'a principal of the same organisation in OTHER',
  ],
  service: ['a service acting for OTHER', 'a service without aws:SourceAccount'],
  events: ['what is sent from OTHER', 'what subscribes in OTHER'],
  observability: ['a dashboard of OTHER', 'a log destination in OTHER'],
  network: ['a network of OTHER'],
  sharing: ['a layer or image of OTHER'],
  replication: ['a replica in OTHER', 'a backup copy into OTHER'],
  dns: ['a host name of OTHER'],
  api: ['an authorizer of OTHER', 'an integration in OTHER'],
  configuration: ['a value that names OTHER'],
  code: ['an account, host or key of OTHER in the code'],
  names: ['an export or import of OTHER'],
};
