import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import type { Json, JsonObject } from '../../isolation/template/json';
import { resource } from './reader';

/** Condition keys of a function's policy, and the property of a permission that sets each. Source: Lambda API, AddPermission. */
const PROPERTIES: Readonly<Record<string, string>> = {
  'aws:sourcearn': 'SourceArn',
  'aws:sourceaccount': 'SourceAccount',
  'aws:principalorgid': 'PrincipalOrgID',
  'lambda:functionurlauthtype': 'FunctionUrlAuthType',
  'lambda:eventsourcetoken': 'EventSourceToken',
  'lambda:invokedviafunctionurl': 'InvokedViaFunctionUrl',
};

/** The statements of a function's policy, each as the permission that made it. */
export function permissionsOf(policy: Json | undefined): DeployedResource[] {
  const statements = isObject(policy) ? policy['Statement'] : undefined;
  return (Array.isArray(statements) ? statements : []).flatMap((statement: Json) => {
    if (!isObject(statement)) return [];
    const { Resource: FunctionName = '', Action = '*', Principal = '', Condition = {} } = statement;
    const properties = {
      FunctionName,
      Action: Array.isArray(Action) && Action.length === 1 ? (Action[0] ?? '*') : Action,
      Principal: principalOf(Principal),
      ...conditionsOf(Condition),
    };
    return [resource('AWS::Lambda::Permission', permissionName(properties), properties)];
  });
}

/** A permission has no name of its own: it is what it says. */
function permissionName(properties: JsonObject): string {
  const { FunctionName, ...rest } = properties;
  return `${FunctionName} ${JSON.stringify(rest, Object.keys(rest).sort())}`;
}

function principalOf(principal: Json): Json {
  if (!isObject(principal)) return principal;
  const [only] = Object.values(principal);
  return Array.isArray(only) && only.length === 1 ? (only[0] ?? '') : (only ?? '');
}

function conditionsOf(condition: Json): JsonObject {
  const blocks = isObject(condition) ? Object.values(condition) : [];
  return Object.fromEntries(
    blocks.flatMap((block) =>
      Object.entries(isObject(block) ? block : {}).map(([key, value]) => [
        PROPERTIES[key.toLowerCase()] ?? key,
        Array.isArray(value) && value.length === 1 ? (value[0] ?? '') : value,
      ]),
    ),
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
