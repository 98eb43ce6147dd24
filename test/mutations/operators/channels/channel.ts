import type { JsonObject } from '../../../../lib/isolation/template/json';
import type { Flow } from '../../edits/case';
import type { Fragment } from '../../edits/fragments';

/** A property through which a resource reaches, or is reached from, what a text names. */
export interface Channel {
  readonly type: string;
  /** Tells two channels of one type apart. */
  readonly property: string;
  readonly flow: Flow;
  /** With `{account}`, `{host}` or `{bucket}` where it names a party. */
  readonly text: string;
  readonly fragment: Fragment;
  /** @default true */
  readonly twin?: false;
}

/**
 * Whose benign twin would leave something open to question: a template or definition that is not given, say.
 */
export function withoutTwin(place: Channel): Channel {
  return { ...place, twin: false };
}

/**
 * @param property path of the hole, for the id
 * @param properties those of the resource; `<hole>` stands for the text
 * @param beside what the resource needs in the same template
 */
export function channel(
  type: string,
  property: string,
  flow: Flow,
  text: string,
  properties: JsonObject,
  beside: Fragment = {},
): Channel {
  const name = `Added${type.split('::').slice(1).join('')}`;
  return { type, property, flow, text, fragment: { [name]: { Type: type, Properties: properties }, ...beside } };
}

export const of = (Type: string, Properties: JsonObject = {}): JsonObject => ({ Type, Properties });
export const ref = (logicalId: string): JsonObject => ({ Ref: logicalId });

/** ARNs of what a side may have, as texts of a channel. */
export const QUEUE = 'arn:aws:sqs:eu-west-1:{account}:jobs';
export const TOPIC = 'arn:aws:sns:eu-west-1:{account}:news';
export const FUNCTION = 'arn:aws:lambda:eu-west-1:{account}:function:worker';
export const STREAM = 'arn:aws:kinesis:eu-west-1:{account}:stream/clicks';
export const BUS = 'arn:aws:events:eu-west-1:{account}:event-bus/orders';
export const FIREHOSE = 'arn:aws:firehose:eu-west-1:{account}:deliverystream/lake';
export const KEY = 'arn:aws:kms:eu-west-1:{account}:key/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b';
export const ROLE = 'arn:aws:iam::{account}:role/worker';
export const SECRET = 'arn:aws:secretsmanager:eu-west-1:{account}:secret:partner-AbCdEf';
export const BUCKET = 'arn:aws:s3:::{bucket}';
export const INVOKE = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
/** A role of the own side, for resources that must have one. */
export const OWN_ROLE = 'arn:aws:iam::{own}:role/added-{env}';
