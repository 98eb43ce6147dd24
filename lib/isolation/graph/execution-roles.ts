import { ROLES_OF_PRINCIPALS } from '../model/roles-of-principals';
import type { SideResource } from '../model/side';
import { textsAt } from '../template/literals';
import { type Edge, resourceName } from './edge';
import type { ResourceIndex } from './resource-index';

/** The property with the role that a resource acts as. Source: CloudFormation template reference of each type. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function': ['Role'],
  'AWS::Serverless::Function': ['Role'],
  'AWS::StepFunctions::StateMachine': ['RoleArn'],
  'AWS::CodeBuild::Project': ['ServiceRole'],
  'AWS::CodePipeline::Pipeline': ['RoleArn'],
  'AWS::ECS::TaskDefinition': ['TaskRoleArn'],
  'AWS::Pipes::Pipe': ['RoleArn'],
  'AWS::Glue::Job': ['Role'],
  'AWS::ApiGateway::Method': ['Integration', 'Credentials'],
  'AWS::ApiGatewayV2::Integration': ['CredentialsArn'],
  'AWS::AppRunner::Service': ['InstanceConfiguration', 'InstanceRoleArn'],
  'AWS::AppSync::DataSource': ['ServiceRoleArn'],
  'AWS::Batch::JobDefinition': ['ContainerProperties', 'JobRoleArn'],
  'AWS::SageMaker::NotebookInstance': ['RoleArn'],
  'AWS::CloudFormation::Stack': ['RoleARN'],
};

/** The roles that a resource acts as. */
export function executionRoles(resource: SideResource, index: ResourceIndex): Edge[] {
  if (resource.type === 'AWS::EC2::Instance') {
    const profile = index.one(resource.properties['IamInstanceProfile']);
    return profile ? executionRoles(profile, index).map((edge) => ({ ...edge, hop: sentence(resource, edge.to) })) : [];
  }
  const own = ROLES[resource.type];
  const given = ROLES_OF_PRINCIPALS[resource.type] ?? [];
  const paths = [...(own ? [own] : []), ...given.map(({ path }) => path)];
  const named = paths.flatMap((path) => Array.from(textsAt(resource.properties, path), ([, text]) => text));
  return index
    .all(named)
    .filter(({ type }) => type === 'AWS::IAM::Role')
    .map((to) => ({ to, way: 'acts', hop: sentence(resource, to) }));
}

function sentence(resource: SideResource, role: SideResource): string {
  return `${resource.logicalId} runs as role ${resourceName(role)}`;
}
