import type { Names } from '../names';
import { KEY_OF_TABLES } from '../policies/data-access-actions';
import { allow, type PolicyDocument, policyOf, type Statement } from '../policies/policy-document';
import { executionScopes } from './execution-scopes';
import permissions from './resource-type-permissions.json';
import { type Handler, type ListedPermission, whyUnneeded } from './unneeded-permissions';

/** What CloudFormation calls for each resource type that the stacks hold, by type and handler. */
const TYPES: Readonly<Record<string, Readonly<Partial<Record<Handler, readonly string[]>>>>> = permissions.types;

/** The same, action by action. */
export const LISTED_PERMISSIONS: readonly ListedPermission[] = Object.entries(TYPES).flatMap(([type, handlers]) =>
  (Object.entries(handlers) as [Handler, readonly string[]][]).flatMap(([handler, actions]) =>
    actions.map((action) => ({ type, handler, action })),
  ),
);

/**
 * All that CloudFormation may do when it deploys the stacks: for each resource type what its schema lists, on this environment's names;
 * one document for each managed policy. What one type goes without, another may need.
 * @throws Error when an action has no place
 */
export function executionPolicies(names: Names): PolicyDocument[] {
  const scopes = executionScopes(names);
  const needed = new Set(LISTED_PERMISSIONS.filter((each) => !whyUnneeded(each)).map(({ action }) => action));
  const actionsOf = new Map<string, string[]>();
  for (const action of [...needed].sort()) {
    const scope = scopes.find(({ actions }) => actions.test(action));
    if (!scope) throw new Error(`no scope for ${action}; add one to execution-scopes.ts or say why it is not needed`);
    actionsOf.set(scope.sid, [...(actionsOf.get(scope.sid) ?? []), action]);
  }
  const statements = scopes.flatMap(
    ({ sid, resources, condition, policy }): { policy: number; statement: Statement }[] => {
      const actions = actionsOf.get(sid);
      return actions ? [{ policy, statement: allow(sid, actions, resources, condition) }] : [];
    },
  );
  const numbers = [...new Set(statements.map(({ policy }) => policy))].sort();
  return numbers.map((number) =>
    policyOf(
      ...statements.filter(({ policy }) => policy === number).map(({ statement }) => statement),
      ...(number === 1 ? withoutType(names) : []),
    ),
  );
}

/** Needed by a service on the way, and listed in no type's schema. */
function withoutType(names: Names): Statement[] {
  const role = 'role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway';
  return [
    allow('ApiGatewayOwnRole', ['iam:CreateServiceLinkedRole'], names.iam(role), {
      StringEquals: { 'iam:AWSServiceName': 'ops.apigateway.amazonaws.com' },
    }),
    allow('BootstrapVersion', ['ssm:GetParameters'], names.arn('ssm', `parameter${names.versionParameter}`)),
    allow('KeyOfTables', KEY_OF_TABLES, names.arn('kms', 'key/*'), {
      StringEquals: { 'kms:ViaService': `dynamodb.${names.region}.amazonaws.com` },
    }),
  ];
}
