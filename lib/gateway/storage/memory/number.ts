import { invalid } from './refusal';

/** A number of DynamoDB: `digits` × 10^`exponent`, exactly. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const DIGITS = 38;
/** Of the first digit: numbers go from 1E-130 to 9.99…E+125, and to the same below zero. */
const MAGNITUDE = { least: -130, most: 125 };

const NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,9}))?$/i;

/**
 * The one way to write a number, in which equal numbers are equal texts: no exponent, no zeros around it.
 * @throws ValidationException for what is no number, or one of more than 38 digits or outside of what DynamoDB holds
 */
export function canonicalNumber(text: string): string {
  return textOf(parse(text));
}

/** Negative, zero or positive, as for a sort. */
export function compareNumbers(one: string, other: string): number {
  const [a, b] = aligned(parse(one), parse(other));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @throws ValidationException when the sum cannot be stored exactly */
export function addNumbers(one: string, other: string, sign: 1 | -1 = 1): string {
  const [first, second] = [parse(one), parse(other)];
  const [a, b] = aligned(first, second);
  return textOf(checked({ digits: a + BigInt(sign) * b, exponent: Math.min(first.exponent, second.exponent) }));
}

/** Bytes: two digits take one, and each number one more; one below zero another. */
export function numberSize(text: string): number {
  const { digits, exponent } = parse(text);
  if (digits === 0n) return 1;
  const length = String(digits).replace('-', '').length;
  const last = Math.floor(exponent / 2);
  const first = Math.floor((exponent + length - 1) / 2);
  return 2 + first - last + (digits < 0n ? 1 : 0);
}

function parse(text: string): Decimal {
  const [, mantissa, power = '0'] = NUMBER.exec(text) ?? [];
  if (mantissa === undefined) throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction) * (text.startsWith('-') ? -1n : 1n);
  return checked({ digits, exponent: Number(power) - fraction.length });
}

function checked(number: Decimal): Decimal {
  if (number.digits === 0n) return { digits: 0n, exponent: 0 };
  const text = String(number.digits).replace('-', '');
  const zeros = text.length - text.replace(/0+$/, '').length;
  if (text.length - zeros > DIGITS)
    throw invalid(`Attempting to store more than ${DIGITS} significant digits in a Number`);
  const magnitude = number.exponent + text.length - 1;
  if (magnitude > MAGNITUDE.most) throw invalid('Number overflow: its magnitude is larger than the supported range');
  if (magnitude < MAGNITUDE.least) throw invalid('Number underflow: its magnitude is smaller than the supported range');
  return { digits: number.digits / 10n ** BigInt(zeros), exponent: number.exponent + zeros };
}

function aligned(one: Decimal, other: Decimal): readonly [bigint, bigint] {
  const exponent = Math.min(one.exponent, other.exponent);
  const at = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent);
  return [at(one), at(other)];
}

function textOf({ digits, exponent }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits).replace('-', '');
  if (exponent >= 0) return sign + text + '0'.repeat(exponent);
  const padded = text.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}
