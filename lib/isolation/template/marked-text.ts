import { joinText, type PartialText, type Text, type Unknown } from './value';

/** A code point that is no character, so that no text needs it. */
const MARK = '\uffff';

/**
 * The text as one string, each unknown in the place of a mark, so that it can be read by what knows strings only.
 * @param unknowns gains the unknowns of the text; give the same list to `unmark`
 */
export function withMarks(text: PartialText, unknowns: Unknown[]): string {
  const parts = text.parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll(MARK, '');
    const known = unknowns.findIndex(({ id }) => id === part.id);
    return `${MARK}${known < 0 ? unknowns.push(part) - 1 : known}${MARK}`;
  });
  return parts.join('');
}

/** Puts the unknowns back where their marks are. */
export function unmark(text: string, unknowns: readonly Unknown[]): Text {
  if (unknowns.length === 0 || !text.includes(MARK)) return text;
  return joinText(text.split(MARK).map((piece, index) => (index % 2 === 1 ? (unknowns[Number(piece)] ?? '') : piece)));
}

export function isMarked(text: string): boolean {
  return text.includes(MARK);
}
