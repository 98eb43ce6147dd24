import type { GatewayMetric } from '../../contract/metrics';
import type { Environment } from '../../environment/schema';
import { isObject } from './differences';
import type { Neutral, NeutralResource } from './neutral';

/** Resources that an environment has because of a setting, and not without it. */
export interface SettingResource {
  readonly setting: string;
  /** Whether an environment has this one; undefined when it is none of these. */
  readonly wanted: (environment: Environment, resource: NeutralResource, side: ResourcesById) => boolean | undefined;
}

/** The resources of the side that has it, by stack and logical id. */
type ResourcesById = ReadonlyMap<string, NeutralResource>;

export const SETTING_RESOURCES: readonly SettingResource[] = [
  {
    setting: 'alarms.notify',
    wanted: ({ alarms }, { type, resource: { properties } }) =>
      type === 'AWS::SNS::Subscription' ? alarms.notify.includes(String(Object(properties)['Endpoint'])) : undefined,
  },
  {
    setting: 'alarms.liveFallbacks',
    wanted: ({ alarms }, resource) =>
      resource.type === 'AWS::CloudWatch::Alarm' &&
      property(resource, 'MetricName') === ('LiveFallback' satisfies GatewayMetric)
        ? alarms.liveFallbacks !== undefined && alarms.liveFallbacks === property(resource, 'Threshold')
        : undefined,
  },
  {
    setting: 'modes',
    wanted: ({ modes }, resource, side) =>
      pathOf(resource, side)?.match(/^\/v1\/test(?:\/|$)/) ? modes.includes('test') : undefined,
  },
  {
    setting: 'domain',
    wanted: ({ domain }, { type }) =>
      /^AWS::ApiGateway::(?:DomainName|BasePathMapping)$/.test(type) ? domain !== undefined : undefined,
  },
];

/** The path that an API Gateway resource, or the resource of a method, stands for. */
function pathOf(resource: NeutralResource | undefined, side: ResourcesById): string | undefined {
  const parts: string[] = [];
  for (let at = resource, depth = 0; at && depth < DEEPEST; depth++) {
    const method = at.type === 'AWS::ApiGateway::Method';
    if (!method && at.type !== 'AWS::ApiGateway::Resource') return undefined;
    if (!method) parts.unshift(String(property(at, 'PathPart')));
    const parent = named(property(at, method ? 'ResourceId' : 'ParentId'));
    const next = parent === undefined ? undefined : side.get(`${at.stack}/${parent}`);
    if (next?.type !== 'AWS::ApiGateway::Resource') return `/${parts.join('/')}`;
    at = next;
  }
  return undefined;
}

const DEEPEST = 32;

/** The logical id in what a reference reads as: `{…/<stack>/<logical id>.id}`. */
function named(value: Neutral | undefined): string | undefined {
  return typeof value === 'string' ? /\/([A-Za-z0-9]+)(?:\.id)?\}$/.exec(value)?.[1] : undefined;
}

function property({ value }: NeutralResource, name: string): Neutral | undefined {
  const properties = isObject(value) ? value['Properties'] : undefined;
  return isObject(properties) ? properties[name] : undefined;
}
