import type { Observation } from '../findings/observation';
import type { Audited } from '../model/rule';
import type { SideResource } from '../model/side';
import { compileAction } from '../policy/document/elements';
import { NO } from '../policy/truth';
import { isJsonObject, parseJson } from '../template/json';
import { SENSITIVE_ACTIONS } from './sensitive-actions';
import type { SideGraph } from './side-graph';

/**
 * The resource that an open observation gives control of, if any: the role that can be assumed, the queue that can be written to,
 * the function whose code comes from elsewhere. A resource that can only be read leads nowhere.
 */
export function openedResource(observation: Observation, audited: Audited, graph: SideGraph): SideResource | undefined {
  const { subject, direction = 'in', decision, severity } = observation;
  // What another layer closes leads nowhere, and a grant to the outside starts here.
  if (decision !== 'open' || direction === 'out' || severity === 'medium' || severity === 'low') return undefined;
  const holder = audited.own.find(subject.stack, subject.logicalId);
  if (!holder) return undefined;
  const resource = guardedBy(holder, observation, audited) ?? (isDefaultBus(holder) ? graph.defaultBus : holder);
  return canAct(resource, observation) ? resource : undefined;
}

/** The target of a policy or permission; of several, the one that the observation ends with. */
function guardedBy(holder: SideResource, { hops = [] }: Observation, { policies }: Audited): SideResource | undefined {
  const guarded = policies
    .filter((placed) => placed.holder === holder && (placed.kind === 'resource' || placed.kind === 'trust'))
    .flatMap(({ attachedTo }) => attachedTo);
  const last = hops.at(-1);
  return guarded.find(({ stack, logicalId }) => `${stack}/${logicalId}` === last) ?? guarded[0];
}

function isDefaultBus({ type, properties }: SideResource): boolean {
  const name = properties['EventBusName'];
  return type === 'AWS::Events::EventBusPolicy' && (name === undefined || name === 'default');
}

/** Whether the deciding statement allows more than reading, as far as it can be told. */
function canAct({ type }: SideResource, { statement }: Observation): boolean {
  const acts = SENSITIVE_ACTIONS[type]?.flatMap(({ way, actions }) => (way === 'acts' ? actions : [])) ?? [];
  const allowed = actionsIn(statement);
  if (acts.length === 0 || !allowed) return true;
  return acts.some((action) => allowed(action.toLowerCase()) !== NO);
}

/** The actions of a statement in the form of the report. */
function actionsIn(statement: string | null | undefined): ReturnType<typeof compileAction> | undefined {
  if (!statement?.startsWith('{')) return undefined;
  const read = parseJson(statement);
  if (!isJsonObject(read)) return undefined;
  const { Action, NotAction } = read;
  const value = Action ?? NotAction;
  if (value === undefined) return undefined;
  return compileAction({ negated: Action === undefined, value, at: 'Action' }, () => undefined);
}
