import { PSPS } from '../contract/providers';
import { declaredFields, type LiveMayBe } from './fields';
import { type EnvironmentProblem, type FieldPath, problem } from './problem';
import { PSP_HOSTS, providerStates } from './providers';
import type { Environment, EnvironmentSchema } from './schema';
import { redact } from './secret-text';
import { trustedIdentities } from './trusted-identities';

/** A valid environment, and where in its file each field is. */
export interface LoadedEnvironment {
  readonly environment: Environment;
  /** What it was checked against. */
  readonly schema: EnvironmentSchema;
  readonly file: string;
  lineOf(path: FieldPath): number;
}

/** Everything that stops two valid environments from being sandbox and live of one product (D3). */
export function pairProblems(sandbox: LoadedEnvironment, live: LoadedEnvironment): EnvironmentProblem[] {
  return [
    ...sharedValues(sandbox, live),
    ...sharedTrust(sandbox, live),
    ...foreignNames(live, sandbox),
    ...foreignNames(sandbox, live),
    ...differentSalts(sandbox, live),
    ...looserFields(sandbox, live),
  ];
}

interface Claim {
  readonly path: FieldPath;
  readonly value: string;
  readonly fix: string;
}

/** What an environment must have for itself. Equal texts mean the same thing, so case is folded. */
function claims(environment: Environment): Claim[] {
  const { account, qualifier, domain, alarms } = environment;
  const own = (what: string) => `${what} of its own in each environment`;
  return [
    { path: ['account'], value: account, fix: own('an account') },
    { path: ['qualifier'], value: qualifier, fix: own('a bootstrap qualifier') },
    ...(domain
      ? [{ path: ['domain', 'name'], value: domain.name, fix: own('a host, and with it webhook URLs,') }]
      : []),
    ...providerStates(environment).flatMap(({ provider, mode, host }) =>
      host ? [{ path: ['providers', provider, mode, 'host'], value: host, fix: own('a provider host') }] : [],
    ),
    ...alarms.notify.map((email, index) => ({
      path: ['alarms', 'notify', index],
      value: email,
      fix: own('a notification target'),
    })),
  ].map((claim) => ({ ...claim, value: claim.value.toLowerCase() }));
}

function sharedValues(sandbox: LoadedEnvironment, live: LoadedEnvironment): EnvironmentProblem[] {
  const taken = claims(sandbox.environment);
  return claims(live.environment).flatMap(({ path, value, fix }) => {
    const other = taken.find((claim) => claim.value === value);
    return other ? [beside(live, path, value, `the same as sandbox's (${place(sandbox, other.path)})`, fix)] : [];
  });
}

/** An identity that both environments trust is a bridge between them. The two auditors may be one person: they read no data. */
function sharedTrust(sandbox: LoadedEnvironment, live: LoadedEnvironment): EnvironmentProblem[] {
  const taken = trustedIdentities(sandbox.environment);
  return trustedIdentities(live.environment).flatMap(({ path, value, identities, role }) => {
    const other = taken.find(
      (each) =>
        each.identities.some((identity) => identities.includes(identity)) &&
        !(role === 'auditor' && each.role === 'auditor'),
    );
    if (!other) return [];
    const comparison = `trusted by sandbox's ${other.role} too (${place(sandbox, other.path)})`;
    const fix = role === 'ci' ? 'a repository environment' : 'people';
    return [
      beside(live, path, value, comparison, `${fix} of its own in each environment; only auditors may be the same`),
    ];
  });
}

/** Texts that name the other side's account or hosts: a sandbox host in live is the common one, but a tag will do. */
function foreignNames(own: LoadedEnvironment, other: LoadedEnvironment): EnvironmentProblem[] {
  const side = other.environment.name;
  const ownValues = new Set(claims(own.environment).map(({ value }) => value));
  // What both claim is shared, and said so once.
  const shared = new Set(claims(other.environment).flatMap(({ value }) => (ownValues.has(value) ? words(value) : [])));
  const names = new Set([...namesOf(other.environment)].filter((name) => !shared.has(name)));
  return texts(own.environment).flatMap(({ path, value }) => {
    const name = words(value).find((word) => names.has(word));
    if (!name) return [];
    const origin = texts(other.environment).find((text) => words(text.value).includes(name));
    const comparison = `which names ${side}'s ${name}${origin ? ` (${place(other, origin.path)})` : ''}`;
    return [beside(own, path, value, comparison, `nothing that belongs to ${side}`)];
  });
}

function namesOf(environment: Environment): Set<string> {
  const { name, account, domain } = environment;
  const hosts = [
    ...(domain ? [domain.name] : []),
    ...providerStates(environment).flatMap(({ host }) => (host ? [host] : [])),
    ...PSPS.flatMap((psp) => PSP_HOSTS[psp][name]),
  ];
  return new Set([account, ...hosts.flatMap(words)]);
}

/** Host names and numbers in a text; schemes, ports and paths fall away. */
function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9.-]+/)
    .filter((word) => /\.[a-z]|^\d{12}$/.test(word));
}

function texts(value: unknown, path: FieldPath = []): { path: FieldPath; value: string }[] {
  if (typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, item]) => texts(item, [...path, key]));
}

/** Fingerprints of secrets can only be compared under one salt (D6). */
function differentSalts(sandbox: LoadedEnvironment, live: LoadedEnvironment): EnvironmentProblem[] {
  const path = ['fingerprintSalt'];
  const [expected, found] = [sandbox.environment.fingerprintSalt, live.environment.fingerprintSalt];
  if (expected === found) return [];
  return [
    beside(live, path, found, `not sandbox's ${redact(expected)} (${place(sandbox, path)})`, 'one salt in both files'),
  ];
}

interface Relation {
  readonly holds: (live: number, sandbox: number) => boolean;
  readonly otherwise: string;
  readonly fix: string;
}

const RELATIONS: Readonly<Record<LiveMayBe, Relation>> = {
  lower: {
    holds: (live, sandbox) => live <= sandbox,
    otherwise: 'looser than',
    fix: "or less; lower it here or raise sandbox's",
  },
  higher: {
    holds: (live, sandbox) => live >= sandbox,
    otherwise: 'less than',
    fix: "or more; raise it here or lower sandbox's",
  },
  equal: { holds: (live, sandbox) => live === sandbox, otherwise: 'not', fix: 'in both files' },
  free: { holds: () => true, otherwise: '', fix: '' },
};

/** Off counts as 0 and on as 1. A field that only one side has is not compared. */
function looserFields(sandbox: LoadedEnvironment, live: LoadedEnvironment): EnvironmentProblem[] {
  return declaredFields(live.schema).flatMap(({ path, live: mayBe }) => {
    const { holds, otherwise, fix } = RELATIONS[mayBe];
    const limit = valueAt(sandbox.environment, path);
    const value = valueAt(live.environment, path);
    if (limit === undefined || value === undefined || holds(Number(value), Number(limit))) return [];
    const allowed = typeof limit === 'boolean' ? `${limit}` : `${limit} ${fix}`;
    return [beside(live, path, `${value}`, `${otherwise} sandbox's ${limit} (${place(sandbox, path)})`, allowed)];
  });
}

function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce((parent: unknown, step) => Object(parent)[step], value);
}

function place({ file, lineOf }: LoadedEnvironment, path: FieldPath): string {
  return `${file}:${lineOf(path)}`;
}

function beside(
  { file, lineOf }: LoadedEnvironment,
  path: FieldPath,
  found: string,
  comparison: string,
  allowed: string,
) {
  return problem({ file, line: lineOf(path), field: path.join('.'), found: redact(found), allowed }, comparison);
}
