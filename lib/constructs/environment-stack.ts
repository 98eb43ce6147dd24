import { DefaultStackSynthesizer, type IStackSynthesizer, PermissionsBoundary, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { policyArn } from '../contract/arns';
import { boundaryName } from '../contract/roles';
import { type StackPart, stackName } from '../contract/stacks';
import { PRODUCT_TAG, TAGS } from '../contract/tags';
import type { Environment } from '../environment/schema';

export interface EnvironmentStackProps {
  readonly environment: Environment;
  /** What the stack holds, for a reader of the CloudFormation console. */
  readonly description: string;
}

/**
 * A stack that can only be deployed to its environment's account and region, through that account's own bootstrap. It and everything
 * in it carries the environment's tags, and every role in it, also one that the CDK makes itself, the runtime boundary that the
 * bootstrap owns.
 *
 * @example
 * ```ts
 * class DataStack extends EnvironmentStack {}
 * const data = new DataStack(app, 'data', { environment, description: 'tables' });
 * console.log(data.stackName, data.account === environment.account); // airlock-sandbox-data true
 * ```
 */
export abstract class EnvironmentStack extends Stack {
  readonly environmentFile: Environment;

  constructor(scope: Construct, part: StackPart, { environment, description }: EnvironmentStackProps) {
    const { name, account, region, qualifier, modes } = environment;
    const tags = {
      ...environment.tags,
      [TAGS.environment]: name,
      [TAGS.mode]: modes.join(' '),
      [TAGS.product]: PRODUCT_TAG,
    };
    super(scope, stackName(name, part), {
      description: `Airlock ${name} (mode ${modes.join(', ')}): ${description}`,
      env: { account, region },
      // There is no lookup role to fall back to: what a diff reads, it reads as the deploy role.
      synthesizer: new DefaultStackSynthesizer({
        qualifier,
        lookupRoleArn: DefaultStackSynthesizer.DEFAULT_DEPLOY_ROLE_ARN,
      }) as IStackSynthesizer,
      tags,
      permissionsBoundary: PermissionsBoundary.fromArn(policyArn(environment, boundaryName(name, 'runtime'))),
      terminationProtection: environment.data.deletionProtection,
      crossRegionReferences: false,
      analyticsReporting: false,
    });
    this.environmentFile = environment;
    for (const [key, value] of Object.entries(tags)) Tags.of(this).add(key, value);
  }
}
