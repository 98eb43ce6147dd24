import type { Subject } from '../findings/observation';
import type { Side } from '../model/side';
import { textsOfSide } from '../model/walk-texts';
import { typeFacts } from '../tables/resource-types';
import { isList, isObject, type PropertyPath, type Resolved } from '../template/value';
import { issuedTexts } from './issued-forms';
import { isDocumented, isPlaceholder } from './placeholders';
import { isKey, isPassword, isRandom } from './random-text';
import { type Called, calledBy } from './secret-names';

/** A secret that stands in a template or in code. The text is never shown. */
export interface FoundSecret {
  readonly subject: Subject;
  readonly path: PropertyPath;
  /** `has the form of an AWS access key` */
  readonly how: string;
  readonly secret: string;
}

/** Every secret of a side, once for each resource and each file, and for a stack as a whole when none of its resources has it. */
export function* secretsIn(own: Side): Iterable<FoundSecret> {
  const seen = new Map<string, string[]>();
  /** Parts of the same secret are found in what is joined, and in what it is joined from. */
  const isNew = (place: string, secret: string): boolean => {
    const before = seen.get(place) ?? [];
    if (before.some((other) => other.includes(secret) || secret.includes(other))) return false;
    seen.set(place, [...before, secret]);
    return true;
  };
  for (const { subject, path, text, within } of textsOfSide(own)) {
    const place = within === undefined ? placeOf(subject, path, own) : ANYWHERE;
    for (const { how, secret } of secretsOfText(text, place)) {
      const ofStack = isNew(`${subject.stack}\n`, secret);
      if (subject.logicalId === '' ? ofStack : isNew(`${subject.stack}\n${subject.logicalId}`, secret))
        yield { subject, path, how, secret };
    }
  }
  for (const { path, text, kind } of own.texts) {
    if (kind !== 'code') continue;
    const subject = { stack: path, logicalId: '', type: kind };
    const lines = text.split('\n');
    for (const [line, each] of lines.entries()) {
      const [found] = secretsOfText(each, OF_CODE);
      if (found) {
        yield { subject, path: [line + 1], ...found };
        break;
      }
    }
  }
}

/** What the place tells about the text in it. */
interface Place {
  readonly called: Called;
  /** Whether only the form of the text decides, because a variable may hold anything. */
  readonly holdsValues: boolean;
}

const OF_CODE: Place = { called: 'anything', holdsValues: false };
const ANYWHERE: Place = OF_CODE;

function placeOf({ stack, logicalId, type }: Subject, path: PropertyPath, own: Side): Place {
  if (isInIntrinsic(path)) return ANYWHERE;
  if (logicalId === '') return parameterPlace(stack, path, own);
  const kind = typeFacts(type)?.kindOf(path);
  const free = kind === 'json' || kind === undefined;
  const holdsValues = kind === 'secretText' || kind === 'environment';
  const properties = own.find(stack, logicalId)?.properties;
  const last = path.findLast((part) => typeof part === 'string') ?? '';
  // In a map of variables each one has a name of its own.
  const isMap = kind === 'environment' && typeof path.at(-2) !== 'number';
  const beside = !isMap && properties && (NAME.test(last) || VALUE.test(last)) ? above(properties, path) : undefined;
  if (beside ? NAME.test(last) : !free && !holdsValues) return ANYWHERE;
  if (/^(?:SECRETS_MANAGER|PARAMETER_STORE)$/.test(String(beside?.['Type']))) return ANYWHERE;
  const name = String(beside ? beside[keyLike(beside, NAME) ?? ''] : last);
  const called = calledBy(name);
  return { called: kind === 'secretText' && called !== 'password' ? 'key' : called, holdsValues };
}

/** `{ Name, Value }`, as lists of variables have them; of options, headers and parameters it is `{ OptionName, Value }` and the like. */
const NAME = /^(?:\w*Name|Key)$/i;
const VALUE = /Value$/i;

function keyLike(pair: object, form: RegExp): string | undefined {
  return Object.keys(pair).find((key) => form.test(key));
}

function above(properties: Resolved, path: PropertyPath): { readonly [name: string]: Resolved } | undefined {
  let value: Resolved | undefined = properties;
  for (const part of path.slice(0, -1)) {
    value = isList(value) ? value[Number(part)] : isObject(value) ? value[part] : undefined;
  }
  return isObject(value) && keyLike(value, NAME) && keyLike(value, VALUE) ? value : undefined;
}

/** The default of a parameter is what is deployed when no other one is given. */
function parameterPlace(stack: string, [section, name, member]: PropertyPath, own: Side): Place {
  if (section !== 'Parameters' || member !== 'Default') return ANYWHERE;
  const parameters = own.stacks.find((each) => each.name === stack)?.input.template['Parameters'];
  const parameter = isObject(parameters as Resolved)
    ? (parameters as Record<string, Resolved>)[String(name)]
    : undefined;
  const isHidden = isObject(parameter) && String(parameter['NoEcho']).toLowerCase() === 'true';
  const called = calledBy(String(name));
  return { called: isHidden && called !== 'password' ? 'key' : called, holdsValues: isHidden };
}

/** As it is written a value can be the name of a resource, which has a hash in it. */
function isInIntrinsic(path: PropertyPath): boolean {
  return path.some((part) => part === 'Ref' || String(part).startsWith('Fn::'));
}

function* secretsOfText(text: string, { called, holdsValues }: Place): Iterable<{ how: string; secret: string }> {
  for (const { what, token, chosen } of issuedTexts(text)) {
    if (chosen === undefined ? isDocumented(token) : !isChosen(what, chosen)) continue;
    yield { how: `has the form of ${what}`, secret: token };
  }
  if (isSecretCalled(called, text)) yield { how: 'is called a secret and is no stand-in for one', secret: text };
  else if (holdsValues && called !== 'identifier' && isRandom(text))
    yield { how: 'is random enough to be a credential', secret: text };
  else yield* assigned(text);
}

function isSecretCalled(called: Called, text: string): boolean {
  return called === 'password' ? isPassword(text) : called === 'key' && isKey(text);
}

function isChosen(what: string, chosen: string): boolean {
  if (what.startsWith('a URL')) return !isPlaceholder(chosen);
  if (what.endsWith('for curl')) return isPassword(chosen);
  const decoded = () => Buffer.from(chosen, 'base64').toString('latin1');
  return what.endsWith('with a password') ? /^[\x20-\x7E]+:[\x20-\x7E]+$/.test(decoded()) : isKey(chosen);
}

/** `password = "…"`, `"apiKey": "…"`, `Pwd=…;` inside a script, a document or a connection string. */
const ASSIGNED = /([\w.-]{2,64})["']?\s*(?::|=>?)\s*["']?([^\s"'`,;&()\\]{12,256})/g;

function* assigned(text: string): Iterable<{ how: string; secret: string }> {
  if (!/pass|pwd|secret|token|key|auth|credential/i.test(text)) return;
  for (const [, name = '', value = ''] of text.matchAll(ASSIGNED)) {
    const called = calledBy(name);
    if ((called === 'password' && isKey(value)) || (called === 'key' && isRandom(value)))
      yield {
        how: `holds what is called ${called === 'password' ? 'a password' : 'a key'} and is no stand-in for one`,
        secret: value,
      };
  }
}
