import type { Case, Flow } from '../../edits/case';
import type { Party, Site } from '../../edits/site';

type Edit = (site: Site, party: Party) => void;

/** An edit of something that is not a property of a resource. */
export function indirect(
  operator: string,
  spelling: string,
  type: string,
  at: readonly string[],
  edit: Edit,
  more: { readonly flow?: Flow; readonly group?: string; readonly twin?: false } = {},
): Case {
  return {
    group: more.group ?? 'indirection',
    operator,
    spelling,
    type,
    flow: more.flow ?? 'outward',
    at: () => at,
    opening: (site) => edit(site, site.other),
    ...(more.twin !== false && { benign: (site) => edit(site, site.own) }),
  };
}
