import type { Kind, Mutant } from './mutants';

/** A removal that changes nothing by nature, so that no test can notice it. */
interface Unnoticed {
  readonly kind: Kind;
  readonly logicalId: RegExp;
  /** What is gone, as JSON. */
  readonly removed: RegExp;
  readonly because: string;
}

/** Each with its reason. An entry that fits nothing unnoticed fails the run, so that none outlives its reason. */
export const UNNOTICED: readonly Unnoticed[] = [
  {
    kind: 'allow statement',
    logicalId: /^RuntimeBoundary$/,
    removed: /"Sid":"Topics"/,
    because: 'no role of the stacks publishes; alarms reach the topic as CloudWatch itself',
  },
  {
    kind: 'action of an allow',
    logicalId: /^RuntimeBoundary$/,
    removed: /^"s3:PutObjectRetention"$/,
    because: 'no role of the stacks sets a lock; the bucket does, and its policy denies it to everybody',
  },
  {
    kind: 'exception of a deny',
    logicalId: /^(Runtime|Deployment)Boundary$/,
    removed: /^"arn:aws:iam::aws:policy\/\*"$/,
    because: 'the same boundary denies every IAM action on a policy by another statement',
  },
  {
    kind: 'resource of a deny',
    logicalId: /^DeploymentBoundary$/,
    removed: /:role\/cdk-\*"$/,
    because: 'OnlyStacksRoles denies IAM on every role of another name already',
  },
  {
    kind: 'value of a condition',
    logicalId: /^ExecutionPolicy2$/,
    removed: /^"lambda\.[a-z0-9-]+\.amazonaws\.com"$/,
    because: 'no function has a key of its own, and the key lets nobody through Lambda',
  },
  {
    kind: 'action of an allow',
    logicalId: /^Key/,
    removed: /^"kms:DescribeKey"$/,
    because: 'AccountAdministers allows it to every principal of the account',
  },
];

/** @returns undefined when it should have been noticed */
export function whyUnnoticed({ kind, logicalId, removed }: Mutant): Unnoticed | undefined {
  const text = JSON.stringify(removed);
  return UNNOTICED.find((each) => each.kind === kind && each.logicalId.test(logicalId) && each.removed.test(text));
}
