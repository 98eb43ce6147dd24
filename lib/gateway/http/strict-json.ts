import { shown } from '../unsecret';
import { Problem } from './problem';

/** A number that is not an integer written in digits alone, or that no number holds exactly; no schema takes it for one. */
export class OddNumber {
  /** @param written as it was sent */
  constructor(readonly written: string) {}
}

/** Strings, brackets, and words without space or comma; what stands between them says nothing more in valid JSON. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|[^\s,:{}[\]"]+/g;
const PLAIN_INTEGER = /^(0|-?[1-9]\d*)$/;
const DEEPEST = 20;

/** An object or list that is being read, and where in it the next value goes. */
interface Open {
  readonly into: Record<string, unknown> | unknown[];
  /** Its own name or index. */
  readonly at: string;
  name: string | undefined;
}

/**
 * A JSON text as what it says, or a refusal: nothing is rounded, overwritten or replaced.
 * `JSON.parse` keeps the last of two members and the nearest of numbers; what a client signed is then not what is done.
 * @throws SyntaxError when it is not JSON
 * @throws Problem 400 for a member sent twice, half a character, or depth
 */
export function parseStrictJson(text: string): unknown {
  JSON.parse(text);
  const root: unknown[] = [];
  const open: Open[] = [{ into: root, at: '', name: undefined }];
  for (const [token] of text.matchAll(TOKEN)) {
    const here = open.at(-1) as Open;
    if (token === '}' || token === ']') open.pop();
    else if (!Array.isArray(here.into) && here.name === undefined) here.name = memberName(token, here.into, open);
    else {
      const value = jsonValue(token);
      const at = here.name ?? String((here.into as unknown[]).length);
      add(here, value);
      if (token === '{' || token === '[') open.push({ into: value as Open['into'], at, name: undefined });
      if (open.length > DEEPEST + 1) throw refused('invalid_json', `the body is nested deeper than ${DEEPEST}`);
    }
  }
  return root[0];
}

function memberName(token: string, into: object, open: readonly Open[]): string {
  const name = textOf(token);
  if (!Object.hasOwn(into, name)) return name;
  const path = [...open.slice(2).map(({ at }) => at), name].join('.');
  throw refused('duplicate_member', 'an object holds this member twice; send each member once', shown(path));
}

function add(here: Open, value: unknown): void {
  if (Array.isArray(here.into)) here.into.push(value);
  // Plain assignment to `__proto__` would add nothing, and change what the object is.
  else
    Object.defineProperty(here.into, here.name ?? '', { value, enumerable: true, writable: true, configurable: true });
  here.name = undefined;
}

function jsonValue(token: string): unknown {
  if (token === '{') return {};
  if (token === '[') return [];
  if (token.startsWith('"')) return textOf(token);
  if (/^[tfn]/.test(token)) return JSON.parse(token);
  const number = Number(token);
  return PLAIN_INTEGER.test(token) && Number.isSafeInteger(number) ? number : new OddNumber(token);
}

/** A lone surrogate is valid JSON but cannot be stored as UTF-8: it would come back as another text. */
function textOf(token: string): string {
  const text: string = JSON.parse(token);
  if (text.isWellFormed()) return text;
  throw refused('invalid_utf8', 'the body holds half of a surrogate pair, which is not a character');
}

function refused(code: string, detail: string, param?: string): Problem {
  return new Problem({ status: 400, code, detail, ...(param !== undefined && { param }) });
}
