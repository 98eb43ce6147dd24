import type { Text } from '../../template/value';
import type { Pattern } from '../patterns/pattern';
import { MAYBE, truth } from '../truth';

/** A value of a condition made ready; the text says why when AWS would not accept it. */
export type Comparison = Pattern | string;

/**
 * Compares what two texts stand for. A value of the request that has not the operator's type decides nothing: the guide
 * does not say what AWS makes of it.
 */
export function valuePattern<T>(
  wanted: Text,
  read: (text: string) => T | undefined,
  holds: (given: T, wanted: T) => boolean,
  mustBe: string,
): Comparison {
  if (typeof wanted !== 'string') return { match: () => MAYBE, isUnresolved: () => false };
  const value = read(wanted);
  if (value === undefined) return mustBe;
  return {
    isUnresolved: () => false,
    match: (text: Text) => {
      const given = typeof text === 'string' ? read(text) : undefined;
      return given === undefined ? MAYBE : truth(holds(given, value));
    },
  };
}

export function compareBool(value: Text): Comparison {
  const read = (text: string) => (/^(?:true|false)$/i.test(text) ? text.toLowerCase() : undefined);
  return valuePattern(value, read, (given, wanted) => given === wanted, 'must be true or false');
}

/** Byte for byte; both sides are Base64 here. */
export function compareBinary(value: Text): Comparison {
  const read = (text: string) =>
    /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('hex') : undefined;
  return valuePattern(value, read, (given, wanted) => given === wanted, 'must be Base64');
}

type Order = (given: number, wanted: number) => boolean;

/** `Numeric…`: integers and decimals. */
export function compareNumber(order: Order): (value: Text) => Comparison {
  return (value) => valuePattern(value, readNumber, order, 'must be a number');
}

/** `Date…`: ISO 8601 as in W3C's note, or seconds since 1970. */
export function compareDate(order: Order): (value: Text) => Comparison {
  return (value) => valuePattern(value, readDate, order, 'must be an ISO 8601 date or seconds since 1970');
}

function readNumber(text: string): number | undefined {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Years with month and day optional, times always with a zone; a date alone is its first instant in UTC. */
const DATE = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/;

function readDate(text: string): number | undefined {
  if (/^\d{5,}(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const at = DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
