import type { AttributeValue } from 'aws-lambda';

/**
 * The one object that a row is archived as: `rows/<pk>/<sk>.json`. Letters, digits, `-` and `_` stand for themselves and every other byte
 * as `~` and two hex digits, so that no two rows share a key, and a key looks the same in a URL, a signature and a listing.
 */
export function archiveKey(keys: Readonly<Record<string, AttributeValue>>): string {
  return `rows/${plain(keys['pk'])}/${plain(keys['sk'])}.json`;
}

function plain(value: AttributeValue | undefined): string {
  if (value?.S === undefined) throw new Error(`a ledger row's key is ${JSON.stringify(value)}, not text`);
  return [...Buffer.from(value.S, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9_-]/.test(character) ? character : `~${byte.toString(16).padStart(2, '0').toUpperCase()}`;
    })
    .join('');
}
