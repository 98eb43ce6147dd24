import { isJsonList, isJsonObject, type Json, type JsonObject, member } from './json';

/** A parameter that is deployed with its default, as far as is known. */
export interface ParameterDefault {
  readonly parameter: string;
  /** Null for one whose value must not be shown. */
  readonly value: string | null;
  /** Conditions of the template that it decides. */
  readonly decides: readonly string[];
  /** Values that it could be given instead, as far as the template says. */
  readonly others: readonly string[];
}

/** The defaults that a template's values follow from, where no other value is given. What is looked up at deployment is no fact. */
export function parameterDefaults(
  template: JsonObject,
  given: Readonly<Record<string, string>> = {},
): ParameterDefault[] {
  const parameters = isJsonObject(template['Parameters']) ? Object.entries(template['Parameters']) : [];
  if (parameters.length === 0) return [];
  const conditions = isJsonObject(template['Conditions']) ? Object.entries(template['Conditions']) : [];
  const used = namesUsed([template['Conditions'] ?? null, template['Resources'] ?? null, template['Outputs'] ?? null]);
  return parameters.flatMap(([parameter, definition]) => {
    const value = member(definition, 'Default');
    const isLookedUp = String(member(definition, 'Type')).startsWith('AWS::SSM::');
    if (value === undefined || isLookedUp || Object.hasOwn(given, parameter) || !used.has(parameter)) return [];
    const decides = conditions.flatMap(([name]) => (usedBy(name, template, new Set()).has(parameter) ? [name] : []));
    const isHidden = String(member(definition, 'NoEcho')) === 'true';
    return [
      { parameter, value: isHidden ? null : String(value), decides, others: othersOf(definition, String(value)) },
    ];
  });
}

/** The other values that are allowed; of a switch, the other one. */
function othersOf(definition: Json, value: string): string[] {
  const allowed = member(definition, 'AllowedValues');
  const values = isJsonList(allowed ?? null)
    ? (allowed as readonly Json[]).map(String)
    : /^(?:true|false)$/i.test(value)
      ? ['true', 'false']
      : [];
  return values.filter((each) => each.toLowerCase() !== value.toLowerCase());
}

/** Names of parameters and conditions that a condition refers to, through others. */
function usedBy(condition: string, template: JsonObject, seen: Set<string>): Set<string> {
  if (seen.has(condition)) return seen;
  seen.add(condition);
  for (const name of namesUsed(member(template['Conditions'], condition) ?? null)) {
    if (member(template['Conditions'], name) === undefined) seen.add(name);
    else usedBy(name, template, seen);
  }
  return seen;
}

/** What `Ref`, `Condition` and the placeholders of `Fn::Sub` name. */
function namesUsed(value: Json | readonly Json[], found: Set<string> = new Set()): Set<string> {
  if (typeof value === 'string') {
    for (const [, name = ''] of value.matchAll(/\$\{([A-Za-z0-9]+)\}/g)) found.add(name);
  } else if (isJsonList(value as Json)) {
    for (const item of value as readonly Json[]) namesUsed(item, found);
  } else if (isJsonObject(value as Json)) {
    for (const [key, item] of Object.entries(value as JsonObject)) {
      if ((key === 'Ref' || key === 'Condition') && typeof item === 'string') found.add(item);
      namesUsed(item, found);
    }
  }
  return found;
}
