import type { Path } from './path';
import type { Placeholders } from './placeholders';
import { isReserved } from './reserved-words';
import type { Tokens } from './tokens';
import type { Value } from './value';

/** The attributes and values that an expression names. */
export class Operands {
  constructor(
    private readonly tokens: Tokens,
    private readonly placeholders: Placeholders,
  ) {}

  /** A document path, such as `a.#b[0]`. */
  path(): Path {
    const path: [string, ...(string | number)[]] = [this.attribute()];
    for (;;) {
      if (this.tokens.take('.')) path.push(this.attribute());
      else if (this.tokens.take('[')) {
        const index = this.tokens.takeKind('index');
        if (index === undefined) throw this.tokens.syntaxError();
        path.push(Number(index));
        this.tokens.expect(']');
      } else return path;
    }
  }

  /** A value, if the next token is one. */
  value(): Value | undefined {
    const key = this.tokens.takeKind('value');
    if (key === undefined) return undefined;
    const value = this.placeholders.value(key);
    if (value) return value;
    throw this.tokens.wrong(`An expression attribute value used in expression is not defined; attribute value: ${key}`);
  }

  private attribute(): string {
    const word = this.tokens.takeKind('word');
    if (word !== undefined) {
      if (isReserved(word)) throw this.tokens.wrong(`Attribute name is a reserved keyword; reserved keyword: ${word}`);
      return word;
    }
    const key = this.tokens.takeKind('name');
    if (key === undefined) throw this.tokens.syntaxError();
    const name = this.placeholders.name(key);
    if (name !== undefined) return name;
    throw this.tokens.wrong(
      `An expression attribute name used in the document path is not defined; attribute name: ${key}`,
    );
  }
}
