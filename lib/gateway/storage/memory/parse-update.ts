import { Operands } from './operands';
import { conflicts, overlaps, type Path, pathText } from './path';
import type { Placeholders } from './placeholders';
import { Tokens } from './tokens';
import type { Action, NewValue } from './update';
import { type Type, typeOf } from './value';

const SECTIONS = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
const MOST_OPERATORS = 300;
const SETS: readonly Type[] = ['SS', 'NS', 'BS'];

/** @throws ValidationException */
export function parseUpdate(text: string, placeholders: Placeholders): readonly Action[] {
  return new UpdateParser(new Tokens('UpdateExpression', text), placeholders).whole();
}

class UpdateParser {
  private readonly operands: Operands;
  private operators = 0;

  constructor(
    private readonly tokens: Tokens,
    placeholders: Placeholders,
  ) {
    this.operands = new Operands(tokens, placeholders);
  }

  whole(): readonly Action[] {
    const actions: Action[] = [];
    const seen = new Set<string>();
    while (this.tokens.takeKind('end') === undefined) {
      const section = SECTIONS.find((each) => this.tokens.take(each));
      if (!section) throw this.tokens.syntaxError();
      if (seen.has(section)) {
        throw this.tokens.wrong(`The "${section}" section can only be used once in an update expression;`);
      }
      seen.add(section);
      do actions.push(this.action(section));
      while (this.tokens.take(','));
    }
    this.checkPaths(actions.map(({ path }) => path));
    if (this.operators > MOST_OPERATORS) {
      throw this.tokens.wrong(`The expression contains too many operators; operator count: ${this.operators}`);
    }
    return actions;
  }

  private action(kind: (typeof SECTIONS)[number]): Action {
    const path = this.operands.path();
    if (kind === 'REMOVE') return { kind, path };
    if (kind === 'SET') {
      this.tokens.expect('=');
      return { kind, path, to: this.newValue() };
    }
    const operand = this.operands.value();
    if (!operand) throw this.tokens.syntaxError();
    const types = kind === 'ADD' ? ['N', ...SETS] : SETS;
    if (!types.includes(typeOf(operand))) throw this.wrongType(kind, typeOf(operand));
    if (kind === 'ADD' && path.length > 1) throw this.tokens.wrong('ADD is for top-level attributes alone');
    return { kind, path, operand };
  }

  private newValue(): NewValue {
    const left = this.operand();
    const sign = this.tokens.take('+') ? 1 : this.tokens.take('-') ? -1 : undefined;
    if (!sign) return left;
    this.operators += 1;
    const right = this.operand();
    for (const each of [left, right]) this.checkType(sign > 0 ? '+' : '-', each, 'N');
    return { kind: 'sum', left, right, sign };
  }

  private operand(): NewValue {
    if (this.tokens.take('(')) {
      const value = this.newValue();
      this.tokens.expect(')');
      return value;
    }
    const value = this.operands.value();
    if (value) return { kind: 'value', value };
    return this.tokens.is('(', 1) ? this.function() : { kind: 'path', path: this.operands.path() };
  }

  private function(): NewValue {
    this.operators += 1;
    const name = this.tokens.takeKind('word');
    if (name === undefined) throw this.tokens.syntaxError();
    this.tokens.expect('(');
    const operands = [this.operand()];
    while (this.tokens.take(',')) operands.push(this.operand());
    this.tokens.expect(')');
    if (name !== 'if_not_exists' && name !== 'list_append') {
      throw this.tokens.wrong(`Invalid function name; function: ${name}`);
    }
    const [first, second] = operands;
    if (!first || !second || operands.length > 2) {
      throw this.tokens.wrong(
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
      );
    }
    if (name === 'list_append') {
      for (const each of operands) this.checkType(name, each, 'L');
      return { kind: 'appended', first, second };
    }
    if (first.kind === 'path') return { kind: 'if-not-exists', path: first.path, otherwise: second };
    throw this.tokens.wrong(`Operator or function requires a document path; operator or function: ${name}`);
  }

  private checkPaths(paths: readonly Path[]): void {
    for (const [at, path] of paths.entries()) {
      for (const other of paths.slice(0, at)) {
        const fault = overlaps(other, path) ? 'overlap' : conflicts(other, path) ? 'conflict' : undefined;
        if (fault) {
          throw this.tokens.wrong(
            `Two document paths ${fault} with each other; must remove or rewrite one of these paths; path one: ${pathText(other)}, path two: ${pathText(path)}`,
          );
        }
      }
    }
  }

  private checkType(name: string, operand: NewValue, type: Type): void {
    if (operand.kind === 'value' && typeOf(operand.value) !== type) throw this.wrongType(name, typeOf(operand.value));
  }

  private wrongType(name: string, type: Type): Error {
    return this.tokens.wrong(
      `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
    );
  }
}
