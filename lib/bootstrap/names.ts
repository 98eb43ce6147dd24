import type { Person } from '../environment/people';
import type { Environment } from '../environment/schema';

const ROLE_OF: Readonly<Record<Person | 'ci', string>> = {
  deployer: 'deployer',
  auditor: 'auditor',
  operator: 'operator',
  onCall: 'on-call',
  breakGlass: 'break-glass',
  ci: 'ci',
};

/** The roles that the CDK CLI and CloudFormation take on; the CDK's own names, which the stacks' synthesizer counts on. */
export type CdkRole = 'deploy' | 'file-publishing' | 'cfn-exec';

/** What the bootstrap of one environment owns or speaks of, by name and ARN. Every name is fixed: no policy waits for another. */
export class Names {
  readonly partition: string;
  readonly prefix: string;

  constructor(readonly environment: Environment) {
    this.partition = partitionOf(environment.region);
    this.prefix = `airlock-${environment.name}`;
  }

  get account(): string {
    return this.environment.account;
  }

  get region(): string {
    return this.environment.region;
  }

  /** The stack that holds all of it. */
  get stack(): string {
    return `${this.prefix}-bootstrap`;
  }

  /** ARN of something in this account and region. */
  arn(service: string, rest: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.account}:${rest}`;
  }

  /** ARN of something in IAM, which knows no regions. */
  iam(rest: string): string {
    return `arn:${this.partition}:iam::${this.account}:${rest}`;
  }

  /** Of a person's role or the pipeline's. */
  role(of: Person | 'ci'): string {
    return `${this.prefix}-${ROLE_OF[of]}`;
  }

  roleArn(of: Person | 'ci'): string {
    return this.iam(`role/${this.role(of)}`);
  }

  cdkRole(of: CdkRole): string {
    return `cdk-${this.environment.qualifier}-${of}-role-${this.account}-${this.region}`;
  }

  cdkRoleArn(of: CdkRole): string {
    return this.iam(`role/${this.cdkRole(of)}`);
  }

  boundary(of: 'runtime' | 'deployment' | 'people'): string {
    return `${this.prefix}-${of}-boundary`;
  }

  policyArn(name: string): string {
    return this.iam(`policy/${name}`);
  }

  get assetsBucket(): string {
    return `cdk-${this.environment.qualifier}-assets-${this.account}-${this.region}`;
  }

  get versionParameter(): string {
    return `/cdk-bootstrap/${this.environment.qualifier}/version`;
  }

  /** Any bucket that the environment's stacks own. */
  get buckets(): string {
    return `arn:${this.partition}:s3:::${this.prefix}-*`;
  }
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
