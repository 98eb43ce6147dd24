import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformSync } from '@swc/core';
import fc from 'fast-check';
import { projectRoot } from '../../../lib/environment/project-root';
import { DOCUMENTED } from './contract/documented';
import { cases } from './contract/generate-cases';
import { type MakeInMemory, runInMemory, SCHEMAS } from './contract/run-case';

const FOLDER = join(projectRoot(), 'lib', 'gateway', 'storage', 'memory');

/** One way to break each group of operators: a text that stands once in a file, and what stands there instead. */
const MUTATIONS = [
  ['condition.ts', "comparator === '<>') return !equal", "comparator === '<>') return equal"],
  ['condition.ts', 'return order <= 0', 'return order < 0'],
  ['condition.ts', 'return order > 0', 'return order >= 0'],
  [
    'condition.ts',
    'left && right ? isEqual(left, right) : left === right',
    'left !== undefined && right !== undefined && isEqual(left, right)',
  ],
  [
    'condition.ts',
    "compares('<=', read(condition.operand), read(condition.high))",
    "compares('<', read(condition.operand), read(condition.high))",
  ],
  ['condition.ts', 'condition.list.some(', 'condition.list.slice(1).some('],
  ['condition.ts', 'return condition.all.every(', 'return condition.all.some('],
  ['condition.ts', 'return !holds(condition.not, item)', 'return holds(condition.not, item)'],
  ['condition.ts', ') === condition.exists', ') !== condition.exists'],
  ['condition.ts', 'typeOf(value) === condition.type', 'typeOf(value) !== condition.type'],
  ['condition.ts', 'bytes.subarray(0, first.length).equals(first)', 'bytes.includes(first)'],
  ['condition.ts', 'value.L.some((each) => isEqual(each, element))', 'value.L.includes(element)'],
  ['condition.ts', '(elementsOf(value) ?? []).includes(content)', 'true'],
  ['condition.ts', 'elements?.length ?? value.S?.length', 'value.S?.length ?? elements?.length ?? 0'],
  [
    'parse-condition.ts',
    "this.joined('or', () => this.joined('and', () => this.not()))",
    "this.joined('and', () => this.joined('or', () => this.not()))",
  ],
  [
    'parse-condition.ts',
    "{ kind: 'not', not: this.not() }",
    "{ kind: 'not', not: this.joined('and', () => this.not()) }",
  ],
  ['parse-condition.ts', 'if (this.enclosed.has(condition))', 'if (false)'],
  ['parse-condition.ts', 'this.checkDistinct(comparator, left, right);', ''],
  ['parse-condition.ts', 'if (order > 0) {', 'if (order < -9) {'],
  ['operands.ts', 'if (isReserved(word))', 'if (false)'],
  ['placeholders.ts', 'if (unused.length > 0)', 'if (false)'],
  ['value.ts', 'others.includes(element)', 'true'],
  ['value.ts', 'if (one.N !== undefined && other.N !== undefined) return compareNumbers(one.N, other.N);', ''],
  ['number.ts', 'text.length - zeros > DIGITS', 'text.length - zeros > 2 * DIGITS'],
  ['number.ts', 'BigInt(sign) * b', 'b'],
  ['update.ts', 'value.sign', '1'],
  ['update.ts', 'valueAt(item, value.path) ?? newValue(value.otherwise, item)', 'newValue(value.otherwise, item)'],
  ['update.ts', '{ L: [...first, ...second] }', '{ L: [...second, ...first] }'],
  ['update.ts', 'lastIndex(one.path) - lastIndex(other.path)', '0'],
  ['update.ts', 'if (list[last]) removed.add(list[last])', 'list.splice(last, 1)'],
  ['update.ts', 'if (left.length > 0) place.write', 'if (left.length >= 0) place.write'],
  ['update.ts', '[...new Set(elements)]', 'elements'],
  ['parse-update.ts', 'if (seen.has(section))', 'if (false)'],
  ['parse-update.ts', 'if (fault) {', 'if (false) {'],
  ['path.ts', 'sort(([one], [other]) => Number(one) - Number(other))', 'slice()'],
  ['query.ts', '(forward ? 1 : -1)', '1'],
  ['query.ts', 'compare(item, start) > 0', 'compare(item, start) >= 0'],
  ['query.ts', 'at >= limit ||', 'at > limit ||'],
  ['query.ts', '(at > 0 && bytes > PAGE_BYTES)', 'false'],
  ['query.ts', '|| read.length === limit', ''],
  ['query.ts', 'read.filter((item) => !filter || holds(filter, item))', 'read'],
  ['schema.ts', 'if (size === 0)', 'if (false)'],
  ['write.ts', 'itemSize(item) > ITEM_BYTES', 'false'],
  ['write.ts', "input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD'", 'true'],
  ['get.ts', 'if (new Set(places).size < places.length)', 'if (false)'],
  ['transaction.ts', 'other.table === table && other.key === key', 'false'],
  ['transaction.ts', 'if (!write.isAllowed()) {', 'if (false) {'],
  ['dynamodb-in-memory.ts', 'if (token !== undefined && this.tables.isDone(token, request)) return {};', ''],
] as const;

/** Everything that the suite tells of the evaluator. */
const SUITE = [...DOCUMENTED.map(({ made }) => made), ...fc.sample(cases, { numRuns: 300, seed: 1 })];

const expected = SUITE.map((made) => runInMemory(made));

test.each(MUTATIONS)('D20 the contract sees it when %s has another than %s', async (file, from, to) => {
  const make = evaluatorWith(file, from, to);
  const seen = async () => {
    for (const [at, made] of SUITE.entries()) {
      const told = await runInMemory(made, make).catch((error: Error) => ({ thrown: error.message }));
      if (JSON.stringify(told) !== JSON.stringify(await expected[at])) return true;
    }
    return false;
  };
  expect(await seen()).toBe(true);
});

/** The evaluator, compiled anew from sources of which one is changed. */
function evaluatorWith(file: string, from: string, to: string): MakeInMemory {
  const modules = new Map<string, { exports: Record<string, unknown> }>();
  const load = (path: string): Record<string, unknown> => {
    const known = modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(path, module);
    let source = readFileSync(path, 'utf8');
    if (relative(FOLDER, path) === file) {
      expect(source.split(from)).toHaveLength(2);
      source = source.replace(from, () => to);
    }
    const { code } = transformSync(source, {
      filename: path,
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    const inFolder = (name: string) =>
      name.startsWith('.')
        ? load(`${join(dirname(path), name)}.ts`)
        : (jest.requireActual(name) as Record<string, unknown>);
    new Function('require', 'module', 'exports', code)(inFolder, module, module.exports);
    return module.exports;
  };
  const { DynamoDbInMemory } = load(
    join(FOLDER, 'dynamodb-in-memory.ts'),
  ) as typeof import('../../../lib/gateway/storage/memory/dynamodb-in-memory');
  const { TablesInMemory } = load(
    join(FOLDER, 'tables-in-memory.ts'),
  ) as typeof import('../../../lib/gateway/storage/memory/tables-in-memory');
  return () => {
    const tables = new TablesInMemory(SCHEMAS);
    return { dynamodb: new DynamoDbInMemory(tables), itemsOf: (name) => tables.itemsOf(name) };
  };
}
