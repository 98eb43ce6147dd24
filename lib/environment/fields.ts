import * as z from 'zod';

/** How live's value may differ from sandbox's: the same or lower, the same or higher, only the same, or in any way. */
export type LiveMayBe = 'lower' | 'higher' | 'equal' | 'free';

/** What each field that has an order declares about itself. A field's schema instance is the key. */
const liveMayBe = z.registry<{ readonly live: LiveMayBe }>();

const LIVE_TEXT: Readonly<Record<LiveMayBe, string>> = {
  lower: 'Live: the same or lower.',
  higher: 'Live: the same or higher.',
  equal: 'The same in both environments.',
  free: 'Live may differ.',
};

interface NumberField {
  readonly description: string;
  readonly live: LiveMayBe;
  readonly min: number;
  readonly max: number;
}

/** A whole number. Every number field goes through here or `decimal`, so none is without a declaration. */
export function whole({ description, live, min, max }: NumberField) {
  const error = `a whole number from ${min} to ${max}`;
  return declare(z.int(error).min(min, error).max(max, error), description, live);
}

/** A number that may have a fraction. */
export function decimal({ description, live, min, max }: NumberField) {
  const error = `a number from ${min} to ${max}`;
  return declare(z.number(error).min(min, error).max(max, error), description, live);
}

/** One of a fixed list of numbers. */
export function oneOfNumbers<const T extends number>(values: readonly T[], description: string, live: LiveMayBe) {
  return declare(z.literal(values, `one of ${values.join(', ')}`), description, live);
}

/** Off (lower) or on (higher). */
export function toggle(description: string, live: LiveMayBe) {
  return declare(z.boolean('true or false'), description, live);
}

/** Text of a given form; `allowed` says that form to a person and is every error's text. */
export function text(pattern: RegExp, allowed: string, description: string) {
  return z.string(allowed).regex(pattern, allowed).describe(description);
}

/** An email address. */
export function email(description: string) {
  const form = /^[A-Za-z0-9._%+-]+@([a-z0-9-]+\.)+[a-z]{2,}$/;
  return text(form, 'an email address, its domain in lower case', description);
}

/** A block of named fields and no others. */
export function block<const Shape extends z.core.$ZodLooseShape>(shape: Shape, description: string) {
  const error = `a block with ${Object.keys(shape).join(', ')}`;
  return z
    .strictObject(shape, { error: ({ code }) => (code === 'unrecognized_keys' ? undefined : error) })
    .describe(description);
}

/** A field that the other environment's file has and this one must not. */
export function absent(allowed: string) {
  return z.never(allowed).optional();
}

/** The fields of a block, at any depth, that declare how live may differ. */
export function declaredFields(schema: z.core.$ZodType, path: readonly string[] = []): DeclaredField[] {
  const inner = unwrap(schema);
  const declared = liveMayBe.get(inner);
  if (declared) return [{ path, live: declared.live }];
  return inner instanceof z.ZodObject
    ? Object.entries(inner.shape).flatMap(([key, field]) => declaredFields(field as z.core.$ZodType, [...path, key]))
    : [];
}

export interface DeclaredField {
  readonly path: readonly string[];
  readonly live: LiveMayBe;
}

/** The keys that a block of this schema knows, or none when the path does not lead to a block. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  let inner: z.core.$ZodType | undefined = unwrap(schema);
  for (const step of path) {
    const field: z.core.$ZodType | undefined = inner instanceof z.ZodObject ? inner.shape[String(step)] : undefined;
    inner = field && unwrap(field);
  }
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrap(schema.unwrap()) : schema;
}

// `describe` copies the schema, so that the declaration must come last.
function declare<Schema extends z.ZodType>(schema: Schema, description: string, live: LiveMayBe): Schema {
  const described = schema.describe(`${description} ${LIVE_TEXT[live]}`);
  liveMayBe.add(described, { live });
  return described;
}
