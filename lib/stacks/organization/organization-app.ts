import { App } from 'aws-cdk-lib';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import { OrganizationStack, type OrganizationStackProps } from './organization-stack';

export interface OrganizationAppProps extends OrganizationStackProps {
  /** @default - where the CDK CLI says */
  readonly outdir?: string;
}

/** What is deployed to the management account: optional, and no part of either environment. */
export class OrganizationApp extends App {
  constructor({ outdir, ...props }: OrganizationAppProps) {
    super({
      // Stack traces cost time and put this machine's paths into the assembly.
      context: { ...recommended, 'aws:cdk:disable-creation-stack-traces': true },
      analyticsReporting: false,
      treeMetadata: false,
      ...(outdir && { outdir }),
    });
    new OrganizationStack(this, props);
  }
}
