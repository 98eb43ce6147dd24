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
