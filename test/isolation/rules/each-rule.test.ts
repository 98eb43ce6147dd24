import { audit } from '../../../lib/isolation/audit';
import { weakerLive } from '../../../lib/isolation/parity/weaker-live';
import { RULES } from '../../../lib/isolation/rules/rules';
import { OTHER, OWN, pairOf, THIRD, type Written } from './rule-table';
import { OTHER_SIDE, resource } from './written';

/** What the audit must find under a rule, and what comes near to it and must not be found. */
interface Example {
  readonly found: object;
  readonly near: object;
  /** What the other side holds meanwhile. @default - nothing */
  readonly other?: object;
}

const seen = (type: string, properties: object, more: object = {}) => ({ Seen: resource(type, properties), ...more });
const allow = (more: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
const role = (trust: object, more: object = {}) =>
  seen('AWS::IAM::Role', { AssumeRolePolicyDocument: allow({ Action: 'sts:AssumeRole', ...trust }), ...more });
const trusts = (account: string) => role({ Principal: { AWS: `arn:aws:iam::${account}:role/deploy` } });
const mayDo = (Action: string, Resource: string) =>
  role(
    { Principal: { Service: 'lambda.amazonaws.com' } },
    { Policies: [{ PolicyName: 'own', PolicyDocument: allow({ Action, Resource }) }] },
  );
const hasManaged = (name: string) => seen('AWS::IAM::Role', { ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] });
const pipeline = (sub: string) =>
  seen('AWS::IAM::Role', {
    AssumeRolePolicyDocument: allow({
      Principal: { Federated: `arn:aws:iam::${OWN}:oidc-provider/token.actions.githubusercontent.com` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
        StringLike: { 'token.actions.githubusercontent.com:sub': sub },
      },
    }),
  });
const bucketPolicy = (account: string) =>
  seen(
    'AWS::S3::BucketPolicy',
    {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: allow({ Principal: { AWS: account }, Action: 's3:GetObject', Resource: '*' }),
    },
    { Bucket: resource('AWS::S3::Bucket') },
  );
const arn = (service: string, account: string, name: string) => `arn:aws:${service}:eu-west-1:${account}:${name}`;
const variable = (TARGET: unknown) => seen('AWS::Lambda::Function', { Environment: { Variables: { TARGET } } });
const webhook = (Endpoint: string) => seen('AWS::SNS::Subscription', { Protocol: 'https', Endpoint, TopicArn: 't' });
const code = (text: string) => ({ texts: [{ path: 'asset.1/index.js', text, kind: 'code' }] });
const network = (allows: boolean) =>
  seen('AWS::OpenSearchServerless::SecurityPolicy', {
    Name: 'n',
    Type: 'network',
    Policy: JSON.stringify([
      { AllowFromPublic: allows, Rules: [{ ResourceType: 'collection', Resource: ['collection/a'] }] },
    ]),
  });
const bootstrap = (trusted: string) => ({
  bootstrap: {
    name: 'CDKToolkit',
    template: {
      Parameters: { TrustedAccounts: { Default: trusted } },
      Resources: { CdkBootstrapVersion: resource('AWS::SSM::Parameter') },
    },
  },
});
const readsOutput = (account: string) =>
  seen('AWS::SNS::Topic', {
    TopicName: {
      'Fn::GetStackOutput': { StackName: 'x', OutputName: 'y', RoleArn: `arn:aws:iam::${account}:role/x` },
    },
  });
const thirdSecret = (name: string) => variable(arn('secretsmanager', THIRD, `secret:${name}`));
const stackFor = (account: string) => ({ stacks: [{ name: 'app', template: { Resources: {} }, account }] });
const alarm = (Threshold: number) =>
  seen('AWS::CloudWatch::Alarm', {
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Threshold,
  });

/** By rule; what is written is sandbox's. A rule that is not here, or an entry of no rule, is refused. */
const EXAMPLES: Readonly<Record<string, Example>> = {
  'foreign-trust': { found: trusts(OTHER), near: trusts(OWN) },
  'foreign-resource-policy': { found: bucketPolicy(OTHER), near: bucketPolicy(OWN) },
  'outbound-grant': {
    found: mayDo('sqs:SendMessage', arn('sqs', OTHER, 'orders')),
    near: mayDo('sqs:SendMessage', arn('sqs', OWN, 'orders')),
  },
  'managed-policy': { found: hasManaged('AmazonS3FullAccess'), near: hasManaged('AWSXRayDaemonWriteAccess') },
  'generated-wildcard': {
    found: mayDo('iam:PutRolePolicy', '*'),
    near: mayDo('iam:PutRolePolicy', `arn:aws:iam::${OWN}:role/app-x`),
  },
  'open-federation': { found: pipeline('*'), near: pipeline('repo:o/r:environment:sandbox') },
  'shared-identity': { found: trusts(THIRD), near: trusts('444444444444'), other: trusts(THIRD) },
  'foreign-principal': {
    found: seen('AWS::EKS::AccessEntry', { PrincipalArn: `arn:aws:iam::${OTHER}:role/a`, ClusterName: 'c' }),
    near: seen('AWS::EKS::AccessEntry', { PrincipalArn: `arn:aws:iam::${OWN}:role/a`, ClusterName: 'c' }),
  },
  'event-destinations': {
    found: seen('AWS::Events::Rule', { Targets: [{ Id: 'a', Arn: arn('sqs', OTHER, 'q') }] }),
    near: seen('AWS::Events::Rule', { Targets: [{ Id: 'a', Arn: arn('sqs', OWN, 'q') }] }),
  },
  'log-destinations': {
    found: seen('AWS::Logs::SubscriptionFilter', { DestinationArn: arn('logs', OTHER, 'destination:d') }),
    near: seen('AWS::Logs::SubscriptionFilter', { DestinationArn: arn('logs', OWN, 'destination:d') }),
  },
  'network-links': {
    found: seen('AWS::EC2::VPCPeeringConnection', { PeerOwnerId: OTHER, PeerVpcId: 'vpc-0123456789abcdef0' }),
    near: seen('AWS::EC2::VPCPeeringConnection', { PeerOwnerId: OWN, PeerVpcId: 'vpc-0123456789abcdef0' }),
  },
  'shared-outside': {
    found: seen('AWS::RAM::ResourceShare', { Name: 's', Principals: [OTHER] }),
    near: seen('AWS::RAM::ResourceShare', { Name: 's', Principals: [OWN] }),
  },
  'copies-elsewhere': {
    found: seen('AWS::S3::Bucket', {
      ReplicationConfiguration: { Rules: [{ Destination: { Bucket: 'arn:aws:s3:::live-reports', Account: OTHER } }] },
    }),
    near: seen('AWS::S3::Bucket', {
      ReplicationConfiguration: { Rules: [{ Destination: { Bucket: 'arn:aws:s3:::reports-copy', Account: OWN } }] },
    }),
    other: OTHER_SIDE,
  },
  'api-parts': {
    found: seen('AWS::ApiGateway::Authorizer', { ProviderARNs: [arn('cognito-idp', OTHER, 'userpool/a')] }),
    near: seen('AWS::ApiGateway::Authorizer', { ProviderARNs: [arn('cognito-idp', OWN, 'userpool/a')] }),
  },
  'host-names': {
    found: seen('AWS::Route53::RecordSet', { ResourceRecords: ['gateway.live.example.com'] }),
    near: seen('AWS::Route53::RecordSet', { ResourceRecords: ['gateway.sandbox.example.com'] }),
    other: OTHER_SIDE,
  },
  'foreign-code': {
    found: seen('AWS::Lambda::Function', { Layers: [arn('lambda', OTHER, 'layer:l:1')] }),
    near: seen('AWS::Lambda::Function', { Layers: [arn('lambda', OWN, 'layer:l:1')] }),
  },
  'foreign-roles': {
    found: seen('AWS::Lambda::Function', { Role: `arn:aws:iam::${OTHER}:role/r` }),
    near: seen('AWS::Lambda::Function', { Role: `arn:aws:iam::${OWN}:role/r` }),
  },
  'foreign-keys': {
    found: seen('AWS::SNS::Topic', { KmsMasterKeyId: arn('kms', OTHER, 'key/1') }),
    near: seen('AWS::SNS::Topic', { KmsMasterKeyId: arn('kms', OWN, 'key/1') }),
  },
  'foreign-settings': { found: variable('s3://live-reports/a'), near: variable('live reports'), other: OTHER_SIDE },
  'public-switches': {
    found: seen('AWS::Lambda::Url', { AuthType: 'NONE', TargetFunctionArn: 'f' }),
    near: seen('AWS::Lambda::Url', { AuthType: 'AWS_IAM', TargetFunctionArn: 'f' }),
  },
  'claimed-hosts': {
    found: seen('AWS::ApiGateway::DomainName', { DomainName: 'gateway.live.example.com' }),
    near: seen('AWS::ApiGateway::DomainName', { DomainName: 'gateway.sandbox.example.com' }),
    other: OTHER_SIDE,
  },
  'shared-endpoints': {
    found: webhook('https://hooks.example.org/a'),
    near: webhook('https://hooks.example.org/b'),
    other: webhook('https://hooks.example.org/a'),
  },
  'open-documents': { found: network(true), near: network(false) },
  'organisation-wide': {
    found: seen('AWS::Config::ConfigurationAggregator', { OrganizationAggregationSource: { RoleArn: 'r' } }),
    near: seen('AWS::Config::ConfigurationAggregator', { AccountAggregationSources: [{ AccountIds: [OWN] }] }),
  },
  'dynamic-references': {
    found: variable(`{{resolve:secretsmanager:${arn('secretsmanager', OTHER, 'secret:db-AbCdEf')}}}`),
    near: variable(`{{resolve:secretsmanager:${arn('secretsmanager', OWN, 'secret:db-AbCdEf')}}}`),
  },
  'shared-secrets': {
    found: thirdSecret('psp-AbCdEf'),
    near: thirdSecret('psp2-AbCdEf'),
    other: thirdSecret('psp-AbCdEf'),
  },
  'bootstrap-trust': { found: bootstrap(OTHER), near: bootstrap('') },
  'other-account-named': { found: variable(`a ${OTHER}`), near: variable(`a ${OTHER}0`) },
  'other-side-named': {
    found: variable('gateway.live.example.com'),
    near: variable('gateway.live.example.org'),
    other: OTHER_SIDE,
  },
  'other-side-in-code': { found: code(`const a = "${OTHER}"`), near: code(`const a = "${OWN}"`) },
  'secret-in-template': {
    found: variable(`sk_${'live'}_${'0a1B2c3D'.repeat(3)}`),
    near: variable('sk_live_'),
  },
  'shared-name': {
    found: seen('AWS::S3::Bucket', { BucketName: 'live-reports' }),
    near: seen('AWS::S3::Bucket', { BucketName: 'sandbox-reports' }),
    other: OTHER_SIDE,
  },
  'foreign-output': { found: readsOutput(OTHER), near: readsOutput(OWN) },
  'wrong-account': { found: stackFor(OTHER), near: stackFor(OWN) },
  'local-setting': {
    found: seen('AWS::Lambda::Function', { Environment: { Variables: { AIRLOCK_LOOPBACK: 'localhost' } } }),
    near: seen('AWS::Lambda::Function', { Environment: { Variables: { AIRLOCK_HOSTS: 'pay.example' } } }),
  },
  undecided: { found: seen('Acme::Thing::Machine', {}), near: seen('AWS::SQS::Queue', {}) },
  [weakerLive.id]: { found: alarm(4), near: alarm(5), other: alarm(5) },
};

/** What is reported, finding or not decided: rule and resource. */
function reported(written: object, other: object): string[] {
  const { findings, unverified } = audit(pairOf('sandbox', written as Written, other as Written));
  return [...findings, ...unverified].map(({ rule, logicalId }) => `${rule} ${logicalId}`);
}

test('every rule has an example, and every example a rule', () => {
  const rules = [...RULES, weakerLive].map(({ id }) => id);
  expect(Object.keys(EXAMPLES).sort()).toEqual(rules.sort());
});

describe.each(Object.entries(EXAMPLES))('DC5: %s', (rule, { found, near, other = {} }) => {
  const place = JSON.stringify(found).includes('"Seen":') ? 'Seen' : '';
  test('an audit finds it, at its place', () => {
    expect(reported(found, other)).toContain(`${rule} ${place}`);
  });
  test('an audit of what comes near finds nothing under it', () => {
    const rules = reported(near, other);
    expect(rules.filter((each) => each.startsWith(`${rule} `))).toEqual([]);
  });
});
