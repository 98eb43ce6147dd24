/** A wildcard in a pattern. `spansColons` is false where the wildcard must stay inside one part of an ARN. */
export interface Wildcard {
  readonly many: boolean;
  readonly spansColons: boolean;
}

export const MANY: Wildcard = { many: true, spansColons: true };
export const ONE: Wildcard = { many: false, spansColons: true };
export const MANY_IN_PART: Wildcard = { many: true, spansColons: false };
export const ONE_IN_PART: Wildcard = { many: false, spansColons: false };

/** The text between two `*`: literal except at the positions that `?` covers. */
interface Piece {
  readonly text: string;
  readonly anyAt: ReadonlySet<number>;
}

/**
 * Compiles a pattern of literals and wildcards into a test on the whole text; `*` spans anything here, colons too.
 * Takes time proportional to pattern × text at most, whatever the pattern.
 */
export function compileGlob(tokens: readonly (string | Wildcard)[]): (text: string) => boolean {
  const pieces = splitAtStars(tokens);
  const first = pieces[0] as Piece;
  if (pieces.length === 1) return exactly(first);
  const last = pieces.at(-1) as Piece;
  const middle = pieces.slice(1, -1).filter(({ text }) => text !== '');
  if (middle.length === 0 && first.anyAt.size === 0) {
    if (last.text === '') return first.text === '' ? () => true : (text) => text.startsWith(first.text);
    if (last.anyAt.size === 0) {
      const least = first.text.length + last.text.length;
      return (text) => text.length >= least && text.startsWith(first.text) && text.endsWith(last.text);
    }
  }
  return (text) => {
    const end = text.length - last.text.length;
    let at = first.text.length;
    if (at > end || !matchesAt(first, text, 0) || !matchesAt(last, text, end)) return false;
    for (const piece of middle) {
      const found = find(piece, text, at, end - piece.text.length);
      if (found < 0) return false;
      at = found + piece.text.length;
    }
    return true;
  };
}

function splitAtStars(tokens: readonly (string | Wildcard)[]): Piece[] {
  const pieces: { text: string; anyAt: Set<number> }[] = [{ text: '', anyAt: new Set() }];
  for (const token of tokens) {
    const piece = pieces.at(-1) as { text: string; anyAt: Set<number> };
    if (typeof token === 'string') piece.text += token;
    else if (token.many) pieces.push({ text: '', anyAt: new Set() });
    else {
      piece.anyAt.add(piece.text.length);
      piece.text += '?';
    }
  }
  return pieces;
}

function exactly(piece: Piece): (text: string) => boolean {
  if (piece.anyAt.size === 0) return (text) => text === piece.text;
  return (text) => text.length === piece.text.length && matchesAt(piece, text, 0);
}

function matchesAt({ text: wanted, anyAt }: Piece, text: string, at: number): boolean {
  if (anyAt.size === 0) return text.startsWith(wanted, at);
  for (let index = 0; index < wanted.length; index++) {
    if (!anyAt.has(index) && wanted.charCodeAt(index) !== text.charCodeAt(at + index)) return false;
  }
  return true;
}

function find(piece: Piece, text: string, from: number, last: number): number {
  if (piece.anyAt.size === 0) {
    const found = text.indexOf(piece.text, from);
    return found <= last ? found : -1;
  }
  for (let at = from; at <= last; at++) if (matchesAt(piece, text, at)) return at;
  return -1;
}
