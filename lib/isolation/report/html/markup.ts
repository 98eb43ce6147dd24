import { visible } from '../../../environment/visible';

/** Text that is HTML already and goes into a page as it is. Made by `html` and `code`, or from a constant of our own. */
export class Markup {
  static readonly nothing = new Markup('');

  constructor(readonly text: string) {}
}

export type Part = Markup | readonly Markup[] | string | number;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Template tag: what is put in is made visible and escaped, unless it is markup itself. Attribute values must be in double quotes. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(fixed.map((piece, at) => piece + written(parts[at] ?? '')).join(''));
}

/** For text between tags only: quotes stay as they are, which halves the size of JSON. */
export function content(text: string): Markup {
  return new Markup(escaped(text, /[&<>]/g));
}

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escaped(String(part), /[&<>"']/g);
}

function escaped(text: string, special: RegExp): string {
  return visible(text).replace(special, (character) => ENTITIES[character] ?? '');
}
