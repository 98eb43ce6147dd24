import type { EnvironmentName } from './environments';

/** What every name of ours begins with. */
const PRODUCT = 'airlock';

/** The parts of an environment that say where it is; every environment file holds them. */
export interface Location {
  readonly name: EnvironmentName;
  readonly account: string;
  readonly region: string;
}

/** With the qualifier of the environment's bootstrap, which tells it from other bootstraps in its account. */
export interface Qualified extends Location {
  readonly qualifier: string;
}

/**
 * The name of a table, function, role, topic, alarm, API or dashboard: `airlock-sandbox-records`. Fixed, so that policies, people and the
 * other parts of this project name a resource without asking CloudFormation.
 * @param part `*` stands for any part. @default - what an environment has one of: its API, trail, dashboard
 */
export function nameOf(environment: EnvironmentName, part?: string): string {
  return [PRODUCT, environment, ...(part ? [part] : [])].join('-');
}

/** The alias of the key that encrypts all that an environment keeps. */
export function keyAlias(environment: EnvironmentName): string {
  return `alias/${nameOf(environment)}`;
}

/** A log group below the environment's own prefix, for example `/airlock/live/api`. */
export function logGroupName(environment: EnvironmentName, part: string): string {
  return `/${PRODUCT}/${environment}/${part}`;
}

/** What the secrets of an environment are kept for, one prefix each. */
export type SecretKind = 'apps' | 'psp' | 'webhooks';

/** What the name of every secret of an environment begins with. */
export function secretPrefix(environment: EnvironmentName): string {
  return `${PRODUCT}/${environment}/`;
}

/**
 * A secret, for example `airlock/live/psp/paypal`: a PSP's credentials, the key with which an app signs, or the one that signs an app's
 * webhooks.
 * @param of a PSP or the id of an app; `*` stands for any
 */
export function secretName(environment: EnvironmentName, kind: SecretKind, of: string): string {
  return `${secretPrefix(environment)}${kind}/${of}`;
}

/** The topic through which alarms reach people. */
export function alarmTopicName(environment: EnvironmentName): string {
  return nameOf(environment, 'alarms');
}

/** Takes what the function `archive` could not archive. */
export function archiveDeadLettersName(environment: EnvironmentName): string {
  return nameOf(environment, 'archive-dead-letters');
}

/** The buckets that the stacks make: the trail's, and the one of every ledger row's copy. */
export const BUCKETS = ['trail', 'ledger-archive'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Buckets are named for the whole world, so the account is in the name. */
export function bucketName({ name, account }: Pick<Location, 'name' | 'account'>, part: Bucket): string {
  return `${nameOf(name, part)}-${account}`;
}

/** The bucket of templates and code; the CDK's own name for it, which the stacks' synthesizer counts on. */
export function stagingBucketName({ qualifier, account, region }: Qualified): string {
  return `cdk-${qualifier}-assets-${account}-${region}`;
}

/** Where the CDK CLI looks up the bootstrap's version. */
export function bootstrapVersionParameter({ qualifier }: Qualified): string {
  return `/cdk-bootstrap/${qualifier}/version`;
}
