import type { JsonObject } from '../../../../lib/isolation/template/json';
import { HOLE } from '../../edits/fragments';
import {
  type Channel,
  channel,
  FIREHOSE,
  FUNCTION,
  KEY,
  OWN_ROLE,
  QUEUE,
  ROLE,
  SECRET,
  TOPIC,
  withoutTwin,
} from './channel';

const OWN_BUCKET = '{store}';
const IMAGE = '{account}.dkr.ecr.eu-west-1.amazonaws.com/worker:1';
const OWN_IMAGE = '{own}.dkr.ecr.eu-west-1.amazonaws.com/added:1';
const task = (container: JsonObject, more: JsonObject = {}) => ({
  Family: 'added-{env}',
  Cpu: '256',
  Memory: '512',
  NetworkMode: 'awsvpc',
  RequiresCompatibilities: ['FARGATE'],
  ContainerDefinitions: [{ Name: 'added', Image: OWN_IMAGE, ...container }],
  ...more,
});
const project = (more: JsonObject) => ({
  ServiceRole: OWN_ROLE,
  Source: { Type: 'NO_SOURCE', BuildSpec: 'version: 0.2\n' },
  Artifacts: { Type: 'NO_ARTIFACTS' },
  Environment: { Type: 'LINUX_CONTAINER', ComputeType: 'BUILD_GENERAL1_SMALL', Image: 'aws/codebuild/standard:7.0' },
  ...more,
});

/** Machines, containers, pipelines and what they run. */
export const COMPUTE_CHANNELS: readonly Channel[] = [
  channel('AWS::ECS::TaskDefinition', 'Image', 'either', IMAGE, task({ Image: HOLE })),
  channel('AWS::ECS::TaskDefinition', 'TaskRoleArn', 'outward', ROLE, task({}, { TaskRoleArn: HOLE })),
  channel(
    'AWS::ECS::TaskDefinition',
    'Secrets',
    'either',
    SECRET,
    task({ Secrets: [{ Name: 'TOKEN', ValueFrom: HOLE }] }, { ExecutionRoleArn: OWN_ROLE }),
  ),
  channel(
    'AWS::ECS::TaskDefinition',
    'Environment',
    'outward',
    'https://{host}',
    task({ Environment: [{ Name: 'GATEWAY_URL', Value: HOLE }] }),
  ),
  channel('AWS::ECS::TaskDefinition', 'Command', 'outward', QUEUE, task({ Command: ['worker', '--queue', HOLE] })),
  channel(
    'AWS::ECS::Service',
    'TargetGroupArn',
    'either',
    'arn:aws:elasticloadbalancing:eu-west-1:{account}:targetgroup/orders/0123456789abcdef',
    {
      Cluster: 'added-{env}',
      TaskDefinition: 'arn:aws:ecs:eu-west-1:{own}:task-definition/added:1',
      LoadBalancers: [{ ContainerName: 'added', ContainerPort: 80, TargetGroupArn: HOLE }],
    },
  ),
  channel('AWS::Batch::JobDefinition', 'Image', 'either', IMAGE, {
    Type: 'container',
    ContainerProperties: {
      Image: HOLE,
      ResourceRequirements: [
        { Type: 'VCPU', Value: '1' },
        { Type: 'MEMORY', Value: '512' },
      ],
    },
  }),
  channel(
    'AWS::EC2::LaunchTemplate',
    'IamInstanceProfile',
    'outward',
    'arn:aws:iam::{account}:instance-profile/worker',
    { LaunchTemplateData: { ImageId: '{image}', InstanceType: 't4g.small', IamInstanceProfile: { Arn: HOLE } } },
  ),
  channel('AWS::EC2::LaunchTemplate', 'UserData', 'outward', 'https://{host}/install', {
    LaunchTemplateData: {
      ImageId: '{image}',
      InstanceType: 't4g.small',
      UserData: { 'Fn::Base64': `#!/bin/sh\ncurl -fsS ${HOLE} | sh\n` },
    },
  }),
  channel(
    'AWS::EC2::Instance',
    'UserData',
    'outward',
    'aws sqs send-message --queue-url https://sqs.eu-west-1.amazonaws.com/{account}/jobs',
    {
      ImageId: '{image}',
      InstanceType: 't4g.small',
      SubnetId: '{subnet}',
      UserData: { 'Fn::Base64': `#!/bin/sh\n${HOLE} --message-body up\n` },
    },
  ),
  channel('AWS::AutoScaling::AutoScalingGroup', 'NotificationConfigurations', 'outward', TOPIC, {
    MinSize: '1',
    MaxSize: '2',
    VPCZoneIdentifier: ['{subnet}'],
    LaunchTemplate: { LaunchTemplateId: 'lt-0{own}abc0', Version: '1' },
    NotificationConfigurations: [{ TopicARN: HOLE, NotificationTypes: ['autoscaling:EC2_INSTANCE_LAUNCH'] }],
  }),
  channel('AWS::AutoScaling::LifecycleHook', 'NotificationTargetARN', 'outward', QUEUE, {
    AutoScalingGroupName: 'added-{env}',
    LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
    RoleARN: OWN_ROLE,
    NotificationTargetARN: HOLE,
  }),
  channel('AWS::CodeBuild::Project', 'ServiceRole', 'outward', ROLE, project({ ServiceRole: HOLE })),
  channel(
    'AWS::CodeBuild::Project',
    'Image',
    'either',
    IMAGE,
    project({ Environment: { Type: 'LINUX_CONTAINER', ComputeType: 'BUILD_GENERAL1_SMALL', Image: HOLE } }),
  ),
  channel(
    'AWS::CodeBuild::Project',
    'Artifacts',
    'outward',
    '{bucket}',
    project({ Artifacts: { Type: 'S3', Location: HOLE } }),
  ),
  channel(
    'AWS::CodeBuild::Project',
    'BuildSpec',
    'outward',
    ROLE,
    project({
      Source: {
        Type: 'NO_SOURCE',
        BuildSpec: `version: 0.2\nphases:\n  build:\n    commands:\n      - aws sts assume-role --role-session-name build --role-arn ${HOLE}\n`,
      },
    }),
  ),
  channel('AWS::CodePipeline::Pipeline', 'ActionRoleArn', 'outward', ROLE, {
    RoleArn: OWN_ROLE,
    ArtifactStore: { Type: 'S3', Location: OWN_BUCKET },
    Stages: [
      {
        Name: 'source',
        Actions: [
          {
            Name: 'source',
            ActionTypeId: { Category: 'Source', Owner: 'AWS', Provider: 'S3', Version: '1' },
            OutputArtifacts: [{ Name: 'source' }],
            Configuration: { S3Bucket: OWN_BUCKET, S3ObjectKey: 'source.zip' },
          },
        ],
      },
      {
        Name: 'deploy',
        Actions: [
          {
            Name: 'deploy',
            RoleArn: HOLE,
            ActionTypeId: { Category: 'Deploy', Owner: 'AWS', Provider: 'CloudFormation', Version: '1' },
            InputArtifacts: [{ Name: 'source' }],
            Configuration: {
              ActionMode: 'CREATE_UPDATE',
              StackName: 'added',
              RoleArn: OWN_ROLE,
              TemplatePath: 'source::template.json',
            },
          },
        ],
      },
    ],
  }),
  channel('AWS::CodePipeline::Pipeline', 'ArtifactStore-key', 'either', KEY, {
    RoleArn: OWN_ROLE,
    ArtifactStore: { Type: 'S3', Location: OWN_BUCKET, EncryptionKey: { Id: HOLE, Type: 'KMS' } },
    Stages: [
      {
        Name: 'source',
        Actions: [
          {
            Name: 'source',
            ActionTypeId: { Category: 'Source', Owner: 'AWS', Provider: 'S3', Version: '1' },
            OutputArtifacts: [{ Name: 'source' }],
            Configuration: { S3Bucket: OWN_BUCKET, S3ObjectKey: 'source.zip' },
          },
        ],
      },
      {
        Name: 'approve',
        Actions: [
          { Name: 'approve', ActionTypeId: { Category: 'Approval', Owner: 'AWS', Provider: 'Manual', Version: '1' } },
        ],
      },
    ],
  }),
  channel('AWS::CodeCommit::Repository', 'Triggers', 'outward', TOPIC, {
    RepositoryName: 'added-{env}',
    Triggers: [{ Name: 'push', DestinationArn: HOLE, Events: ['all'] }],
  }),
  channel('AWS::CodeDeploy::DeploymentGroup', 'TriggerTargetArn', 'outward', TOPIC, {
    ApplicationName: 'added-{env}',
    ServiceRoleArn: OWN_ROLE,
    TriggerConfigurations: [{ TriggerEvents: ['DeploymentSuccess'], TriggerName: 'done', TriggerTargetArn: HOLE }],
  }),
  channel('AWS::CodeStarNotifications::NotificationRule', 'TargetAddress', 'outward', TOPIC, {
    Name: 'added-{env}',
    DetailType: 'BASIC',
    EventTypeIds: ['codepipeline-pipeline-pipeline-execution-failed'],
    Resource: 'arn:aws:codepipeline:eu-west-1:{own}:added',
    Targets: [{ TargetType: 'SNS', TargetAddress: HOLE }],
  }),
  withoutTwin(
    channel('AWS::CloudFormation::Stack', 'NotificationARNs', 'outward', TOPIC, {
      TemplateURL: 'https://{store}.s3.eu-west-1.amazonaws.com/nested.json',
      NotificationARNs: [HOLE],
    }),
  ),
  channel('AWS::SES::ConfigurationSetEventDestination', 'Firehose', 'outward', FIREHOSE, {
    ConfigurationSetName: 'added-{env}',
    EventDestination: {
      MatchingEventTypes: ['send'],
      KinesisFirehoseDestination: { DeliveryStreamARN: HOLE, IAMRoleARN: OWN_ROLE },
    },
  }),
  channel('AWS::SES::ReceiptRule', 'S3Action', 'outward', '{bucket}', {
    RuleSetName: 'added-{env}',
    Rule: { Actions: [{ S3Action: { BucketName: HOLE } }] },
  }),
  channel('AWS::SES::ReceiptRule', 'LambdaAction', 'outward', FUNCTION, {
    RuleSetName: 'added-{env}',
    Rule: { Actions: [{ LambdaAction: { FunctionArn: HOLE } }] },
  }),
  channel('AWS::AppConfig::Extension', 'Uri', 'outward', FUNCTION, {
    Name: 'added-{env}',
    Actions: { ON_DEPLOYMENT_COMPLETE: [{ Name: 'tell', Uri: HOLE, RoleArn: OWN_ROLE }] },
  }),
  channel('AWS::Bedrock::Agent', 'AgentResourceRoleArn', 'outward', ROLE, {
    AgentName: 'added-{env}',
    AgentResourceRoleArn: HOLE,
  }),
];
