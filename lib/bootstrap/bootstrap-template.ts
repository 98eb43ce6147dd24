import type { Environment } from '../environment/schema';
import { assetsBucket } from './assets-bucket';
import { deploymentBoundary } from './boundaries/deployment-boundary';
import { peopleBoundary } from './boundaries/people-boundary';
import { runtimeBoundary } from './boundaries/runtime-boundary';
import { executionPolicies } from './execution/execution-policies';
import { Names } from './names';
import { managedPolicy, type Resources } from './resource';
import { cdkRoles } from './roles/cdk-roles';
import { peopleRoles } from './roles/people-roles';
import { pipelineRole } from './roles/pipeline-role';

export interface BootstrapTemplate {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, object>>;
  readonly Resources: Resources;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown; readonly Description: string }>>;
}

/**
 * Of the stock template that this one stands in for. The CLI asks for a number, and newer code of it for a newer one; what the number
 * promises beyond what is here (a lookup role, image assets) this project does not use.
 */
const VERSION = '33';

/** What tells the CLI that this is not its own template, so that neither overwrites the other unasked. */
function variantOf({ name }: Environment): string {
  return `Airlock ${name}`;
}

/**
 * The hardened bootstrap of one environment, complete and without a free parameter: what the CLI insists on passing can only have one
 * value, and a trusted account, another boundary or another qualifier is refused by CloudFormation itself.
 */
export function bootstrapTemplate(environment: Environment): BootstrapTemplate {
  const names = new Names(environment);
  const execution = Object.fromEntries(
    executionPolicies(names).map((document, index) => [
      `ExecutionPolicy${index + 1}`,
      managedPolicy(executionPolicyName(names, index + 1), `What CloudFormation may do, part ${index + 1}`, document),
    ]),
  );
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Airlock ${environment.name}: what deployments need, who may deploy, and the limits of every role`,
    Parameters: {
      BootstrapVariant: fixed(variantOf(environment)),
      Qualifier: fixed(environment.qualifier),
      FileAssetsBucketKmsKeyId: fixed('AWS_MANAGED_KEY'),
      PublicAccessBlockConfiguration: fixed('true'),
      CloudFormationExecutionPolicies: fixed(executionPolicyArns(environment).join(',')),
    },
    Resources: {
      RuntimeBoundary: managedPolicy(
        names.boundary('runtime'),
        'The most that any role of the stacks can do',
        runtimeBoundary(names),
      ),
      DeploymentBoundary: managedPolicy(
        names.boundary('deployment'),
        'The most that CloudFormation can do for the stacks',
        deploymentBoundary(names),
      ),
      PeopleBoundary: managedPolicy(
        names.boundary('people'),
        'The most that people, the pipeline and the roles of the CDK can do',
        peopleBoundary(names),
      ),
      ...execution,
      ...assetsBucket(names),
      ...peopleRoles(names),
      ...pipelineRole(names),
      ...cdkRoles(names, Object.keys(execution)),
      CdkBootstrapVersion: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Type: 'String', Name: names.versionParameter, Value: VERSION },
      },
    },
    Outputs: {
      BucketName: { Description: 'Bucket of templates and code', Value: { Ref: 'StagingBucket' } },
      BucketDomainName: {
        Description: 'Host of that bucket',
        Value: { 'Fn::GetAtt': ['StagingBucket', 'RegionalDomainName'] },
      },
      BootstrapVersion: { Description: 'What the CDK CLI asks for', Value: VERSION },
      BreakGlassRoleArn: { Description: 'Its use raises an alarm', Value: names.roleArn('breakGlass') },
    },
  };
}

/** The stack that holds it. */
export function bootstrapStack(environment: Environment): string {
  return new Names(environment).stack;
}

/** What to tell the CLI that the execution role has; it would speak of AdministratorAccess otherwise. */
export function executionPolicyArns(environment: Environment): string[] {
  const names = new Names(environment);
  return executionPolicies(names).map((_, index) => names.policyArn(executionPolicyName(names, index + 1)));
}

function executionPolicyName({ prefix }: Names, number: number): string {
  return `${prefix}-execution-${number}`;
}

function fixed(value: string): object {
  return { Type: 'String', Default: value, AllowedValues: [value] };
}
