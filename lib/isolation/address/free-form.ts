import { parseJsonText } from '../template/json-text';
import { asText, describeText, isList, isObject, type Resolved, type Text } from '../template/value';

/**
 * The texts in free-form JSON: in objects, in JSON inside a text, and in base64 as user data has it. Statements that deny are left out.
 */
export function* textsWithin(value: Resolved): Iterable<Text> {
  if (isList(value)) {
    for (const item of value) yield* textsWithin(item);
    return;
  }
  if (isObject(value)) {
    if (value['Effect'] === 'Deny') return;
    for (const [name, item] of Object.entries(value)) {
      yield name;
      yield* textsWithin(item);
    }
    return;
  }
  const text = asText(value);
  if (text === undefined || typeof value === 'boolean') return;
  const shown = describeText(text);
  if (/^\s*[[{]/.test(shown) && shown.includes('"')) {
    const parsed = parseJsonText(text).value;
    if (parsed !== undefined && (isList(parsed) || isObject(parsed))) {
      yield* textsWithin(parsed);
      return;
    }
  }
  yield text;
  if (typeof text === 'string') {
    const decoded = fromBase64(text);
    if (decoded !== undefined) yield decoded;
  }
}

function fromBase64(text: string): string | undefined {
  if (text.length < 16 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return decoded.includes('\uFFFD') ? undefined : decoded;
}
