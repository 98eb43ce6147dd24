import { gunzipSync } from 'node:zlib';

/** Texts inside texts inside texts; deeper ones are left. */
const DEEPEST = 4;
/** Bytes that one piece may unpack to. */
const MOST_BYTES = 1_000_000;

/**
 * What stands in a text in another writing: escapes of JSON and URLs, wide or invisible characters, and base64, also compressed, as
 * user data may be. The text itself is not among them.
 */
export function decodedTexts(text: string, depth = 0): string[] {
  if (depth === DEEPEST) return [];
  const found = [...unescaped(text), ...fromBase64(text)].filter((other) => other !== text);
  return found.flatMap((other) => [other, ...decodedTexts(other, depth + 1)]);
}

function unescaped(text: string): string[] {
  const found: string[] = [];
  const character = (_: string, code: string) => String.fromCharCode(Number.parseInt(code, 16));
  if (text.includes('\\u00')) found.push(text.replace(/(?<!\\)\\+u00([2-7][\da-f])/gi, character));
  if (/%3\d/.test(text)) found.push(text.replace(/%([2-7][\da-f])/gi, character));
  if (/[^\0-\x7F]/.test(text)) found.push(text.replace(/\p{Cf}/gu, '').normalize('NFKC'));
  return found;
}

function fromBase64(text: string): string[] {
  if (text.length < SHORTEST) return [];
  return Array.from(joinedLines(text).matchAll(BASE64), ([token]) => decoded(token)).filter((other) => other !== '');
}

/** Of twelve digits. */
const SHORTEST = 16;
/** Longer ones are read in pieces. */
const BASE64 = /[\w+/-]{16,65536}/g;

/** Base64 may be broken into lines of one length, as mail has it. */
function joinedLines(text: string): string {
  if (!text.includes('\n')) return text;
  return text.replace(/(?<=^[\w+/-]{60,76})\r?\n(?=[\w+/-])/gm, '');
}

/** @returns nothing when it is no text */
function decoded(token: string): string {
  const bytes = Buffer.from(token, 'base64');
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(bytes) : bytes).toString('utf8');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has few of them
  return /[\0-\x08\x0E-\x1F\x7F\uFFFD]/.test(text) ? '' : text;
}

function unpacked(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return Buffer.from('\0');
  }
}
