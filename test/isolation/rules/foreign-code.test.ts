import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { OTHER, OWN, ruleTable, THIRD } from './rule-table';
import { OTHER_SIDE, resource, seen, withParameters } from './written';

const lambda = (more: object) => seen('AWS::Lambda::Function', { Role: `arn:aws:iam::${OWN}:role/r`, ...more });
const image = (account: string) => `${account}.dkr.ecr.eu-west-1.amazonaws.com/app:1`;
const task = (Image: unknown) => seen('AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ Name: 'c', Image }] });

ruleTable(ADDRESS_RULES['foreign-code'], {
  other: { ...OTHER_SIDE, Machine: resource('AWS::EC2::Instance', { ImageId: 'ami-0aaaaaaaaaaaaaaa1' }) } as never,
  mustCatch: {
    'a layer': lambda({ Layers: [`arn:aws:lambda:eu-west-1:${OTHER}:layer:l:1`], Code: { ZipFile: 'x' } }),
    'a layer joined': lambda({
      Layers: [{ 'Fn::Join': [':', ['arn:aws:lambda:eu-west-1', OTHER, 'layer:l:1']] }],
      Code: { ZipFile: 'x' },
    }),
    'a package': lambda({ Code: { S3Bucket: 'live-reports', S3Key: 'k' } }),
    'a package in a staging bucket': lambda({ Code: { S3Bucket: `cdk-x-assets-${OTHER}-eu-west-1`, S3Key: 'k' } }),
    'an image': lambda({ PackageType: 'Image', Code: { ImageUri: image(OTHER) } }),
    'a container': task(image(OTHER)),
    'a container joined': task({
      'Fn::Join': ['', [OTHER, '.dkr.ecr.', { Ref: 'AWS::Region' }, '.amazonaws.com/app']],
    }),
    'a build image': seen('AWS::CodeBuild::Project', {
      ServiceRole: 'r',
      Artifacts: { Type: 'NO_ARTIFACTS' },
      Source: { Type: 'NO_SOURCE' },
      Environment: { ComputeType: 'S', Type: 'LINUX_CONTAINER', Image: image(OTHER) },
    }),
    'a batch image': seen('AWS::Batch::JobDefinition', {
      Type: 'container',
      ContainerProperties: { Image: image(OTHER) },
    }),
    'a model': seen('AWS::SageMaker::Model', { PrimaryContainer: { Image: image(OTHER), ModelDataUrl: 's3://x/y' } }),
    'artifacts of a pipeline': seen('AWS::CodePipeline::Pipeline', {
      RoleArn: `arn:aws:iam::${OWN}:role/r`,
      ArtifactStore: { Type: 'S3', Location: 'live-reports' },
      Stages: [],
    }),
    'a nested template': seen('AWS::CloudFormation::Stack', {
      TemplateURL: 'https://live-reports.s3.eu-west-1.amazonaws.com/t.json',
    }),
    'a definition': seen('AWS::StepFunctions::StateMachine', {
      RoleArn: 'r',
      DefinitionS3Location: { Bucket: 'live-reports', Key: 'k' },
    }),
    'a provider of resources': seen('AWS::CloudFormation::CustomResource', {
      ServiceToken: `arn:aws:lambda:eu-west-1:${OTHER}:function:f`,
    }),
  } as never,
  mustPass: {
    'an own package': lambda({
      Code: { S3Bucket: { 'Fn::Sub': 'cdk-x-assets-${AWS::AccountId}-eu-west-1' }, S3Key: 'k' },
    }),
    'a layer of AWS': lambda({
      Layers: ['arn:aws:lambda:eu-west-1:015030872274:layer:AWS-Parameters-and-Secrets-Lambda-Extension:4'],
      Code: { ZipFile: 'x' },
    }),
    'a layer of a vendor': lambda({ Layers: [`arn:aws:lambda:eu-west-1:${THIRD}:layer:l:1`], Code: { ZipFile: 'x' } }),
    'an image of the world': task('public.ecr.aws/nginx/nginx:latest'),
    'an image by name': task('nginx'),
    'an image of AWS by parameter': seen('AWS::EC2::Instance', {
      ImageId: '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}',
    }),
    'a machine image that only this side names': seen('AWS::EC2::Instance', { ImageId: 'ami-0123456789abcdef0' }),
    inline: lambda({ Code: { ZipFile: 'exports.handler = async () => "https://status.example.org"' } }),
  } as never,
  undecided: {
    'a package in a bucket of nobody knows whom': lambda({ Code: { S3Bucket: 'some-code', S3Key: 'k' } }),
    'a bucket that nobody gave': withParameters(lambda({ Code: { S3Bucket: { Ref: 'Any' }, S3Key: 'k' } }), {
      Any: { Type: 'String' },
    }),
    'a machine image of both sides': seen('AWS::EC2::Instance', { ImageId: 'ami-0aaaaaaaaaaaaaaa1' }),
  } as never,
});
