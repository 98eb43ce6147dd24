import { partitionOf as partitionOfRegion } from '../../contract/arns';
import type { Resolved, Text } from './value';

/** Where a template is deployed, and with what. */
export interface DeploymentTarget {
  /** What tells this stack from every other, such as its artifact id or its file's name: unknowns of two stacks differ. */
  readonly stack: string;
  /** Twelve digits. */
  readonly account: Text;
  readonly region: Text;
  /** @default - the one of the region: aws, aws-cn or aws-us-gov */
  readonly partition?: string;
  /** @default - unknown */
  readonly stackName?: string;
  /** Values of parameters; lists with commas, as the console takes them. @default - the template's defaults */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Conditions that are taken to come out the other way. @default - none */
  readonly turnedConditions?: readonly string[];
  /** What other stacks of the same account and region export, by name. @default - an import is unknown */
  readonly exports?: ReadonlyMap<string, Resolved>;
}

export function partitionOf({ partition, region }: DeploymentTarget): string {
  if (partition !== undefined) return partition;
  return typeof region === 'string' ? partitionOfRegion(region) : 'aws';
}

/** Domain of the partition's service hosts. */
export function suffixOf(target: DeploymentTarget): string {
  return partitionOf(target) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}
