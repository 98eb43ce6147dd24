import type { EnvironmentName } from '../../../../lib/environment/modes';
import type { Base } from '../../edits/base-app';
import type { Case } from '../../edits/case';
import { isMutableObject, type Mutable, mutable, propertiesAt, type Site } from '../../edits/site';
import { STATEMENTS } from '../../statements/all-statements';
import type { StatementForm, Subject } from '../../statements/statement';

/** Where a type keeps its policy, and what a statement added there would be about. */
interface PolicyPath {
  readonly path: readonly string[];
  readonly actions: Mutable;
  readonly service?: string;
  /** Whether what gives to every principal is taken back by a block on public policies. */
  readonly blocksPublic?: true;
}

const PATHS: Readonly<Record<string, PolicyPath>> = {
  'AWS::KMS::Key': { path: ['KeyPolicy'], actions: ['kms:Decrypt'], service: 'sns.amazonaws.com' },
  'AWS::SNS::TopicPolicy': { path: ['PolicyDocument'], actions: 'sns:Publish', service: 's3.amazonaws.com' },
  'AWS::SQS::QueuePolicy': { path: ['PolicyDocument'], actions: 'sqs:SendMessage', service: 'events.amazonaws.com' },
  'AWS::S3::BucketPolicy': {
    path: ['PolicyDocument'],
    actions: 's3:GetObject',
    service: 'cloudtrail.amazonaws.com',
    blocksPublic: true,
  },
  'AWS::SecretsManager::ResourcePolicy': { path: ['ResourcePolicy'], actions: 'secretsmanager:GetSecretValue' },
  'AWS::DynamoDB::Table': { path: ['ResourcePolicy', 'PolicyDocument'], actions: ['dynamodb:GetItem'] },
  'AWS::EFS::FileSystem': { path: ['FileSystemPolicy'], actions: 'elasticfilesystem:ClientMount' },
  'AWS::Backup::BackupVault': { path: ['AccessPolicy'], actions: 'backup:CopyIntoBackupVault' },
  'AWS::ECR::Repository': { path: ['RepositoryPolicyText'], actions: 'ecr:BatchGetImage' },
  'AWS::OpenSearchService::Domain': { path: ['AccessPolicies'], actions: 'es:ESHttpGet' },
  'AWS::IAM::Role': { path: ['AssumeRolePolicyDocument'], actions: 'sts:AssumeRole' },
};

interface Found {
  readonly part: number;
  readonly logicalId: string;
  readonly type: string;
  readonly where: PolicyPath;
}

/** Every policy that stands in an app, by stack and logical id; both sides have the same ones in the same order. */
function policiesIn(base: Base): Found[] {
  return base.sides.sandbox.stacks.flatMap(({ template }, part) =>
    Object.entries(
      mutable(template['Resources'] ?? {}) as Record<string, { Type: string; Properties?: Mutable }>,
    ).flatMap(([logicalId, { Type, Properties }]) => {
      const where = PATHS[Type];
      return where && documentAt(Properties, where.path) ? [{ part, logicalId, type: Type, where }] : [];
    }),
  );
}

function documentAt(properties: Mutable | undefined, path: readonly string[]): { [key: string]: Mutable } | undefined {
  const found = path.reduce<Mutable | undefined>(
    (value, key) => (isMutableObject(value) ? value[key] : undefined),
    properties,
  );
  return isMutableObject(found) ? found : undefined;
}

/** Denials of what is not encrypted stay; those that keep others out are what the edit puts its statement in place of. */
function isSeal(statement: Mutable): boolean {
  return (
    isMutableObject(statement) &&
    statement['Effect'] === 'Deny' &&
    !JSON.stringify(statement['Condition'] ?? '').includes('SecureTransport')
  );
}

function edit({ logicalId, where }: Found, statements: (subject: Subject, site: Site) => Mutable[]) {
  return (site: Site) => {
    const document = documentAt(propertiesAt(site, logicalId), where.path);
    const standing = document?.['Statement'];
    if (!document || standing === undefined) throw new Error(`no policy in ${logicalId}`);
    const all = Array.isArray(standing) ? standing : [standing];
    const resource = all
      .map((each) => (isMutableObject(each) ? each['Resource'] : undefined))
      .find((value) => value !== undefined);
    const subject = {
      actions: where.actions,
      ...(resource !== undefined && { resource }),
      ...(where.service && { service: where.service }),
    };
    document['Statement'] = [...all.filter((each) => !isSeal(each)), ...statements(subject, site)];
  };
}

function fits({ type, where }: Found, form: StatementForm): boolean {
  if (form.needsService && !where.service) return false;
  if (form.notInTrust && type === 'AWS::IAM::Role') return false;
  if (form.name === 'not-resource') return false;
  const everybody = form.operator !== 'principal' || !form.benign;
  return !(everybody && where.blocksPublic && !form.needsService);
}

/** Sealed resources of an app, each opened in some of the ways. */
export function inPlaceCases(base: Base): Case[] {
  return policiesIn(base).flatMap((found, index) => {
    const forms = STATEMENTS.filter((form) => fits(found, form));
    const picked = [0, 1, 2]
      .map((step) => forms[(index * 11 + step * 29) % forms.length])
      .filter((form) => form !== undefined);
    const twins = twinIds(base, found);
    return twins ? [...new Set(picked)].map((form) => asCase(base, found, twins, form)) : [];
  });
}

function asCase(base: Base, found: Found, twins: Readonly<Record<EnvironmentName, string>>, form: StatementForm): Case {
  return {
    group: form.operator === 'denial' ? 'denials' : 'sealed-resources',
    operator: `${form.operator}-in-${found.logicalId.replace(/sandbox/g, '')}`,
    spelling: form.name,
    type: found.type,
    app: base.name,
    part: found.part,
    flow: 'inward',
    at: ({ own }) => [twins[own.environment], ...guarded(base, found.part, twins[own.environment], own.environment)],
    ...(form.opening && {
      opening: (site) => edit({ ...found, logicalId: twins[site.own.environment] }, form.opening ?? (() => []))(site),
    }),
    ...(form.benign && {
      benign: (site) => edit({ ...found, logicalId: twins[site.own.environment] }, form.benign ?? (() => []))(site),
    }),
  };
}

/**
 * The logical id in each side, which may carry the environment.
 * @returns undefined when only sandbox has such a resource
 */
export function twinIds({ sides }: Base, { part, logicalId }: { part: number; logicalId: string }) {
  const live = sides.live.stacks[part]?.template['Resources'] ?? {};
  const twin = [logicalId, logicalId.replaceAll('sandbox', 'live')].find((id) => id in (live as object));
  return twin === undefined ? undefined : { sandbox: logicalId, live: twin };
}

/** What the policy guards, when the policy is a resource of its own. */
function guarded({ sides }: Base, part: number, logicalId: string, environment: EnvironmentName): string[] {
  const resources = sides[environment].stacks[part]?.template['Resources'];
  const policy = mutable(resources ?? {}) as Record<string, { Properties?: Record<string, Mutable> }>;
  const { Queues, Topics, Bucket, SecretId } = policy[logicalId]?.Properties ?? {};
  return [...JSON.stringify([Queues, Topics, Bucket, SecretId]).matchAll(/"Ref":"(\w+)"/g)].map(([, id = '']) => id);
}
