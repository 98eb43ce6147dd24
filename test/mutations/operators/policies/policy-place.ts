import type { JsonObject } from '../../../../lib/isolation/template/json';
import type { Fragment } from '../../edits/fragments';

/** How a type takes its policy: as an object, as a text, or as either. */
type PolicyForm = 'object' | 'text' | 'either';

/** A type with a resource policy, and the resources that a template needs to have one. */
export interface PolicyPlace {
  readonly type: string;
  readonly form: PolicyForm;
  readonly actions: string | readonly string[];
  /** @default '*' */
  readonly resource?: JsonObject | string | 'none';
  readonly service?: string;
  readonly fragment: Fragment;
}

export const place = (
  type: string,
  form: PolicyForm,
  actions: string | readonly string[],
  properties: JsonObject,
  more: Partial<Pick<PolicyPlace, 'resource' | 'service'>> & { readonly beside?: Fragment } = {},
): PolicyPlace => ({
  type,
  form,
  actions,
  ...(more.resource !== undefined && { resource: more.resource }),
  ...(more.service && { service: more.service }),
  fragment: { AddedPlace: { Type: type, Properties: properties }, ...more.beside },
});

export const of = (Type: string, Properties: JsonObject = {}): JsonObject => ({ Type, Properties });
export const arn = (logicalId: string): JsonObject => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
export const ref = (logicalId: string): JsonObject => ({ Ref: logicalId });

export const BUCKET: Fragment = { AddedBucket: of('AWS::S3::Bucket') };
export const QUEUE: Fragment = { AddedQueue: of('AWS::SQS::Queue') };
export const TOPIC: Fragment = { AddedTopic: of('AWS::SNS::Topic') };
export const STREAM: Fragment = { AddedStream: of('AWS::Kinesis::Stream', { ShardCount: 1 }) };
export const OBJECTS: JsonObject = { 'Fn::Sub': '${AddedBucket.Arn}/*' };
