import type { Comparator, Operand, ParsedCondition } from './condition';
import { Operands } from './operands';
import { type Path, pathText } from './path';
import type { Placeholders } from './placeholders';
import { Tokens } from './tokens';
import { compareValues, TYPES, type Type, typeOf, type Value } from './value';

const COMPARATORS: readonly Comparator[] = ['=', '<>', '<=', '>=', '<', '>'];
const CONDITIONS = ['attribute_exists', 'attribute_not_exists', 'attribute_type', 'begins_with', 'contains'];
const ORDERED: readonly Type[] = ['S', 'N', 'B'];
const MOST_IN_LIST = 100;

/** @param member that the text comes from, for example `FilterExpression`: errors name it. @throws ValidationException */
export function parseCondition(member: string, text: string, placeholders: Placeholders): ParsedCondition {
  return new ConditionParser(new Tokens(member, text), placeholders).whole();
}

/** Recursive descent: OR binds loosest, then AND, then NOT. */
class ConditionParser {
  private readonly operands: Operands;
  /** What stands between parentheses already. */
  private readonly enclosed = new Set<ParsedCondition>();

  constructor(
    private readonly tokens: Tokens,
    placeholders: Placeholders,
  ) {
    this.operands = new Operands(tokens, placeholders);
  }

  whole(): ParsedCondition {
    const condition = this.or();
    if (this.tokens.takeKind('end') === undefined) throw this.tokens.syntaxError();
    return condition;
  }

  private or(): ParsedCondition {
    return this.joined('or', () => this.joined('and', () => this.not()));
  }

  private joined(kind: 'and' | 'or', part: () => ParsedCondition): ParsedCondition {
    const first = part();
    const all = [first];
    while (this.tokens.take(kind)) all.push(part());
    return all.length === 1 ? first : { kind, all };
  }

  private not(): ParsedCondition {
    return this.tokens.take('NOT') ? { kind: 'not', not: this.not() } : this.one();
  }

  private one(): ParsedCondition {
    if (this.tokens.take('(')) return this.parenthesised();
    if (this.tokens.is('(', 1) && !this.tokens.is('size')) return this.function();
    const left = this.operand();
    const comparator = COMPARATORS.find((sign) => this.tokens.take(sign));
    if (comparator) return this.comparison(comparator, left);
    if (this.tokens.take('BETWEEN')) return this.between(left);
    if (this.tokens.take('IN')) return this.in(left);
    if (left.kind === 'size') throw this.misused('size');
    throw this.tokens.syntaxError();
  }

  private parenthesised(): ParsedCondition {
    const condition = this.or();
    this.tokens.expect(')');
    if (this.enclosed.has(condition)) throw this.tokens.wrong('The expression has redundant parentheses;');
    this.enclosed.add(condition);
    return condition;
  }

  private comparison(comparator: Comparator, left: Operand): ParsedCondition {
    const right = this.operand();
    this.checkDistinct(comparator, left, right);
    if (comparator !== '=' && comparator !== '<>') this.checkTypes(comparator, [left, right], ORDERED);
    return { kind: 'compare', comparator, left, right };
  }

  private between(operand: Operand): ParsedCondition {
    const low = this.operand();
    this.tokens.expect('AND');
    const high = this.operand();
    this.checkTypes('BETWEEN', [operand, low, high], ORDERED);
    if (low.kind === 'value' && high.kind === 'value') {
      const order = compareValues(low.value, high.value);
      if (order === undefined)
        throw this.tokens.wrong('The BETWEEN operator requires same data type for lower and upper bounds');
      if (order > 0) {
        throw this.tokens.wrong('The BETWEEN operator requires upper bound to be greater than or equal to lower bound');
      }
    }
    return { kind: 'between', operand, low, high };
  }

  private in(operand: Operand): ParsedCondition {
    const list = this.arguments();
    if (list.length > MOST_IN_LIST) {
      throw this.tokens.wrong(`The IN operator takes ${MOST_IN_LIST} operands; number of operands: ${list.length}`);
    }
    return { kind: 'in', operand, list };
  }

  private function(): ParsedCondition {
    const name = this.tokens.takeKind('word');
    if (name === undefined) throw this.tokens.syntaxError();
    if (!CONDITIONS.includes(name)) throw this.tokens.wrong(`Invalid function name; function: ${name}`);
    const operands = this.arguments();
    const [first, second] = operands;
    const takesOne = name === 'attribute_exists' || name === 'attribute_not_exists';
    if (!first || operands.length !== (takesOne ? 1 : 2)) throw this.wrongCount(name, operands.length);
    const path = this.pathOf(name, first);
    if (takesOne) return { kind: 'exists', path, exists: name === 'attribute_exists' };
    const other = second as Operand;
    this.checkDistinct(name, first, other);
    switch (name) {
      case 'attribute_type':
        return { kind: 'type', path, type: this.typeNamed(other) };
      case 'begins_with':
        this.checkTypes(name, [other], ['S', 'B']);
        return { kind: 'begins', path, start: other };
      default:
        return { kind: 'contains', path, element: other };
    }
  }

  private arguments(): Operand[] {
    this.tokens.expect('(');
    const operands = [this.operand()];
    while (this.tokens.take(',')) operands.push(this.operand());
    this.tokens.expect(')');
    return operands;
  }

  private operand(): Operand {
    const value = this.operands.value();
    if (value) return { kind: 'value', value };
    if (!this.tokens.is('(', 1)) return { kind: 'path', path: this.operands.path() };
    const name = this.tokens.takeKind('word');
    if (name === undefined) throw this.tokens.syntaxError();
    if (name !== 'size')
      throw CONDITIONS.includes(name)
        ? this.misused(name)
        : this.tokens.wrong(`Invalid function name; function: ${name}`);
    const operands = this.arguments();
    const [of] = operands;
    if (!of || operands.length > 1) throw this.wrongCount(name, operands.length);
    return { kind: 'size', path: this.pathOf(name, of) };
  }

  private pathOf(name: string, operand: Operand): Path {
    if (operand.kind === 'path') return operand.path;
    throw this.tokens.wrong(`Operator or function requires a document path; operator or function: ${name}`);
  }

  private typeNamed(operand: Operand): Type {
    const name = operand.kind === 'value' ? operand.value.S : undefined;
    if (name === undefined)
      throw this.wrongType('attribute_type', operand.kind === 'value' ? operand.value : undefined);
    const type = TYPES.find((each) => each === name);
    if (!type)
      throw this.tokens.wrong(`Invalid attribute type name found; type: ${name}, valid types: {${TYPES.join(',')}}`);
    return type;
  }

  private checkTypes(name: string, operands: readonly Operand[], types: readonly Type[]): void {
    for (const operand of operands) {
      if (operand.kind === 'value' && !types.includes(typeOf(operand.value))) throw this.wrongType(name, operand.value);
      if (operand.kind === 'size' && !types.includes('N')) throw this.wrongType(name, { N: '0' });
    }
  }

  private checkDistinct(name: string, first: Operand, other: Operand): void {
    if (first.kind !== 'path' || other.kind !== 'path' || pathText(first.path) !== pathText(other.path)) return;
    throw this.tokens.wrong(
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${name}`,
    );
  }

  private wrongType(name: string, value: Value | undefined): Error {
    const type = value ? typeOf(value) : 'a document path';
    return this.tokens.wrong(
      `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
    );
  }

  private wrongCount(name: string, count: number): Error {
    return this.tokens.wrong(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
    );
  }

  private misused(name: string): Error {
    return this.tokens.wrong(`The function is not allowed to be used this way in an expression; function: ${name}`);
  }
}
