import type { Text } from '../../template/value';

/** What is known of a context key that has no values here. */
export class KeyState {
  constructor(readonly name: 'absent' | 'unknown') {}
}

/** The request has no such key. */
export const ABSENT = new KeyState('absent');
/** The request may have such a key, with any values. */
export const UNKNOWN = new KeyState('unknown');

/** The values of a context key; a value that is partly free is a text with an unknown in it. */
export type ContextValue = readonly Text[] | KeyState;

/** The context keys of one request. */
export interface RequestKeys {
  /** @param name in lower case, since names of keys are not case-sensitive */
  key(name: string): ContextValue;
}

/** For what needs no keys. */
export const NO_KEYS: RequestKeys = { key: () => ABSENT };
