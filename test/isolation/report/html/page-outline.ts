/** A start tag of a page, as a browser would read it. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s"'<>/=]+(?:="[^"<>]*")?)*)\s*(\/?)>/g;
const VOID = new Set(['meta', 'link', 'br', 'input']);

/** The page without its own style and script, which are constants. */
function withoutConstants(page: string): string {
  return page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
}

/**
 * Every start tag of a page that is written strictly: attributes in double quotes, every element closed in order.
 * @throws where it is not, which is what a text that was not escaped leads to
 */
export function tagsOf(page: string): Tag[] {
  const markup = withoutConstants(page).replace('<!doctype html>', '');
  const tags: Tag[] = [];
  const open: string[] = [];
  const rest = markup.replace(TAG, (_, closing, name, attributes, closed) => {
    if (closing) {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> closes <${last}>`);
    } else {
      tags.push({ name, attributes: attributesOf(attributes) });
      if (!closed && !VOID.has(name)) open.push(name);
    }
    return '';
  });
  const stray = /[<>].{0,40}/.exec(rest);
  if (stray) throw new Error(`not a tag: ${stray[0]}`);
  if (open.length > 0) throw new Error(`never closed: ${open.join(' ')}`);
  return tags;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([^\s"'<>/=]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** What a reader sees of a part of a page. */
export function textOf(markup: string): string {
  return withoutConstants(markup)
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The part of a page that a heading with this id begins. */
export function sectionOf(page: string, heading: string): string {
  const [, section = ''] = new RegExp(`<section aria-labelledby="${heading}">([\\s\\S]*?)</section>`).exec(page) ?? [];
  return section;
}
