import { arnOf, bucketArn, globalArn, partitionOf, policyArn, roleArn, secretArn } from '../contract/arns';
import type { EnvironmentName } from '../contract/environments';
import { bootstrapVersionParameter, type Location, nameOf, stagingBucketName } from '../contract/names';
import {
  type Boundary,
  boundaryName,
  type CdkRole,
  cdkRoleName,
  type PeopleRole,
  peopleRoleName,
} from '../contract/roles';
import { stackName } from '../contract/stacks';
import type { Environment } from '../environment/schema';

/** What the bootstrap of one environment owns or speaks of, by name and ARN. Every name is fixed: no policy waits for another. */
export class Names implements Location {
  readonly name: EnvironmentName;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly prefix: string;

  constructor(readonly environment: Environment) {
    this.name = environment.name;
    this.account = environment.account;
    this.region = environment.region;
    this.partition = partitionOf(environment.region);
    this.prefix = nameOf(environment.name);
  }

  /** The stack that holds all of it. */
  get stack(): string {
    return stackName(this.name, 'bootstrap');
  }

  /** ARN of something in this account and region. */
  arn(service: string, rest: string): string {
    return arnOf(this, service, rest);
  }

  /** ARN of something in IAM, which knows no regions. */
  iam(rest: string): string {
    return globalArn(this, 'iam', rest);
  }

  /** Of a person's role or the pipeline's. */
  role(of: PeopleRole): string {
    return peopleRoleName(this.name, of);
  }

  roleArn(of: PeopleRole): string {
    return roleArn(this, this.role(of));
  }

  cdkRole(of: CdkRole): string {
    return cdkRoleName(this.environment, of);
  }

  cdkRoleArn(of: CdkRole): string {
    return roleArn(this, this.cdkRole(of));
  }

  boundary(of: Boundary): string {
    return boundaryName(this.name, of);
  }

  policyArn(name: string): string {
    return policyArn(this, name);
  }

  /** Where the CDK CLI puts templates and code. */
  get assetsBucket(): string {
    return stagingBucketName(this.environment);
  }

  get versionParameter(): string {
    return bootstrapVersionParameter(this.environment);
  }

  /** Any secret of the environment. */
  get secrets(): string {
    return secretArn(this, '*');
  }

  /** Any bucket that the environment's stacks own. */
  get buckets(): string {
    return bucketArn(this, nameOf(this.name, '*'));
  }

  /** The environment's dashboards. */
  get dashboards(): string {
    return globalArn(this, 'cloudwatch', `dashboard/${this.prefix}*`);
  }
}
