import { type Effect, type Hit, MISS, type Policy, strongest } from '../document/policy';
import { equalTexts } from '../document/principal-entry';
import { type PreparedRequest, principalAccount } from '../request/access-request';
import { MAYBE, NO, not, type Truth, YES } from '../truth';
import type { AppliedPolicies } from './applied-policies';
import { resourceHits, surest } from './resource-grant';

/** One kind of control policy, as far as it binds this request. */
export interface Control {
  readonly levels: readonly (readonly Policy[])[];
  /** MAYBE when it is not known whether the account is the management account. */
  readonly binds: Truth;
  readonly find: (level: readonly Policy[], effect: Effect) => Hit;
  readonly silent: 'service-control-silent' | 'resource-control-silent';
}

/**
 * The control policies that bind the request: service control policies the principals of member accounts, resource
 * control policies the resources of member accounts, neither of them service-linked roles.
 * Source: AWS Organizations user guide, "Service control policies" and "Resource control policies".
 */
export function controlsOn(request: PreparedRequest, policies: AppliedPolicies, bounded: boolean): Control[] {
  const { principal, resourceAccount, action } = request;
  const { serviceControl, resourceControl, managementAccount } = policies;
  if (principal.kind === 'session' && principal.serviceLinked) return [];
  const controls: Control[] = [];
  const account = principalAccount(principal);
  const member = (of: typeof account): Truth =>
    of === undefined || managementAccount === undefined ? YES : not(equalTexts(managementAccount, of));
  if (serviceControl && account !== undefined && member(account) !== NO) {
    const find: Control['find'] = (level, effect) => strongest(level, effect, request);
    controls.push({ levels: serviceControl, binds: member(account), find, silent: 'service-control-silent' });
  }
  if (resourceControl && isUnderResourceControl(action) && member(resourceAccount) !== NO) {
    const find: Control['find'] = (level, effect) => resourceHits(level, effect, request, bounded).any;
    controls.push({ levels: resourceControl, binds: member(resourceAccount), find, silent: 'resource-control-silent' });
  }
  return controls;
}

/** The surest denial of the control policies. */
export function controlDenial(controls: readonly Control[]): Hit {
  let found = MISS;
  for (const { levels, binds, find } of controls) {
    for (const level of levels) found = surest(found, weaken(find(level, 'Deny'), binds));
  }
  return found;
}

function weaken(hit: Hit, binds: Truth): Hit {
  return hit.truth === YES && binds === MAYBE ? { ...hit, truth: MAYBE } : hit;
}

/** Every level must allow. @returns the level that stands most against it, or undefined when all allow */
export function controlSilence(controls: readonly Control[]): { hit: Hit; silent: Control['silent'] } | undefined {
  let least: { hit: Hit; silent: Control['silent'] } | undefined;
  for (const { levels, binds, find, silent } of controls) {
    for (const level of levels) {
      const found = find(level, 'Allow');
      const hit = found.truth === NO && binds === MAYBE ? { ...found, truth: MAYBE } : found;
      if (hit.truth !== YES && (least === undefined || hit.truth < least.hit.truth)) least = { hit, silent };
    }
  }
  return least;
}

/**
 * Services whose actions resource control policies bind. Source: AWS Organizations user guide, "Resource control policies".
 * AWS adds services over time. One that is missing here makes the evaluator stricter, never milder: a resource control
 * policy only takes away. So a service is added when the guide names it, not when a list of actions does.
 */
const SERVICES = new Set(['s3', 'sqs', 'kms', 'secretsmanager', 'dynamodb', 'logs', 'ecr']);

/** Of STS only the call that IAM principals assume a role with. */
const ACTIONS = new Set(['sts:assumerole']);

/** @param action in lower case */
export function isUnderResourceControl(action: string): boolean {
  return SERVICES.has(action.slice(0, action.indexOf(':'))) || ACTIONS.has(action);
}
