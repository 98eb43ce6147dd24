import { createHash } from 'node:crypto';
import { canonical } from '../../../lib/bootstrap/deploy/template-difference';
import type { Templates } from '../synthesize-app';

/** What templates say, by the place of each part, such as `airlock-live-data Resources Apps0123ABCD`. */
export type TemplateParts = Readonly<Record<string, unknown>>;

export function templateParts(templates: Templates): TemplateParts {
  const plain: Readonly<Record<string, object>> = JSON.parse(withoutHashes(JSON.stringify(templates)));
  return Object.fromEntries(
    Object.entries(plain).flatMap(([stack, template]) =>
      Object.entries(template).flatMap(([section, content]): [string, unknown][] =>
        typeof content === 'object'
          ? Object.entries(content ?? {}).map(([id, part]) => [`${stack} ${section} ${id}`, part])
          : [[`${stack} ${section}`, content]],
      ),
    ),
  );
}

/** What changes with the code alone: asset names, and the logical id of the version published from them. */
function withoutHashes(text: string): string {
  return text.replace(/[0-9a-f]{64}/g, '<asset>').replace(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<version>');
}

/** Each part's resource type, if it is one, and the beginning of the SHA-256 of its canonical JSON. */
export function digestsOf(parts: TemplateParts): Readonly<Record<string, string>> {
  const digests = Object.entries(parts).map(([place, part]): [string, string] => {
    const { Type } = Object(part);
    const digest = createHash('sha256').update(canonical(part)).digest('hex').slice(0, 16);
    return [place, place.includes(' Resources ') ? `${Type} ${digest}` : digest];
  });
  return Object.fromEntries(digests.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * What two sides say differently, by place and property, such as `… Properties.Threshold`; lists whole, so that a comparison of the two
 * aligns their members.
 */
export function differences(one: TemplateParts, other: TemplateParts): readonly [TemplateParts, TemplateParts] {
  const sides = [leaves(one), leaves(other)] as const;
  const differing = Object.keys({ ...sides[0], ...sides[1] }).filter(
    (path) => canonical(sides[0][path]) !== canonical(sides[1][path]),
  );
  const [first, second] = sides.map((side) =>
    Object.fromEntries(differing.filter((path) => path in side).map((path) => [path, side[path]])),
  );
  return [first ?? {}, second ?? {}];
}

function leaves(value: unknown, path = ''): TemplateParts {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { [path]: value };
  const separator = path.includes(' ') ? '.' : path && ' ';
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, member]) => leaves(member, `${path}${separator}${key}`)),
  );
}
