/**
 * Characters that move the cursor, colour the terminal, hide themselves or turn the direction of writing: control characters (tab and line
 * feed excepted), bidirectional controls, zero-width characters, line and paragraph separators, lone surrogates.
 * A template may carry them in any name.
 */
const INVISIBLE =
  /[^\P{Cc}\t\n]|[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** Most texts; told at once. */
const PLAIN = /^[ -~]*$/;

/** The text with what cannot be seen written as `\u202e`, so that no name from a template can change how a report reads. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visible(text.replace(/\s*\n\s*/g, ' ').replaceAll('\t', ' '));
}
