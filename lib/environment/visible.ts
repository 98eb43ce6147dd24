/**
 * Characters that move the cursor, colour the terminal, hide themselves or turn the direction of writing: control characters (tab and line
 * feed excepted), formatting and zero-width characters, what Unicode says to show as nothing (blank letters, variants, tags), the blank
 * of Braille, line and paragraph separators, lone surrogates.
 * A template may carry them in any name, and an operator's reason, a provider's answer or a file may as well.
 */
const INVISIBLE = /[^\P{Cc}\t\n]|[\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]|\p{Cs}/gu;

/** Most texts; told at once. */
const PLAIN = /^[ -~]*$/;

/** The text with what cannot be seen written as `\u202e`, so that nothing in it can change how what surrounds it reads; JSON stays the same JSON. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(INVISIBLE, (character) =>
    Array.from({ length: character.length }, (_, at) => {
      const unit = character.charCodeAt(at).toString(16).padStart(4, '0');
      return `\\u${unit}`;
    }).join(''),
  );
}

/** The same on one line: breaks are spaces. */
export function visibleLine(text: string): string {
  return visible(text.replace(/\s*\n\s*/g, ' ').replaceAll('\t', ' '));
}

/** The same as one value among others, such as a cell of a table: what could begin another row is seen too. */
export function printable(text: string): string {
  return visible(text).replace(/[\t\n]/g, (character) => (character === '\n' ? '\\n' : '\\t'));
}
