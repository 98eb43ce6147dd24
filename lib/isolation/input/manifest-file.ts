import { isAbsolute, join } from 'node:path';
import { isJsonObject, type Json, type JsonObject, member } from '../template/json';
import { describeFaults, jsonFaults } from '../template/json-faults';
import { AuditInputError } from './audit-input-error';
import type { AuditedFiles } from './audited-files';
import { legible } from './legible';

export interface ManifestFile {
  readonly text: string;
  readonly value: JsonObject;
}

/**
 * A file that CDK writes beside the templates.
 * @throws AuditInputError when it is not one whole JSON object: what it names could not be trusted
 */
export function readManifest(files: AuditedFiles, path: string): ManifestFile {
  const text = files.read(path).toString('utf8');
  const fix = 'synthesize again, and let it finish';
  const name = legible(path);
  if (text.trim() === '') throw new AuditInputError(`${name} is empty`, fix);
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AuditInputError(`${name} is no JSON: ${error instanceof Error ? legible(error.message) : ''}`, fix);
  }
  const [fault] = describeFaults(jsonFaults(text));
  if (fault) throw new AuditInputError(`${name} cannot be relied on: ${legible(fault)}`, fix);
  if (!isJsonObject(value)) throw new AuditInputError(`${name} holds no JSON object`, fix);
  return { text, value };
}

/** The text of a member, or undefined when it is none. */
export function textMember(value: Json | undefined, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' ? found : undefined;
}

/** The members of a member that is an object; none when it is not. */
export function manifestEntries(value: Json | undefined, name: string): [string, Json][] {
  const found = member(value, name);
  return isJsonObject(found) ? Object.entries(found) : [];
}

/** A path that a manifest names, from the root; an absolute one stays, and is refused when it is read. */
export function pathFrom(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
