import { invalid } from './refusal';

export type TokenKind = 'word' | 'name' | 'value' | 'index' | 'symbol' | 'end';

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const EXPRESSION_BYTES = 4096;

/** Words are attributes, functions and operators; `#name` and `:value` stand for what the call gives beside its expressions. */
const TOKEN =
  /\s*(?:(?<word>[A-Za-z][A-Za-z0-9_]*)|(?<name>#[A-Za-z0-9_]+)|(?<value>:[A-Za-z0-9_]+)|(?<index>\d+)|(?<symbol><>|<=|>=|[=<>()[\].,+-]))/y;

/** The words and signs of one expression, taken one by one. */
export class Tokens {
  private readonly tokens: readonly Token[];
  private at = 0;

  /** @param member of the call, for example `ConditionExpression`: errors name it */
  constructor(
    private readonly member: string,
    text: string,
  ) {
    if (text.trim() === '') throw this.wrong('The expression can not be empty;');
    if (Buffer.byteLength(text) > EXPRESSION_BYTES) {
      throw this.wrong(
        `Expression size has exceeded the maximum allowed size; expression size: ${Buffer.byteLength(text)}`,
      );
    }
    this.tokens = this.read(text.trimEnd());
  }

  /** Takes the next token if it is this sign, or this word of the language in any case of its letters. */
  take(text: string): boolean {
    const found = this.is(text);
    if (found) this.at += 1;
    return found;
  }

  /** Whether the next token, or one that comes later, is this sign or word. */
  is(text: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token !== undefined && token.kind !== 'end' && token.text.toUpperCase() === text.toUpperCase();
  }

  /** Takes the next token if it is of this kind. */
  takeKind(kind: TokenKind): string | undefined {
    const token = this.tokens[this.at];
    if (token?.kind !== kind) return undefined;
    this.at += 1;
    return token.text;
  }

  expect(text: string): void {
    if (!this.take(text)) throw this.syntaxError();
  }

  syntaxError(): Error {
    const texts = this.tokens.slice(Math.max(0, this.at - 1), this.at + 2).map(({ text }) => text);
    return this.wrong(`Syntax error; token: "${this.tokens[this.at]?.text}", near: "${texts.join(' ')}"`);
  }

  wrong(message: string): Error {
    return invalid(`Invalid ${this.member}: ${message}`);
  }

  private read(text: string): readonly Token[] {
    const tokens: Token[] = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const start = TOKEN.lastIndex;
      const groups = TOKEN.exec(text)?.groups;
      const [kind, found] = Object.entries(groups ?? {}).find(([, group]) => group !== undefined) ?? [];
      if (found === undefined)
        throw this.wrong(
          `Syntax error; token: "${text.slice(start).trim().slice(0, 1)}", near: "${text.slice(start, start + 20)}"`,
        );
      tokens.push({ kind: kind as TokenKind, text: found });
    }
    return [...tokens, { kind: 'end', text: '<EOF>' }];
  }
}
