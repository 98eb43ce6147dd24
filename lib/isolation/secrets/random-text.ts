import { isIdentifier } from './identifiers';
import { isPlaceholder } from './placeholders';

/**
 * Whether a text of which nothing says what it is can only be a secret: letters and digits with 3.5 bits and more each, in one run,
 * and neither a name nor an identifier.
 */
export function isRandom(text: string): boolean {
  if (!/^(?=.*\d)(?=.*[a-zA-Z])[\w+/=-]{20,}$/.test(text) || entropy(text) < 3.5) return false;
  if (isPlaceholder(text) || isIdentifier(text)) return false;
  const core = withoutGenerated(text);
  if (core.length < LEAST) return false;
  return isMixed(core) || core.split(/[-_/+=]/).some(isRandomRun);
}

const LEAST = 16;

/** Letters of both cases and digits without an order. A name with abbreviations reads less well, in longer pieces. */
function isMixed(text: string): boolean {
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text) || !/\d/.test(text) || reads(text)) return false;
  const pieces = text.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
  return pieces.join('').length < 2.8 * pieces.length || !reads(text, 0.3);
}

function isRandomRun(run: string): boolean {
  if (run.length < LEAST || !/\d/.test(run) || !/[a-z]/i.test(run) || isIdentifier(run)) return false;
  return isMixed(run) || (/^[a-z\d]+$|^[A-Z\d]+$/.test(run) && !reads(run));
}

/** Whether a text that is called a key, a token or a secret is one: the bar is lower, and identifiers have no excuse. */
export function isKey(text: string): boolean {
  if (!isWritten(text)) return false;
  if (reads(text) || entropy(text) < 2.8) return false;
  return classes(text) >= (text.length >= LEAST ? 2 : 3);
}

/** Whether a text that is called a password is one: anything but a word or a name. */
export function isPassword(text: string): boolean {
  if (!isWritten(text)) return false;
  return (
    isKey(text) ||
    classes(text) >= 3 ||
    (/\d/.test(text) && /[a-z]/i.test(text) && !/^[a-z]+(?:[-_./][a-z\d]+)+$/.test(text))
  );
}

/** Whether a text is a value, and not the name of one, a path to one or a placeholder. */
function isWritten(text: string): boolean {
  if (text.length < 8 || text.length > 4096 || isPlaceholder(text)) return false;
  if (/\s|^arn:|:\/\/|^\{\{|^alias\/|^(?:ssm|secretsmanager):/.test(text)) return false;
  return !text.includes('/') || !reads(text);
}

function classes(text: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s]/].filter((form) => form.test(text)).length;
}

/** Without what CloudFormation, the CDK and others put behind or between names: `-1ABCDEFGHIJKL`, `623CCD9C`, the hash of a file. */
function withoutGenerated(text: string): string {
  return text
    .replace(/-[A-Z\d]{12,14}$/, '')
    .replace(/(?<=[A-Za-z]{3}.*)(?:[\dA-F]{8}[\da-f]{32}|[\da-f]{32,64}|[\dA-F]{32}|[\dA-F]{8}(?![a-z\d]))/g, '-');
}

/** Whether it reads as words do, in any letters. Of 2,000 texts of each kind of random key hardly one does. */
function reads(text: string, least = 0.5): boolean {
  const pairs = Array.from(text.toLowerCase().matchAll(/(?=([a-z\d]{2}))/g), ([, pair = '']) => pair);
  return pairs.filter((pair) => OF_WORDS.has(pair)).length >= least * pairs.length;
}

/** The pairs of letters that seven eighths of all pairs are, in the names of the resource database and in English. */
const OF_WORDS = new Set(
  `ab ac ad ag ai al am an ap ar as at au ay ba bl ca cc ce ch ci ck cl co cr ct cu cy da de di do ds ea ec ed ef eg ei el em en ep
  er es et ev ew ex fi ga ge gi gr gs gu ha he ho ia ic id ie if ig il im in io ip ir is it ke la le li ll lo lt lu ma me mi mo mp
  na nc nd ne nf ng ni nn ns nt oc od ol om on op or os ot ou ov ow pa pe pi pl po pp pr pt pu ra rc re ri rm rn ro rs rt ru rv ry
  sc se sh si so sp ss st su ta tc te th ti to tr ts tt ty ul un up ur us ut va ve vi wa wo yp`.split(/\s+/),
);

function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
