import type { StatementSource } from '../policy/document/policy-document';
import { joinText, type Text, textList } from '../template/value';
import type { ExpandActions, ForeignCaller, ProtectedResource } from './adversary';
import { instanceOfText } from './instances';
import { filled, type Variables } from './variables';

/** An action, and the resource that it is asked for. */
export type Wanted = readonly [action: string, resource: Text];

/** The requests that a caller can try because of a statement that allows. */
export function requestsIn(
  statement: StatementSource,
  { principal }: ForeignCaller,
  guarded: ProtectedResource,
  variables: Variables,
  expand: ExpandActions,
): Wanted[] {
  if (statement.effect === 'Deny') return [];
  const ways = principal.kind === 'web-identity' ? TOKEN_ACTIONS : TRUST_ACTIONS;
  const actions = guarded.kind === 'trust' ? ways : actionsOf(statement, expand);
  const resources = resourcesOf(statement, guarded, variables);
  const possible = actions.filter((action) => !isDoneAtHomeOnly(principal, action));
  return possible.flatMap((action) => resources.map((resource): Wanted => [action, resource]));
}

/** Whether a caller is tried on a resource. Services and federated users assume no role here, and a web identity can only assume one. */
export function isTried({ principal: { kind } }: ForeignCaller, guarded: ProtectedResource): boolean {
  // Only its own account can pass a role to a service, so no service assumes a role of this side for the adversary.
  if (guarded.kind === 'trust') return kind !== 'service' && kind !== 'federated-user';
  return kind !== 'web-identity';
}

/**
 * Load balancers and VPC Lattice only invoke functions of the account that their target group is in.
 * Source: user guides of Application Load Balancers and of VPC Lattice, "Lambda functions as targets".
 */
function isDoneAtHomeOnly(principal: ForeignCaller['principal'], action: string): boolean {
  return principal.kind === 'service' && AT_HOME.test(principal.name) && /^lambda:/i.test(action);
}

const AT_HOME = /^(?:elasticloadbalancing|vpc-lattice)\.amazonaws\.com(?:\.cn)?$/;

/** Trust in a named identity provider has a rule of its own. */
const TRUST_ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const TOKEN_ACTIONS = ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

function actionsOf({ action }: StatementSource, expand: ExpandActions): readonly string[] {
  if (!action) return expand('*');
  const named = textList(action.value).map((text) => (typeof text === 'string' ? text : '*'));
  if (!action.negated) return named.flatMap((text) => expand(text));
  // NotAction: also the other actions of the services that it names.
  const services = named.filter((text) => /^[\w-]+:/.test(text)).map((text) => `${text.split(':')[0]}:*`);
  return [...new Set(['*', ...services].flatMap((pattern) => expand(pattern)))];
}

/** A bucket's policy also covers its objects, and an API's policy its routes, so the resources that a statement names are tried. */
function resourcesOf(
  { resource }: StatementSource,
  { resource: whole }: ProtectedResource,
  variables: Variables,
): readonly Text[] {
  if (!resource || resource.negated) return [whole, joinText([whole, '/x']), joinText([whole, '/zz9'])];
  return textList(resource.value).flatMap((text) =>
    text === '*' ? [whole] : filled(text, variables).map(instanceOfText),
  );
}
