import type { Environment } from '../../environment/schema';
import { type Difference, isObject } from './differences';
import type { Neutral, NeutralResource } from './neutral';
import { SETTING_RESOURCES } from './setting-resources';
import { SETTING_PHRASES, SETTING_USES, TEXTS } from './settings';

/** One environment, with what its file declares. */
export interface DeclaredSide {
  readonly environment: Environment;
  readonly resources: ReadonlyMap<string, NeutralResource>;
  /** Removes the side's own names, as in what is compared. */
  readonly neutral: (value: unknown) => Neutral;
}

/** The settings from which a difference follows, such as `logs.retentionDays`; none when no file declares it. */
export type DeclaredBy = (difference: Difference) => readonly string[];

/** A difference is declared when each side has exactly the value that its own file gives to the same setting. */
export function declarations(sandbox: DeclaredSide, live: DeclaredSide): DeclaredBy {
  const wholes = new Map<string, readonly string[]>();
  const byWhole = (difference: Difference) => {
    const { stack, logicalId } = difference.at;
    const key = `${stack}/${logicalId}`;
    const known = wholes.get(key) ?? bySettingOfResource(difference, sandbox, live);
    wholes.set(key, known);
    return known;
  };
  return (difference) => {
    if (difference.property.length === 0) return byWhole(difference);
    const [found] = [byUse(difference, sandbox, live), byText(difference, sandbox, live)].filter(
      ({ length }) => length > 0,
    );
    return found ?? byReference(difference, sandbox, live);
  };
}

function bySettingOfResource(
  { at, sandbox: one }: Pick<Difference, 'at' | 'sandbox'>,
  sandbox: DeclaredSide,
  live: DeclaredSide,
): string[] {
  const [has, lacks] = one === undefined ? [live, sandbox] : [sandbox, live];
  return SETTING_RESOURCES.filter(
    ({ wanted }) =>
      wanted(has.environment, at, has.resources) === true && wanted(lacks.environment, at, has.resources) === false,
  ).map(({ setting }) => setting);
}

function byUse({ at, named, sandbox: one, live: two }: Difference, sandbox: DeclaredSide, live: DeclaredSide) {
  const path = belowProperties(named);
  const use = SETTING_USES.find(({ type, property, value }) => {
    const match = type.test(at.type) ? property.exec(path) : null;
    if (!match) return false;
    const is = ({ environment, neutral }: DeclaredSide, actual: Neutral | undefined) => {
      const said = value(environment, match.slice(1).map(String), actual);
      return same(said === undefined ? undefined : neutral(said), actual);
    };
    return is(sandbox, one) && is(live, two);
  });
  return use ? [use.setting] : [];
}

/** Whether two texts are equal once the parts that follow from settings are removed from both. */
function byText({ named, sandbox: one, live: two }: Difference, sandbox: DeclaredSide, live: DeclaredSide): string[] {
  if (typeof one !== 'string' || typeof two !== 'string' || !TEXTS.test(belowProperties(named))) return [];
  let [left, right] = [one, two];
  const settings: string[] = [];
  for (const { setting, phrase } of SETTING_PHRASES) {
    const [said, other] = [sandbox, live].map(({ environment, neutral }) => neutral(phrase(environment)));
    if (typeof said !== 'string' || typeof other !== 'string' || said === other) continue;
    if (!left.includes(said) || !right.includes(other)) continue;
    settings.push(setting);
    left = left.replaceAll(said, `{${setting}}`);
    right = right.replaceAll(other, `{${setting}}`);
  }
  return left === right ? settings : [];
}

/** An item of a list that names a resource of one side only has the same reason as that resource. */
function byReference({ sandbox: one, live: two }: Difference, sandbox: DeclaredSide, live: DeclaredSide): string[] {
  const item = one ?? two;
  if ((one !== undefined && two !== undefined) || typeof item !== 'string') return [];
  const [has, lacks] = one === undefined ? [live, sandbox] : [sandbox, live];
  const [at] = [...has.resources].filter(([key, resource]) => !lacks.resources.has(key) && isNamedBy(item, resource));
  if (!at) return [];
  return bySettingOfResource({ at: at[1], sandbox: one === undefined ? undefined : at[1].value }, sandbox, live);
}

/** `{…/<stack>/<logical id>.Arn}`, or an ARN that ends in its name. */
function isNamedBy(item: string, { stack, logicalId, value }: NeutralResource): boolean {
  if (item.startsWith('{') && new RegExp(`/${logicalId}(?:\\.\\w+)?\\}$`).test(item) && item.includes(`/${stack}/`))
    return true;
  const properties = isObject(value) ? value['Properties'] : undefined;
  const name = isObject(properties) ? properties['AlarmName'] : undefined;
  return typeof name === 'string' && item.startsWith('arn:') && item.endsWith(`:alarm:${name}`);
}

function belowProperties(path: readonly string[]): string {
  return path.slice(path[0] === 'Properties' ? 1 : 0).join('.');
}

function same(one: Neutral | undefined, two: Neutral | undefined): boolean {
  return one === two || (one !== undefined && two !== undefined && canonical(one) === canonical(two));
}

/** JSON whose keys are in order. */
function canonical(value: Neutral): string {
  return JSON.stringify(value, (_, item) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([one], [two]) => (one < two ? -1 : 1)))
      : item,
  );
}
