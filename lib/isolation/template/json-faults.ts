/** What JSON.parse does not say about a text. */
export interface JsonFaults {
  /** The first key that one object has twice: JSON.parse keeps the last one, so that a second `Effect` would go unseen. */
  readonly duplicateKey: string | undefined;
  /** How deep lists and objects are nested. */
  readonly depth: number;
}

/** @param text valid JSON */
export function jsonFaults(text: string): JsonFaults {
  const open: (Set<string> | undefined)[] = [];
  let duplicateKey: string | undefined;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined);
      depth = Math.max(depth, open.length);
    } else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (keys && isKey(text, end)) {
        const key: string = JSON.parse(text.slice(at, end));
        if (keys.has(key)) duplicateKey ??= key;
        keys.add(key);
      }
      at = end - 1;
    }
  }
  return { duplicateKey, depth };
}

/** The faults in words. */
export function describeFaults({ duplicateKey, depth }: JsonFaults): string[] {
  return [
    ...(duplicateKey === undefined ? [] : [`${duplicateKey} is there twice in the same object`]),
    ...(depth > DEEPEST ? [`nested ${depth} deep; at most ${DEEPEST} is read`] : []),
  ];
}

/** Deeper than any template or policy; a hostile one must not end in a stack overflow. */
export const DEEPEST = 200;

function isKey(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text.charAt(at))) at += 1;
  return text[at] === ':';
}

/** @returns the position behind the closing quote */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
