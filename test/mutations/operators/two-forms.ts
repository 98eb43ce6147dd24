import type { JsonObject } from '../../../lib/isolation/template/json';
import type { Case, Flow } from '../edits/case';
import { addFragment, type Fragment } from '../edits/fragments';

/** Two forms of one resource: one that lets in the other side, one that does not. */
export interface Pair {
  readonly group: string;
  readonly type: string;
  readonly name: string;
  readonly flow: Flow;
  readonly open: JsonObject;
  readonly closed?: JsonObject;
  readonly beside?: Fragment;
}

export const pair = (
  group: string,
  type: string,
  name: string,
  open: JsonObject,
  closed?: JsonObject,
  more: { readonly beside?: Fragment; readonly flow?: Flow } = {},
): Pair => ({
  group,
  type,
  name,
  flow: more.flow ?? 'inward',
  open,
  ...(closed && { closed }),
  ...(more.beside && { beside: more.beside }),
});

/** The open form on one side, the closed one on both. Fills what only these forms have, then adds the resource. */
export function asCase({ group, type, name, flow, open, closed, beside = {} }: Pair): Case {
  const id = `Added${type.split('::').slice(1).join('')}`;
  const write =
    (properties: JsonObject, isOpen: boolean): NonNullable<Case['opening']> =>
    (site) => {
      const { account } = site.other;
      const text = JSON.stringify({ [id]: { Type: type, Properties: properties }, ...beside })
        .replaceAll('{other}', account)
        .replaceAll('{other-bucket}', site.other.bucket)
        .replaceAll('{other-first}', account.slice(0, 5))
        .replaceAll('{other-last}', account.slice(5))
        .replaceAll('{url-principal}', isOpen ? '*' : site.own.account)
        .replaceAll('{url-authentication}', isOpen ? 'NONE' : 'AWS_IAM')
        .replaceAll('{cidr}', isOpen ? '0.0.0.0/0' : '10.99.0.0/16');
      addFragment(site, JSON.parse(text) as Fragment, null);
    };
  return {
    group,
    operator: name,
    spelling: 'as-it-is',
    type,
    flow,
    at: () => [id, ...Object.keys(beside)],
    opening: write(open, true),
    ...(closed && { benign: write(closed, false) }),
  };
}
