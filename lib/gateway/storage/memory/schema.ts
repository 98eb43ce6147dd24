import { invalid } from './refusal';
import { type Attributes, bytesOf, type Value } from './value';

interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** A partition key, and a sort key where there is one. */
export type KeySchema = readonly [KeyAttribute] | readonly [KeyAttribute, KeyAttribute];

/** A table as CreateTable describes it, as far as calls depend on it. Its indexes hold whole items. */
export interface TableSchema {
  readonly key: KeySchema;
  readonly indexes?: Readonly<Record<string, KeySchema>>;
}

/** By the key's place in its schema. */
const KEY_BYTES = [2048, 1024] as const;

/**
 * An item's place in a table, as one text.
 * @throws ValidationException when an attribute of the key is missing, empty, too long or of another type
 */
export function keyOf(schema: TableSchema, attributes: Attributes): string {
  const values = schema.key.map(({ name, type }, at) => {
    const value = attributes[name];
    if (!value || value[type] === undefined) {
      throw invalid(`The provided key element does not match the schema: ${name} must be of type ${type}`);
    }
    checkKeyValue(name, value, KEY_BYTES[at] ?? 0);
    return value[type];
  });
  return JSON.stringify(values);
}

/** As `keyOf`, for a key and nothing else. */
export function exactKeyOf(schema: TableSchema, key: Attributes): string {
  if (Object.keys(key).length !== schema.key.length) {
    throw invalid(
      `The provided key element does not match the schema: ${schema.key.map(({ name }) => name).join(', ')}`,
    );
  }
  return keyOf(schema, key);
}

/** @throws ValidationException when an attribute that an index has for a key is there, and cannot be its key */
export function checkIndexKeys(schema: TableSchema, attributes: Attributes): void {
  for (const key of Object.values(schema.indexes ?? {})) {
    // An index does not hold what lacks a part of its key.
    const isHeld = key.every(({ name }) => attributes[name]);
    for (const [at, { name, type }] of key.entries()) {
      const value = attributes[name];
      if (!value) continue;
      if (value[type] === undefined) {
        throw invalid(
          `One or more parameter values were invalid: Type mismatch for Index Key ${name}, expected: ${type}`,
        );
      }
      checkKeyValue(name, value, isHeld ? (KEY_BYTES[at] ?? 0) : Number.POSITIVE_INFINITY);
    }
  }
}

function checkKeyValue(name: string, value: Value, most: number): void {
  const size = bytesOf(value)?.length;
  if (size === undefined) return;
  if (size === 0) throw invalid(`One or more parameter values are not valid: the key ${name} holds an empty value`);
  if (size > most)
    throw invalid(`One or more parameter values were invalid: the key ${name} has more than ${most} bytes`);
}
