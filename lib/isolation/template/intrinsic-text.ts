import { fingerprint, isJsonList, isJsonObject, type Json, member } from './json';
import { unmark, withMarks } from './marked-text';
import { type Intrinsic, type Scope, unresolvedCall } from './scope';
import { asText, isList, joinText, PartialText, type Resolved, type Text, textParts, Unknown } from './value';
import { splitAttribute } from './yaml-template';

export const join: Intrinsic = (argument, scope) => {
  const [delimiter, list] = isJsonList(argument) ? argument : [];
  const items = list === undefined ? undefined : scope.resolve(list);
  if (typeof delimiter !== 'string' || !isList(items)) {
    return unresolvedCall(scope, 'Fn::Join', argument, 'Fn::Join of a list that is not known');
  }
  const texts = items.map((item) => asText(item) ?? scope.unknown(`text ${fingerprint(argument)}`, 'not a text'));
  return joinText(texts.flatMap((text, index) => (index === 0 ? [text] : [delimiter, text])));
};

/** `${Name}`, `${Logical.Attribute}` and `${!Literal}`; the second form brings names of its own. */
export const sub: Intrinsic = (argument, scope) => {
  const [text, names] = isJsonList(argument) ? argument : [argument];
  if (typeof text !== 'string')
    return unresolvedCall(scope, 'Fn::Sub', argument, 'Fn::Sub of a text that is not known');
  const pieces = text.split(/(\$\{[^{}]*\})/);
  return joinText(pieces.map((piece) => (piece.startsWith('${') && piece.endsWith('}') ? substitute(piece) : piece)));

  function substitute(placeholder: string): Text | Unknown {
    const name = placeholder.slice(2, -1).trim();
    if (name.startsWith('!')) return `\${${placeholder.slice(3, -1)}}`;
    const own = member(names, name);
    const value = own === undefined ? lookUp(name, scope) : scope.resolve(own);
    return asText(value) ?? scope.unknown(`\${${name}}`, `${name} is not text`);
  }
};

function lookUp(name: string, scope: Scope): Resolved {
  const [logicalId = '', attribute] = splitAttribute(name);
  return attribute === undefined ? scope.reference(name) : scope.attribute(logicalId, attribute);
}

export const split: Intrinsic = (argument, scope) => {
  const pieces = piecesOf(argument, scope);
  return pieces?.complete
    ? pieces.texts
    : unresolvedCall(scope, 'Fn::Split', argument, 'Fn::Split of a text that is not known');
};

function piecesOf(argument: Json, scope: Scope): { texts: Text[]; complete: boolean } | undefined {
  const [delimiter, source] = isJsonList(argument) ? argument : [];
  const text = source === undefined ? undefined : asText(scope.resolve(source));
  return typeof delimiter === 'string' && delimiter !== '' && text !== undefined
    ? splitText(delimiter, text)
    : undefined;
}

/** Of a text that is only partly known, the pieces before the first unknown one can still be selected. */
export const select: Intrinsic = (argument, scope) => {
  const unknown = (reason: string) => unresolvedCall(scope, 'Fn::Select', argument, reason);
  const [index, source] = isJsonList(argument) ? argument : [];
  const at = index === undefined ? Number.NaN : Number(asText(scope.resolve(index)) ?? Number.NaN);
  if (!Number.isInteger(at) || source === undefined) return unknown('Fn::Select with an index that is not known');
  const inner = isJsonObject(source) && Object.keys(source).length === 1 ? source['Fn::Split'] : undefined;
  const items = inner === undefined ? scope.resolve(source) : piecesOf(inner, scope)?.texts;
  if (!isList(items)) return unknown('Fn::Select from a list that is not known');
  return items[at] ?? unknown(`Fn::Select ${at} from a list of which ${items.length} items are known`);
};

export const base64: Intrinsic = (argument, scope) => {
  const text = asText(scope.resolve(argument));
  if (typeof text === 'string') return Buffer.from(text, 'utf8').toString('base64');
  return unresolvedCall(scope, 'Fn::Base64', argument, 'Base64 of a text that is only partly known');
};

export const length: Intrinsic = (argument, scope) => {
  const items = scope.resolve(argument);
  return isList(items) ? items.length : unresolvedCall(scope, 'Fn::Length', argument, 'length of an unknown list');
};

export const toJsonString: Intrinsic = (argument, scope) => {
  const unknowns: Unknown[] = [];
  const text = JSON.stringify(scope.resolve(argument), (_, value) => {
    const partial = value instanceof Unknown ? new PartialText([value]) : value;
    return partial instanceof PartialText ? withMarks(partial, unknowns) : partial;
  });
  return unmark(text, unknowns);
};

/**
 * Splits a text as far as it is known: an unknown part that may itself contain the delimiter ends what can be said, since
 * it is not known into how many pieces it falls.
 * @returns the pieces that are surely whole, and whether they are all
 */
function splitText(delimiter: string, text: Text): { texts: Text[]; complete: boolean } {
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
