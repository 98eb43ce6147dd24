/** Text that is HTML already and goes into a page as it is. Made by `html`, or from a constant of our own. */
export class Markup {
  static readonly nothing = new Markup('');

  constructor(readonly text: string) {}
}

type Part = Markup | string | number;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Template tag: what is put in is escaped, unless it is markup itself. Attribute values must be in double quotes. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const text = fixed.map((piece, at) => {
    const part = parts[at];
    return piece + (part === undefined ? '' : part instanceof Markup ? part.text : escapeHtml(String(part)));
  });
  return new Markup(text.join(''));
}
