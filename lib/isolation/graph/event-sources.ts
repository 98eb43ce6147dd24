import type { Side, SideResource } from '../model/side';
import { asText, describeText, isObject, listOf, type Resolved } from '../template/value';
import { type Edge, resourceName } from './edge';
import type { ResourceIndex } from './resource-index';

/** A resource that passes on what it receives, and the one that gets it: queues, topics, streams, buckets, events, APIs. */
export type EventSource = readonly [from: SideResource, edge: Edge];

interface Finder {
  readonly index: ResourceIndex;
  readonly defaultBus: SideResource;
}

/** Source: CloudFormation template reference of each type. */
const SOURCES: Readonly<Record<string, (resource: SideResource, finder: Finder) => EventSource[]>> = {
  'AWS::Lambda::EventSourceMapping': (mapping, { index }) =>
    between(mapping, at(mapping, 'EventSourceArn'), at(mapping, 'FunctionName'), 'event source', index),
  'AWS::SNS::Subscription': (subscription, { index }) =>
    between(subscription, at(subscription, 'TopicArn'), at(subscription, 'Endpoint'), 'subscription', index),
  'AWS::SNS::Topic': (topic, { index }) =>
    listOf(at(topic, 'Subscription')).flatMap((each) => feed(topic, at(each, 'Endpoint'), 'subscription', index)),
  'AWS::S3::Bucket': (bucket, { index, defaultBus }) => [
    ...notifications(bucket, at(bucket, 'NotificationConfiguration'), index),
    ...(at(bucket, 'NotificationConfiguration', 'EventBridgeConfiguration') === undefined
      ? []
      : [step(bucket, defaultBus, `${bucket.logicalId} sends its events to the ${resourceName(defaultBus)}`)]),
  ],
  'Custom::S3BucketNotifications': (custom, { index }) => {
    const bucket = index.one(at(custom, 'BucketName'));
    return bucket ? notifications(bucket, at(custom, 'NotificationConfiguration'), index) : [];
  },
  'AWS::Events::Rule': ruleSources,
  'AWS::Pipes::Pipe': (pipe, { index }) => [
    ...index
      .all(at(pipe, 'Source'))
      .map((from) => step(from, pipe, `${from.logicalId} feeds pipe ${resourceName(pipe)}`)),
    ...feed(pipe, at(pipe, 'Target'), 'pipe', index),
  ],
  'AWS::Logs::SubscriptionFilter': (filter, { index }) =>
    between(filter, at(filter, 'LogGroupName'), at(filter, 'DestinationArn'), 'subscription filter', index),
  'AWS::ApiGateway::Method': (method, { index }) =>
    integration(index.one(at(method, 'RestApiId')), method, at(method, 'Integration', 'Uri'), index),
  'AWS::ApiGatewayV2::Integration': (each, { index }) =>
    integration(index.one(at(each, 'ApiId')), each, at(each, 'IntegrationUri'), index),
  'AWS::Lambda::Url': (url, { index }) => feed(url, at(url, 'TargetFunctionArn'), 'function URL', index),
};

export function eventSourcesOf({ resources }: Side, index: ResourceIndex, defaultBus: SideResource): EventSource[] {
  return resources.flatMap((resource) => SOURCES[resource.type]?.(resource, { index, defaultBus }) ?? []);
}

/** A resource between two others, such as a subscription: what enters it or its source arrives at the target. */
function between(
  middle: SideResource,
  from: Resolved | undefined,
  to: Resolved | undefined,
  how: string,
  index: ResourceIndex,
): EventSource[] {
  return [...index.all(from), middle].flatMap((source) => feed(source, to, how, index));
}

function feed(from: SideResource, to: Resolved | undefined, how: string, index: ResourceIndex): EventSource[] {
  return index
    .all(to)
    .map((target) => step(from, target, `${from.logicalId} feeds ${kindOf(target)}${resourceName(target)} (${how})`));
}

function notifications(bucket: SideResource, configuration: Resolved | undefined, index: ResourceIndex): EventSource[] {
  const lists = ['Lambda', 'LambdaFunction', 'Queue', 'Topic'].flatMap((name) =>
    listOf(at(configuration, `${name}Configurations`)),
  );
  return lists.flatMap((each) =>
    ['Function', 'LambdaFunctionArn', 'Queue', 'QueueArn', 'Topic', 'TopicArn'].flatMap((name) =>
      feed(bucket, at(each, name), 'bucket notification', index),
    ),
  );
}

/** Only AWS services can send events whose source begins with `aws.`. */
function ruleSources(rule: SideResource, { index, defaultBus }: Finder): EventSource[] {
  const targets = listOf(at(rule, 'Targets')).flatMap((each) => feed(rule, at(each, 'Arn'), 'event rule', index));
  const pattern = at(rule, 'EventPattern');
  if (pattern === undefined) return targets;
  const sources = listOf(at(pattern, 'source')).map((source) => describeText(asText(source) ?? ''));
  const isOfAws = sources.length > 0 && sources.every((source) => source.startsWith('aws.'));
  const bus = at(rule, 'EventBusName') === undefined ? defaultBus : index.one(at(rule, 'EventBusName'));
  if (isOfAws && !sources.includes('aws.s3')) return targets;
  return bus ? [step(bus, rule, `events of ${bus.logicalId} match rule ${resourceName(rule)}`), ...targets] : targets;
}

function integration(
  api: SideResource | undefined,
  part: SideResource,
  uri: Resolved | undefined,
  index: ResourceIndex,
): EventSource[] {
  return [part, ...(api ? [api] : [])].flatMap((from) => feed(from, uri, 'API integration', index));
}

function step(from: SideResource, to: SideResource, hop: string): EventSource {
  return [from, { to, way: 'acts', hop }];
}

function kindOf({ type }: SideResource): string {
  const word = /::(Function|Queue|Topic|StateMachine|Stream|EventBus)$/.exec(type)?.[1];
  return word ? `${word.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()} ` : '';
}

function at(value: SideResource | Resolved | undefined, ...path: readonly string[]): Resolved | undefined {
  let found = isResource(value) ? value.properties : value;
  for (const name of path) found = isObject(found) ? found[name] : undefined;
  return found;
}

function isResource(value: SideResource | Resolved | undefined): value is SideResource {
  return (
    typeof value === 'object' &&
    value !== null &&
    'logicalId' in value &&
    'properties' in value &&
    'definition' in value
  );
}
