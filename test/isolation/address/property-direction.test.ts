import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import type { JsonObject } from '../../../lib/isolation/template/json';
import { OTHER, OWN, observe } from '../rules/rule-table';
import { OTHER_SIDE, seen } from '../rules/written';

const arn = (service: string, what: string) => `arn:aws:${service}:eu-west-1:${OTHER}:${what}`;
const FUNCTION = arn('lambda', 'function:f');
const TOPIC = arn('sns', 't');
const ROLE = `arn:aws:iam::${OTHER}:role/r`;
const IMAGE = `${OTHER}.dkr.ecr.eu-west-1.amazonaws.com/app:1`;
const lambda = (more: object) => seen('AWS::Lambda::Function', { Role: `arn:aws:iam::${OWN}:role/r`, ...more });
const pool = (more: object) => seen('AWS::Cognito::UserPool', more);
const project = (more: object) => seen('AWS::CodeBuild::Project', { ServiceRole: 'r', ...more });
const distribution = (AmiDistributionConfiguration: object) =>
  seen('AWS::ImageBuilder::DistributionConfiguration', {
    Name: 'n',
    Distributions: [{ Region: 'eu-west-1', AmiDistributionConfiguration }],
  });

/** What this side calls, sends to, invokes or hands out. */
const OUT: Readonly<Record<string, JsonObject>> = {
  'a trigger of a pool': pool({ LambdaConfig: { PreSignUp: FUNCTION } }),
  'a sender of a pool': pool({ LambdaConfig: { CustomEmailSender: { LambdaArn: FUNCTION, LambdaVersion: 'V1_0' } } }),
  'mail of a pool': pool({ EmailConfiguration: { SourceArn: arn('ses', 'identity/example.com') } }),
  'a provider of resources': seen('AWS::CloudFormation::CustomResource', { ServiceToken: FUNCTION }),
  'a provider of resources by name': seen('Custom::Thing', { ServiceToken: FUNCTION }),
  'a build that takes on a role': project({ Source: { Type: 'NO_SOURCE', BuildSpec: `aws sts assume-role ${ROLE}` } }),
  'where a build writes': project({ Artifacts: { Type: 'S3', Location: 'live-reports' } }),
  'a topic of deployments': seen('AWS::CodeDeploy::DeploymentGroup', {
    ApplicationName: 'a',
    ServiceRoleArn: 'r',
    TriggerConfigurations: [{ TriggerTargetArn: TOPIC, TriggerName: 'n', TriggerEvents: [] }],
  }),
  'images for an account': distribution({ TargetAccountIds: [OTHER] }),
  'code that names a role': lambda({ Code: { ZipFile: `const role = '${ROLE}';` } }),
  'a setting': lambda({ Code: { ZipFile: 'x' }, Environment: { Variables: { ROLE } } }),
  'where people go back to': seen('AWS::Cognito::UserPoolClient', {
    UserPoolId: 'p',
    CallbackURLs: ['https://gateway.live.example.com/back'],
  }),
  'a target': seen('AWS::Events::Rule', { Targets: [{ Id: 't', Arn: TOPIC }] }),
  'a catalog': seen('AWS::Glue::Table', { CatalogId: OTHER, DatabaseName: 'd' }),
} as never;

/** What the other side wrote and runs here, and the principals that this side lets in. */
const IN: Readonly<Record<string, JsonObject>> = {
  'a layer': lambda({ Layers: [arn('lambda', 'layer:l:1')], Code: { ZipFile: 'x' } }),
  'a package': lambda({ Code: { S3Bucket: 'live-reports', S3Key: 'k' } }),
  'an image': lambda({ Code: { ImageUri: IMAGE } }),
  'a build image': project({ Environment: { ComputeType: 'S', Type: 'LINUX_CONTAINER', Image: IMAGE } }),
  'a source': project({ Source: { Type: 'S3', Location: 'live-reports/x.zip' } }),
  'a script': seen('AWS::Glue::Job', { Role: 'r', Command: { ScriptLocation: 's3://live-reports/x.py' } }),
  'a model': seen('AWS::SageMaker::Model', { PrimaryContainer: { ModelDataUrl: 's3://live-reports/m' } }),
  'who may launch an image': distribution({ LaunchPermissionConfiguration: { UserIds: [OTHER] } }),
  'an authorizer': seen('AWS::ApiGatewayV2::Authorizer', { ApiId: 'a', Name: 'n', AuthorizerUri: FUNCTION }),
  'a pool that lets in': seen('AWS::ApiGateway::Authorizer', {
    ProviderARNs: [arn('cognito-idp', 'userpool/eu-west-1_Xxxxxxxxx')],
  }),
  'a pool of workers': seen('AWS::SageMaker::Workforce', {
    CognitoConfig: { ClientId: 'c', UserPool: 'eu-west-1_AbCdEfGhI' },
  }),
  'an endpoint service': seen('AWS::EC2::VPCEndpointServicePermissions', { ServiceId: 's', AllowedPrincipals: ['*'] }),
  'a source group': seen('AWS::EC2::SecurityGroupIngress', { IpProtocol: '-1', SourceSecurityGroupOwnerId: OTHER }),
  'snapshots for an account': seen('AWS::DLM::LifecyclePolicy', {
    PolicyDetails: { Schedules: [{ ShareRules: [{ TargetAccounts: [OTHER] }] }] },
  }),
  'a share': seen('AWS::RAM::ResourceShare', { Name: 's', Principals: [OTHER] }),
  'queues that may send their failures': seen('AWS::SQS::Queue', {
    RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [arn('sqs', 'q')] },
  }),
  'a topic that is listened to': seen('AWS::SNS::Subscription', { TopicArn: TOPIC, Protocol: 'sqs', Endpoint: 'q' }),
} as never;

const ways = (written: JsonObject) => {
  const found = Object.values(ADDRESS_RULES).flatMap((rule) => observe(rule, 'sandbox', written, OTHER_SIDE));
  return new Set(found.flatMap(({ decision, direction }) => (decision === 'open' ? [direction] : [])));
};

describe('who reaches into which account', () => {
  test.each(Object.entries(OUT))('%s leads out', (_, written) => expect(ways(written)).toEqual(new Set(['out'])));
  test.each(Object.entries(IN))('%s leads in', (_, written) => expect(ways(written)).toEqual(new Set(['in'])));
});
