import { createHash, randomUUID } from 'node:crypto';

/** A template's value as written. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * A short text that only equal values share, whatever their size. What is nested too deep to be written shares it with
 * nothing, not even with itself.
 */
export function fingerprint(value: Json): string {
  let text: string;
  try {
    text = JSON.stringify(value);
  } catch {
    return `nested too deep: ${randomUUID()}`;
  }
  return text.length <= 200 ? text : createHash('sha256').update(text).digest('hex');
}

/** The member, if the object itself has it; `constructor` and the like are no members. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** @returns undefined for a text that is no JSON */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
