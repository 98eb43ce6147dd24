/** Where an unknown comes from, as far as the template says. */
export interface UnknownOrigin {
  /** Account that owns the resource it belongs to. */
  readonly account?: Text;
  readonly region?: Text;
  readonly logicalId?: string;
  /** Such as `AWS::SQS::Queue`. */
  readonly resourceType?: string;
  /**
   * True for a name or id that CloudFormation or the service generates with a random part: two different ones are never
   * equal. A name that was chosen elsewhere has false.
   */
  readonly generated?: boolean;
  /** Characters that it cannot contain, such as `:/` for a generated name. */
  readonly without?: string;
  /** How many characters it has, where that much is known. */
  readonly length?: number;
  /** What is looked up when the stack is deployed: a dynamic reference, the path of a stored parameter. */
  readonly reference?: Text;
}

/** A value that cannot be known from the template alone. Two unknowns with the same id stand for the same value. */
export class Unknown {
  constructor(
    readonly id: string,
    /** Why it is not known, for people. */
    readonly reason: string,
    readonly origin: UnknownOrigin = {},
  ) {}
}

/** A text of which some parts are not known: an ARN of an unnamed queue still shows its account. */
export class PartialText {
  constructor(readonly parts: readonly (string | Unknown)[]) {}
}

export type Text = string | PartialText;

/** What a template's value comes to in one account. */
export type Resolved = Text | number | boolean | null | Unknown | readonly Resolved[] | ResolvedObject;

export interface ResolvedObject {
  readonly [key: string]: Resolved;
}

/** A path to a value inside another one, such as the properties of a resource. */
export type PropertyPath = readonly (string | number)[];

/** A text that joins itself with itself grows without end. */
const MOST_PARTS = 100_000;

/** Puts texts and unknowns together, neighbouring literals merged. */
export function joinText(pieces: Iterable<Text | Unknown>): Text {
  const parts: (string | Unknown)[] = [];
  const add = (part: string | Unknown): void => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  };
  for (const piece of pieces) {
    if (piece instanceof PartialText) piece.parts.forEach(add);
    else add(piece);
  }
  if (parts.length > MOST_PARTS) throw new RangeError(`a text of more than ${MOST_PARTS} parts`);
  const [only, ...more] = parts;
  if (only === undefined) return '';
  return typeof only === 'string' && more.length === 0 ? only : new PartialText(parts);
}

/** The value as text the way CloudFormation writes it, or undefined for a list, an object or null. */
export function asText(value: Resolved): Text | undefined {
  if (typeof value === 'string' || value instanceof PartialText) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof Unknown ? new PartialText([value]) : undefined;
}

/** Literals and unknowns of a text, in order. */
export function textParts(text: Text): readonly (string | Unknown)[] {
  return typeof text === 'string' ? (text === '' ? [] : [text]) : text.parts;
}

export function isObject(value: Resolved | undefined): value is ResolvedObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof PartialText)
  );
}

export function isList(value: Resolved | undefined): value is readonly Resolved[] {
  return Array.isArray(value);
}

/** The members of an object, or the items of a list with their positions; nothing for what holds none. */
export function entriesOf(value: Resolved): (readonly [name: string | number, item: Resolved])[] {
  if (isList(value)) return value.map((item, index) => [index, item] as const);
  return isObject(value) ? Object.entries(value) : [];
}

/** The text for people, unknown parts in braces: `arn:aws:sqs:eu-west-1:111111111111:{Orders.QueueName}`. */
export function describeText(text: Text): string {
  return textParts(text)
    .map((part) => (typeof part === 'string' ? part : `{${part.id}}`))
    .join('');
}

/** Every unknown inside the value, each once. */
export function unknownsIn(value: Resolved, found: Map<string, Unknown> = new Map()): Map<string, Unknown> {
  if (value instanceof Unknown) found.set(value.id, value);
  else if (value instanceof PartialText) {
    for (const part of value.parts) if (part instanceof Unknown) found.set(part.id, part);
  } else if (isList(value)) for (const item of value) unknownsIn(item, found);
  else if (isObject(value)) for (const item of Object.values(value)) unknownsIn(item, found);
  return found;
}

/** A resolved value as JSON for the report. */
export function plainJson(value: Resolved): unknown {
  if (isList(value)) return value.map(plainJson);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainJson(item)]));
  if (typeof value === 'object' && value !== null) return 'parts' in value ? describeText(value) : `{${value.id}}`;
  return value;
}

/** A list, also of what is written without one; nothing where the value is missing. */
export function listOf(value: Resolved | undefined): readonly Resolved[] {
  return value === undefined ? [] : isList(value) ? value : [value];
}

/** The texts of a value that is one or a list of them. */
export function textList(value: Resolved | undefined): Text[] {
  return listOf(value).flatMap((item) => asText(item) ?? []);
}
