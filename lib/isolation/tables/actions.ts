import { readFileSync } from 'node:fs';
import { compileGlob, MANY, ONE, type Wildcard } from '../policy/patterns/glob';
import { ACCESS_LEVELS, type AccessLevel, type ActionsFile } from './actions-file';
import { decodeName, decodeNumber, decodeSmall, NameList } from './name-list';
import { tableFile } from './table-files';

/** A type of resource that an action can be bound to. */
export interface ActionResource {
  /** `bucket` */
  readonly type: string;
  /** Its ARN with `*` for whatever varies: `arn:*:s3:::*`. */
  readonly arn: string;
}

/**
 * Expands the `Action` element of a policy.
 * @param pattern `s3:Get*`, `*`; case does not matter
 * @returns the known actions it matches as AWS writes them (`s3:GetObject`), sorted by service
 */
export function actionsMatching(pattern: string): readonly string[] {
  const lower = pattern.toLowerCase();
  if (lower === '*' || lower === '*:*') return everyAction();
  const [service = '', name = '*'] = lower.split(':', 2);
  const inService = compileGlob(wildcards(service));
  const isNamed = compileGlob(wildcards(name));
  const found: string[] = [];
  for (const key of Object.keys(file().services)) {
    if (!inService(key)) continue;
    for (const [action, { written }] of actionsOf(key)) if (isNamed(action)) found.push(written);
  }
  return found;
}

let every: readonly string[] | undefined;

function everyAction(): readonly string[] {
  every ??= Object.keys(file().services).flatMap((service) =>
    Array.from(actionsOf(service).values(), ({ written }) => written),
  );
  return every;
}

/** @returns undefined for an action that the list does not know; empty for one that is bound to no resource */
export function resourceTypesOf(action: string): readonly ActionResource[] | undefined {
  return actionOf(action)?.resources;
}

/** @returns undefined for an action that the list does not know */
export function accessLevel(action: string): AccessLevel | undefined {
  return actionOf(action)?.level;
}

/**
 * Services whose resources resource control policies bind, by the list of actions. The evaluator counts fewer: see
 * `policy/evaluation/control-policies.ts`.
 */
export function servicesWithResourceControl(): readonly string[] {
  return file().resourceControl;
}

interface ListedAction {
  readonly written: string;
  readonly level: AccessLevel;
  readonly resources: readonly ActionResource[];
}

/** By service, of those that the list has. */
const decoded = new Map<string, ReadonlyMap<string, ListedAction>>();
let loaded: (ActionsFile & { readonly verbList: readonly string[] }) | undefined;

function file(): ActionsFile & { readonly verbList: readonly string[] } {
  if (loaded) return loaded;
  const table: ActionsFile = JSON.parse(readFileSync(tableFile('actions'), 'utf8'));
  loaded = { ...table, verbList: new NameList(table.verbs).all() };
  return loaded;
}

function actionOf(action: string): ListedAction | undefined {
  const [service = '', name = ''] = action.toLowerCase().split(':', 2);
  return actionsOf(service).get(name);
}

/** The actions of a service by their name in lower case. */
function actionsOf(service: string): ReadonlyMap<string, ListedAction> {
  const known = decoded.get(service);
  if (known) return known;
  const actions = new Map<string, ListedAction>();
  const { services, verbList } = file();
  const [types = '', profiles = '', endings = ''] = services[service]?.split(';') ?? [];
  const resources = types.split(',').map((text) => resource(service, text));
  const kinds = profiles.split(',').map((profile) => {
    const [level = '', ...numbers] = profile.split('.');
    return {
      level: ACCESS_LEVELS[Number(level)] ?? 'Write',
      resources: numbers.flatMap((number) => resources[decodeNumber(number)] ?? []),
    };
  });
  let rest = '';
  for (const ending of endings === '' ? [] : endings.split(',')) {
    const [name = '', numbers = ''] = ending.split(':');
    rest = decodeName(name, rest);
    const pairs = decodeSmall(numbers);
    for (let at = 0; at < pairs.length; at += 2) {
      const action = (verbList[pairs[at] ?? -1] ?? '') + rest;
      const kind = kinds[pairs[at + 1] ?? -1];
      if (kind) actions.set(action.toLowerCase(), { written: `${service}:${action}`, ...kind });
    }
  }
  if (services[service] !== undefined) decoded.set(service, actions);
  return actions;
}

function resource(service: string, text: string): ActionResource {
  const split = text.indexOf('=');
  const type = text.slice(0, split);
  const arn = text.slice(split + 1);
  if (arn.startsWith('!')) return { type, arn: `arn:${arn.slice(1)}` };
  return { type, arn: `arn:*:${service}:*:*:${arn === '/' ? `${type}/*` : arn}` };
}

function wildcards(pattern: string): (string | Wildcard)[] {
  return [...pattern].map((char) => (char === '*' ? MANY : char === '?' ? ONE : char));
}
