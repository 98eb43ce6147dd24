import type { EnvironmentName } from '../../../lib/environment/modes';
import type { TextInput } from '../../../lib/isolation/model/side-input';
import type { Json, JsonObject } from '../../../lib/isolation/template/json';

/** One of the two environments as an edit may name it. */
export interface Party {
  readonly environment: EnvironmentName;
  /** Twelve digits. */
  readonly account: string;
  /** A host that its own templates or its environment file make its own. */
  readonly host: string;
  /** Explicit name of a bucket that it owns. */
  readonly bucket: string;
}

/** One template that an edit changes in place: a copy of its own. */
export interface Site {
  readonly own: Party;
  readonly other: Party;
  readonly template: MutableTemplate;
  /** What is deployed beside the templates, such as bundled code; an edit may add to it. */
  readonly texts: TextInput[];
}

/** What an edit writes; the readers of `Json` are read-only. */
export type Mutable = null | boolean | number | string | Mutable[] | { [key: string]: Mutable };

export type MutableTemplate = { [section: string]: { [name: string]: Mutable } };

/** A section of a template, made when it is not there. */
export function section({ template }: Site, name: string): { [name: string]: Mutable } {
  template[name] ??= {};
  return template[name];
}

/** A copy that can be written. */
export function mutable(value: Json | JsonObject): Mutable {
  return JSON.parse(JSON.stringify(value)) as Mutable;
}

/** A resource of the template; an operator that names one that is not there is a mistake of the operator. */
function resourceAt(site: Site, logicalId: string): { [key: string]: Mutable } {
  const resource = section(site, 'Resources')[logicalId];
  if (!isMutableObject(resource)) throw new Error(`no resource ${logicalId} in ${site.own.environment}'s template`);
  return resource;
}

export function isMutableObject(value: Mutable | undefined): value is { [key: string]: Mutable } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The properties of a resource, made when it has none. */
export function propertiesAt(site: Site, logicalId: string): { [key: string]: Mutable } {
  const resource = resourceAt(site, logicalId);
  resource['Properties'] ??= {};
  const properties = resource['Properties'];
  if (!isMutableObject(properties)) throw new Error(`properties of ${logicalId} are not an object`);
  return properties;
}
