import type { Text } from '../../template/value';
import { type Comparison, valuePattern } from './compare-exact';

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
