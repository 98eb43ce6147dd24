import type { JsonObject } from '../../../lib/isolation/template/json';
import { withNeighbours } from './neighbours';
import { type Mutable, mutable, type Party, type Site, section } from './site';

/** Stands in a table of properties for the value that names a party. */
export const HOLE = '<hole>';

/** Resources that a table adds to a template, by logical id. The first is the one with the hole. */
export type Fragment = Readonly<Record<string, JsonObject>>;

/**
 * Fills a text of a table: `{account}`, `{host}` and `{bucket}` are those of the party it names; `{own}`, `{env}`, `{site}`
 * and `{store}` are account, environment, host and bucket of the side it stands in.
 */
export function fillText(text: string, party: Party, own: Party): string {
  const values: Readonly<Record<string, string>> = {
    account: party.account,
    host: party.host,
    bucket: party.bucket,
    own: own.account,
    env: own.environment,
    site: own.host,
    store: own.bucket,
  };
  return text.replace(/(?<!\$)\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Puts a value where the hole is; in the midst of a text it is joined to what stands around it. */
export function fill(value: Mutable, own: Party, hole: Mutable): Mutable {
  if (value === HOLE) return hole;
  if (typeof value === 'string') {
    const text = fillText(value, own, own);
    if (!text.includes(HOLE)) return text;
    const pieces = text.split(HOLE);
    if (typeof hole === 'string') return pieces.join(hole);
    return { 'Fn::Join': ['', pieces.flatMap((piece, index) => (index === 0 ? [piece] : [hole, piece]))] };
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, own, hole));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, own, hole)]));
}

/** @returns the logical ids that were added */
export function addFragment(site: Site, fragment: Fragment, hole: Mutable): string[] {
  const resources = section(site, 'Resources');
  for (const [logicalId, resource] of Object.entries(fragment)) {
    if (resources[logicalId] !== undefined) throw new Error(`the template has ${logicalId} already`);
    const filled = fill(mutable(resource), site.own, hole);
    resources[logicalId] = withNeighbours(filled, (neighbour, { ...needed }) => {
      resources[neighbour] ??= mutable(needed);
    });
  }
  return Object.keys(fragment);
}
