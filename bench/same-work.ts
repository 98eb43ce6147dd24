import { AssertionError, deepStrictEqual } from 'node:assert/strict';
import type { AwsCall } from './stand-in';

/** What a handler does for one event. */
export interface Work {
  readonly calls: readonly AwsCall[];
  /** Connections made for them, each of which costs a handshake. @default - not compared */
  readonly connections?: number;
  readonly reply: unknown;
}

/** What no two runs have in common: new ids and tokens, the shards they fall into, owners and times. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/(\bpay_(?:test|dev|live)_[0-7][0-9A-HJKMNP-TV-Z]{25})\.[A-Za-z0-9]{43}/g, '$1.token'],
  [/\bpay_(test|dev|live)_[0-7][0-9A-HJKMNP-TV-Z]{25}/g, 'pay_$1_…'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'uuid'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'time'],
  [/#payment(#\d)?"/g, '#payment#shard"'],
  [/(app_\w+)#\d#/g, '$1#shard#'],
  [/"N":"\d{10}(\d{3})?"/g, '"N":"time"'],
];

/**
 * Two sides are comparable when they make the same calls in the same order and answer the same, but for new ids and
 * times.
 * @throws with what differs
 */
export function checkSameWork(ours: Work, reference: Work): void {
  try {
    deepStrictEqual(masked(reference), masked(ours));
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    throw new Error(
      `the two sides do not do the same work (+ the reference, - ours); bring bench/reference in line\n${error.message}`,
    );
  }
}

function masked(work: Work): unknown {
  return JSON.parse(VOLATILE.reduce((text, [what, name]) => text.replace(what, name), JSON.stringify(work)));
}
