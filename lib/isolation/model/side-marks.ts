import { hostNamesOf } from '../tables/host-names';
import { typeFacts } from '../tables/resource-types';
import { literals } from '../template/literals';
import type { Side } from './side';

/** What names one side and not the other, found in a text; in lower case. */
export interface SideMarks {
  /** How many hosts there are that only this side answers under or calls, and how many names of its resources. */
  readonly hosts: number;
  readonly names: number;
  /** The first host in a text, and the first name. */
  hostIn(text: string): string | undefined;
  nameIn(text: string): string | undefined;
}

/** Hosts and names of `one` that `other` does not have. */
export function marksOf(one: Side, other: Side): SideMarks {
  const hosts = without(hostsOf(one), hostsOf(other));
  const names = without(namesOf(one), namesOf(other));
  return { hosts: hosts.size, names: names.size, hostIn: finder(hosts), nameIn: finder(names) };
}

function without(all: ReadonlySet<string>, common: ReadonlySet<string>): Set<string> {
  return new Set([...all].filter((item) => !common.has(item)));
}

function hostsOf({ resources, environment }: Side): Set<string> {
  const written = resources.flatMap(({ type, properties }) =>
    hostNamesOf(type).flatMap(({ path }) => literals(properties, path)),
  );
  const declared = environment
    ? [environment.domain?.name ?? '', ...providerHosts(environment.providers)].filter((host) => host !== '')
    : [];
  return new Set([...written, ...declared].map(plainHost).filter((host) => host.includes('.')));
}

function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/:].*$/, '')
    .replace(/^\*\./, '')
    .replace(/\.$/, '');
}

function providerHosts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === 'host' && typeof item === 'string' ? [item] : providerHosts(item),
  );
}

/** Long enough and with a separator, so that it is no everyday word. */
const DISTINCTIVE = /^(?=.{8,})[\w.+=@/-]*[-/._][\w.+=@/-]*$/;

function namesOf({ resources }: Side): Set<string> {
  const names = resources.flatMap(({ type, properties }) =>
    (typeFacts(type)?.primaryIdentifier ?? []).flatMap((property) =>
      literals(properties, property.replaceAll('/', '.')),
    ),
  );
  const named = resources.flatMap(({ properties }) =>
    Object.entries(properties).flatMap(([property, value]) =>
      /Name$/.test(property) && typeof value === 'string' ? [value] : [],
    ),
  );
  return new Set(
    [...names, ...named]
      .filter((name) => DISTINCTIVE.test(name) && !name.startsWith('AWS'))
      .map((name) => name.toLowerCase()),
  );
}

/**
 * Finds the first of many texts in another, each as a whole: not inside a longer name. What ends a longer host counts as well, also where
 * the side that names it takes that host for its own: whoever holds a domain decides about every host below it.
 */
function finder(marks: ReadonlySet<string>): (text: string) => string | undefined {
  if (marks.size === 0) return () => undefined;
  const alternatives = [...marks]
    .sort((a, b) => b.length - a.length)
    .map((mark) => mark.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  const pattern = new RegExp(`(?<![a-z0-9_-])(?:${alternatives.join('|')})(?![a-z0-9_-]|\\.[a-z0-9])`);
  return (text) => pattern.exec(text.toLowerCase())?.[0];
}
