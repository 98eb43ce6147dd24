import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
} from 'yaml';
import type { Json } from './json';
import { DEEPEST } from './json-faults';

/** Short tags of CloudFormation, and what they stand for. `!Ref` and `!Condition` have no `Fn::`. */
const SHORT_TAGS = new Set(
  [
    ...[
      'And',
      'Base64',
      'Cidr',
      'Equals',
      'FindInMap',
      'GetAtt',
      'GetAZs',
      'GetStackOutput',
      'If',
      'ImportValue',
      'Join',
    ],
    ...['Length', 'Not', 'Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform'],
  ].map((name) => `!${name}`),
);

/** Aliases may repeat a node; this many nodes are more than any template has. */
const MOST_NODES = 1_000_000;

/** Reads a template in YAML. Never throws. */
export function readYaml(text: string): { value: Json | undefined; problems: string[] } {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
    const problems = document.errors.map(({ message, pos }) => `line ${lines.linePos(pos[0]).line}: ${message}`);
    const broken = document.errors.some(({ code }) => code !== 'DUPLICATE_KEY');
    const reader = new Reader(document, lines);
    const value = broken ? undefined : reader.read(document.contents);
    return { value, problems: [...problems, ...reader.problems] };
  } catch (error) {
    // The parser itself recurses, and an alias may have no anchor.
    return { value: undefined, problems: [error instanceof Error ? error.message : String(error)] };
  }
}

class Reader {
  /** What is read differently elsewhere, or not at all. */
  readonly problems: string[] = [];
  private nodes = 0;

  constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  read(node: unknown, depth = 0): Json {
    this.nodes += 1;
    if (this.nodes > MOST_NODES) throw new Error(`more than ${MOST_NODES} values, aliases included`);
    if (depth > DEEPEST) throw new Error(`nested more than ${DEEPEST} deep, aliases included`);
    if (isAlias(node)) {
      const anchored = node.resolve(this.document);
      if (!anchored) throw new Error(`the alias *${node.source} has no anchor above it`);
      return this.read(anchored, depth + 1);
    }
    const value = this.plain(node, depth);
    const tag = (node as Node | null)?.tag;
    if (tag === '!Ref' || tag === '!Condition') return { [tag.slice(1)]: value };
    if (tag === '!GetAtt' && typeof value === 'string') return { 'Fn::GetAtt': splitAttribute(value) };
    if (tag && SHORT_TAGS.has(tag)) return { [`Fn::${tag.slice(1)}`]: value };
    if (!isPlainTag(tag)) this.report(node, `the tag ${tag} is none of CloudFormation's`);
    return value;
  }

  private report(node: unknown, problem: string): void {
    const [start = 0] = (node as Node | null)?.range ?? [];
    this.problems.push(`line ${this.lines.linePos(start).line}: ${problem}`);
  }

  private plain(node: unknown, depth: number): Json {
    if (isSeq(node)) return node.items.map((item) => this.read(item, depth + 1));
    if (isMap(node)) {
      return Object.fromEntries(
        node.items.map(({ key, value }) => [keyText(key), value === null ? null : this.read(value, depth + 1)]),
      );
    }
    if (!isScalar(node)) return null;
    const account = accountReadFrom(node);
    if (account !== undefined)
      this.report(node, `${node.source} can be read as the number ${account}; write it in quotes`);
    return scalarValue(node);
  }
}

/** Account ids that start with 0 are text, although YAML reads a number. */
function scalarValue({ value, source, tag }: Scalar): Json {
  if (typeof value === 'number' && String(value) !== source) return source ?? String(value);
  if (tag && SHORT_TAGS.has(tag) && typeof value !== 'string') return source ?? null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function keyText(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}

/** `Logical.Attribute.More` is the attribute `Attribute.More`. */
export function splitAttribute(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** Forms in which YAML 1.1 or 1.2 reads a number, and what it reads; plain decimal digits are left out. Source: yaml.org/type/int.html and float.html. */
const FORMS: readonly (readonly [RegExp, (text: string) => number])[] = [
  [/^[+-]?0b[01]+$/, (text) => Number.parseInt(text.replace('0b', ''), 2)],
  [/^[+-]?0x[\da-fA-F]+$/, (text) => Number.parseInt(text, 16)],
  [/^[+-]?0o?[0-7]+$/, (text) => Number.parseInt(text.replace('o', ''), 8)],
  [/^[+-]?[1-9]\d*(?::[0-5]?\d)+$/, (text) => text.split(':').reduce((sum, part) => 60 * sum + Number(part), 0)],
  [/^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/, Number],
];

/** An account as some reader may take an unquoted text, where it is not what is written there. */
function accountReadFrom({ source, type }: Scalar): string | undefined {
  if (type !== 'PLAIN' || source === undefined || /^\d{12}$/.test(source)) return undefined;
  const digits = source.replaceAll('_', '');
  const readings = FORMS.flatMap(([form, read]) => (form.test(digits) ? [Math.abs(read(digits))] : []));
  // Fewer digits: accounts may start with 0.
  return readings.map(String).find((number) => /^\d{11,12}$/.test(number));
}

/** Tags of YAML itself that mean what the value looks like anyway. */
const PLAIN_TAGS = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/;

function isPlainTag(tag: string | undefined): boolean {
  return tag === undefined || PLAIN_TAGS.test(tag);
}
