import { invalid } from './refusal';
import { type Attributes, checkedValue, type Value } from './value';

const NAME_BYTES = 255;

/** `ExpressionAttributeNames` and `ExpressionAttributeValues` of a call: what its expressions' placeholders stand for, and which of them are used. */
export class Placeholders {
  private readonly names: ReadonlyMap<string, string>;
  private readonly values: ReadonlyMap<string, Value>;
  private readonly used = new Set<string>();

  /** @throws ValidationException for a placeholder that is none, or a value that is none */
  constructor(
    names: Readonly<Record<string, string>> | undefined,
    values: Readonly<Record<string, unknown>> | undefined,
  ) {
    checkKeys('ExpressionAttributeNames', names, /^#[A-Za-z0-9_]+$/);
    checkKeys('ExpressionAttributeValues', values, /^:[A-Za-z0-9_]+$/);
    this.names = new Map(Object.entries(names ?? {}));
    this.values = new Map(Object.entries(values ?? {}).map(([key, value]) => [key, checkedValue(value)]));
  }

  /** The attribute that `#name` stands for. */
  name(key: string): string | undefined {
    this.used.add(key);
    return this.names.get(key);
  }

  /** What `:value` stands for. */
  value(key: string): Value | undefined {
    this.used.add(key);
    return this.values.get(key);
  }

  /** To be asked when all expressions of the call are read. @throws ValidationException */
  checkAllUsed(): void {
    this.checkUsed('ExpressionAttributeNames', [...this.names.keys()]);
    this.checkUsed('ExpressionAttributeValues', [...this.values.keys()]);
  }

  private checkUsed(member: string, keys: readonly string[]): void {
    const unused = keys.filter((key) => !this.used.has(key));
    if (unused.length > 0)
      throw invalid(`Value provided in ${member} unused in expressions: keys: {${unused.join(', ')}}`);
  }
}

function checkKeys(member: string, given: Attributes | object | undefined, form: RegExp): void {
  if (given === undefined) return;
  const keys = Object.keys(given);
  if (keys.length === 0) throw invalid(`${member} must not be empty`);
  const wrong = keys.find((key) => !form.test(key) || key.length > NAME_BYTES);
  if (wrong !== undefined) throw invalid(`${member} contains invalid key: Syntax error; key: "${wrong}"`);
}
