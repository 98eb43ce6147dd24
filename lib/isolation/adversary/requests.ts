import type { StatementSource } from '../policy/document/policy-document';
import { joinText, type Text, textList } from '../template/value';
import type { ExpandActions, ForeignCaller, ProtectedResource } from './adversary';
import { instanceOfText } from './instances';
import { filled, type Variables } from './variables';

/** An action, and the resource that it is asked for. */
export type Wanted = readonly [action: string, resource: Text];

/** What a caller can want by a statement that allows something. */
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

/** Who can be tried on a resource's policy: nobody assumes a role as a service or with a federated user's credentials, and a token only serves to assume one. */
export function isTried({ principal: { kind } }: ForeignCaller, guarded: ProtectedResource): boolean {
  // A role can be passed to a service by its own account only, so that a service assumes none of ours for the adversary.
  if (guarded.kind === 'trust') return kind !== 'service' && kind !== 'federated-user';
  return kind !== 'web-identity';
}

/**
 * Balancers and lattice services invoke functions of the account that their target group is in, and no other.
 * Source: user guides of Application Load Balancers and of VPC Lattice, "Lambda functions as targets".
 */
function isDoneAtHomeOnly(principal: ForeignCaller['principal'], action: string): boolean {
  return principal.kind === 'service' && AT_HOME.test(principal.name) && /^lambda:/i.test(action);
}

const AT_HOME = /^(?:elasticloadbalancing|vpc-lattice)\.amazonaws\.com(?:\.cn)?$/;

/** The ways with an identity provider that is named are asked by their own rule. */
const TRUST_ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const TOKEN_ACTIONS = ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

function actionsOf({ action }: StatementSource, expand: ExpandActions): readonly string[] {
  if (!action) return expand('*');
  const named = textList(action.value).map((text) => (typeof text === 'string' ? text : '*'));
  if (!action.negated) return named.flatMap((text) => expand(text));
  // All actions but some: also the others of the services that those are of.
  const services = named.filter((text) => /^[\w-]+:/.test(text)).map((text) => `${text.split(':')[0]}:*`);
  return [...new Set(['*', ...services].flatMap((pattern) => expand(pattern)))];
}

/** The policy of a bucket also speaks of its objects, that of an API of its routes: what a statement names is asked for. */
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
