import { DefaultStackSynthesizer, type IStackSynthesizer, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment } from '../environment/schema';
import { nameOf } from './names';

export interface EnvironmentStackProps {
  readonly environment: Environment;
  /** What the stack holds, for a reader of the CloudFormation console. */
  readonly description: string;
}

/**
 * A stack that can only be deployed to its environment's account and region, through that account's own bootstrap. It and everything
 * in it carries the environment's tags.
 */
export abstract class EnvironmentStack extends Stack {
  readonly environmentFile: Environment;

  constructor(scope: Construct, part: string, { environment, description }: EnvironmentStackProps) {
    const { name, account, region, qualifier } = environment;
    const tags = { ...environment.tags, 'airlock:environment': name, 'airlock:product': 'airlock' };
    super(scope, nameOf(name, part), {
      description: `Airlock ${name}: ${description}`,
      env: { account, region },
      // There is no lookup role to fall back to: what a diff reads, it reads as the deploy role.
      synthesizer: new DefaultStackSynthesizer({
        qualifier,
        lookupRoleArn: DefaultStackSynthesizer.DEFAULT_DEPLOY_ROLE_ARN,
      }) as IStackSynthesizer,
      tags,
      terminationProtection: environment.data.deletionProtection,
      crossRegionReferences: false,
      analyticsReporting: false,
    });
    this.environmentFile = environment;
    for (const [key, value] of Object.entries(tags)) Tags.of(this).add(key, value);
  }
}
