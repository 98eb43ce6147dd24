import { stripVTControlCharacters } from 'node:util';

/** Scripts and pictures whose characters take two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes, colours not counted. */
export function columns(text: string): number {
  let count = 0;
  for (const character of stripVTControlCharacters(text)) count += WIDE.test(character) ? 2 : 1;
  return count;
}

/**
 * Lines of at most `width` columns, broken at spaces; a word that is longer is broken anywhere. Line feeds stay, tabs are spaces.
 * @param label stands before the first line; the others are indented as far
 */
export function wrapped(label: string, text: string, width: number): string[] {
  const indent = ' '.repeat(columns(label));
  const room = Math.max(width - indent.length, 20);
  const lines = text
    .replaceAll('\t', ' ')
    .split('\n')
    .flatMap((line) => wrapLine(line, room));
  return lines.map((line, at) => `${at === 0 ? label : indent}${line}`.trimEnd());
}

/** The spaces before the text are kept for the lines that follow. */
function wrapLine(line: string, room: number): string[] {
  const [lead = ''] = /^ */.exec(line) ?? [];
  const indent = lead.slice(0, Math.floor(room / 2));
  const lines: string[] = [];
  let current = indent;
  for (const word of line.trim().split(/ +/)) {
    for (const piece of pieces(word, room - indent.length)) {
      const joined = current === indent ? indent + piece : `${current} ${piece}`;
      if (columns(joined) <= room) {
        current = joined;
      } else {
        lines.push(current);
        current = indent + piece;
      }
    }
  }
  return [...lines, current];
}

function pieces(word: string, room: number): string[] {
  if (columns(word) <= room) return [word];
  const found: string[] = [];
  let piece = '';
  for (const character of word) {
    if (columns(piece + character) > room) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
}

const CODES = { bold: 1, faint: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Look = keyof typeof CODES;
export type Paint = (look: Look, text: string) => string;

export function painter(colour: boolean): Paint {
  return (look, text) => (colour && text ? `\u001b[${CODES[look]}m${text}\u001b[0m` : text);
}
