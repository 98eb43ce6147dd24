import { isIP } from 'node:net';
import type { Text } from '../../template/value';
import { type Comparison, valuePattern } from './compare-values';

/** The first `prefix` bits of an address of 32 or 128 bits. */
interface Range {
  readonly bits: string;
  readonly width: 32 | 128;
  readonly prefix: number;
}

/** `IpAddress`: a range in CIDR form, or one address. A v4 address is never in a v6 range. */
export function compareAddress(value: Text): Comparison {
  return valuePattern(value, readRange, contains, 'must be an address or a range in CIDR form');
}

function contains(given: Range, wanted: Range): boolean {
  if (given.width !== wanted.width || given.prefix < wanted.prefix) return false;
  return given.bits.startsWith(wanted.bits.slice(0, wanted.prefix));
}

function readRange(text: string): Range | undefined {
  const [, address = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return undefined;
  const width = version === 4 ? 32 : 128;
  const prefix = length === undefined ? width : Number(length);
  if (prefix > width) return undefined;
  return { bits: version === 4 ? bitsOfV4(address) : bitsOfV6(address), width, prefix };
}

function bitsOfV4(address: string): string {
  return address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

function bitsOfV6(address: string): string {
  const v4 = /[\d.]+$/.exec(address)?.[0];
  const groups = v4?.includes('.') ? address.slice(0, -v4.length) + hexOfV4(v4) : address;
  const [left = '', right] = groups.split('::');
  const heads = left === '' ? [] : left.split(':');
  const tails = right === undefined || right === '' ? [] : right.split(':');
  const zeros = Array.from({ length: 8 - heads.length - tails.length }, () => '0');
  return [...heads, ...zeros, ...tails]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

function hexOfV4(address: string): string {
  const bits = bitsOfV4(address);
  return [bits.slice(0, 16), bits.slice(16)].map((half) => Number.parseInt(half, 2).toString(16)).join(':');
}
