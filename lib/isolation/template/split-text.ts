import { joinText, type Text, textParts, Unknown } from './value';

/**
 * Splits a text as far as it is known: an unknown part that may itself contain the delimiter ends what can be said, since
 * nobody knows into how many pieces it falls.
 * @returns the pieces that are surely whole, and whether they are all
 */
export function splitText(delimiter: string, text: Text): { texts: Text[]; complete: boolean } {
  const pieces: (string | Unknown)[][] = [[]];
  for (const part of textParts(text)) {
    if (part instanceof Unknown) {
      if (![...delimiter].some((character) => part.origin.without?.includes(character))) {
        return { texts: pieces.slice(0, -1).map(joinText), complete: false };
      }
      pieces.at(-1)?.push(part);
      continue;
    }
    const [first = '', ...more] = part.split(delimiter);
    pieces.at(-1)?.push(first);
    for (const piece of more) pieces.push([piece]);
  }
  return { texts: pieces.map(joinText), complete: true };
}
