import { App, type StageSynthesisOptions } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Environment } from '../environment/schema';
import { DataStack } from './data-stack';
import { DetectionStack } from './detection-stack';
import { FoundationStack } from './foundation-stack';
import { GatewayStack } from './gateway-stack';
import { ObservabilityStack } from './observability-stack';
import { SecretsStack } from './secrets-stack';
import { acknowledge } from './synthesis/nag-acknowledgements';
import { guardBoundary } from './synthesis/synth-guard';

export interface EnvironmentAppProps {
  readonly environment: Environment;
  /** The other environment: no principal of it may get in, and nothing of it may be named. */
  readonly other: Environment;
  /** Folder with one bundle per function, as `bundleHandlers` leaves it. */
  readonly handlers: string;
  /** @default - where the CDK CLI says */
  readonly outdir?: string;
}

/** The behaviour that this exact release of aws-cdk-lib recommends, set here so that every way to synthesize agrees. */
const FLAGS = {
  ...recommended,
  // References between stacks are exports: CloudFormation refuses to take away what another stack uses.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:enableAdditionalMetadataCollection': false,
  // They cost time and put this machine's paths into the assembly.
  'aws:cdk:disable-creation-stack-traces': true,
};

/** All that is deployed to one account. Never two environments in one App: the CDK would let their stacks refer to each other. */
export class EnvironmentApp extends App {
  private readonly sides: readonly [own: Environment, other: Environment];
  private guarded?: CloudAssembly;

  constructor({ environment, other, handlers, outdir }: EnvironmentAppProps) {
    super({
      context: FLAGS,
      analyticsReporting: false,
      treeMetadata: false,
      ...(outdir && { outdir }),
    });
    this.sides = [environment, other];
    const { key, alarmTopic } = new FoundationStack(this, { environment });
    const secrets = new SecretsStack(this, { environment, encryptionKey: key });
    const data = new DataStack(this, { environment, encryptionKey: key });
    const { tableStreamArn: ledgerStreamArn = '' } = data.ledger;
    const gateway = new GatewayStack(this, { environment, encryptionKey: key, handlers, ledgerStreamArn });
    // Named, not referred to, so that CloudFormation does not know: a function needs its tables and secrets to be there.
    gateway.addStackDependency(secrets);
    gateway.addStackDependency(data);
    new ObservabilityStack(this, { environment, alarmTopic });
    new DetectionStack(this, { environment, encryptionKey: key, alarmTopic });
    acknowledge(this, environment);
  }

  /** @throws BoundaryOpened */
  override synth(options?: StageSynthesisOptions): CloudAssembly {
    const assembly = super.synth(options);
    if (assembly !== this.guarded) guardBoundary(this, assembly, ...this.sides);
    this.guarded = assembly;
    return assembly;
  }
}
