import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { FieldPath } from './problem';
import { isSecretForm, redact } from './secret-text';

/** A fault of the text itself, before any field is looked at. */
export interface YamlFault {
  /** Where it is known, such as `tags.owner`. */
  readonly field?: string;
  readonly line: number;
  readonly found: string;
  readonly allowed: string;
}

/** The text of one YAML file, its value, and where in the text each field is. */
export class YamlSource {
  readonly faults: readonly YamlFault[];
  /** Whether the value means what its author wrote, in spite of any faults. */
  readonly readable: boolean;
  readonly value: unknown;
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  constructor(private readonly text: string) {
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      merge: true,
      prettyErrors: false,
      logLevel: 'error',
    });
    const errors = [...this.document.errors, ...this.document.warnings];
    const faults = [...errors.map((error) => this.explain(error)), ...this.unfitNodes()];
    const value = errors.every(({ code }) => HARMLESS.has(code)) ? this.evaluate(faults) : undefined;
    this.readable = value !== undefined;
    this.value = value;
    this.faults = faults;
  }

  /** Line of the field's key, or of the nearest block around it when the field is missing. */
  lineOf(path: FieldPath): number {
    return this.lineAt(this.find(path).offset);
  }

  /** What stands at the field, in words fit for printing. */
  found(path: FieldPath): string {
    const { node } = this.find(path);
    if (!node) return 'missing';
    if (isMap(node)) return 'a block';
    if (isSeq(node)) return path.length === 0 ? 'a list' : listed(node);
    const [start, end] = node.range ?? [0, 0];
    const shown = redact(this.text.slice(start, end).trim().replaceAll(/\s+/g, ' '));
    return (shown.length > 120 ? `${shown.slice(0, 120)}…` : shown) || 'empty';
  }

  private evaluate(faults: YamlFault[]): unknown {
    try {
      return this.document.toJS() ?? null;
    } catch {
      // An alias before its anchor, or aliases that multiply.
      faults.push({ line: 1, found: 'an alias that cannot be followed', allowed: 'aliases of anchors above them' });
      return undefined;
    }
  }

  private find(path: FieldPath): { offset: number; node?: Node | undefined } {
    let node = this.follow(this.document.contents);
    let offset = node?.range?.[0] ?? 0;
    for (const step of path) {
      const child = this.child(node, step);
      if (!child) return { offset };
      node = this.follow(child.value);
      offset = child.offset;
    }
    return { offset, node };
  }

  private child(parent: Node | undefined, step: PropertyKey): { offset: number; value: unknown } | undefined {
    if (isSeq(parent)) {
      const item = parent.items[Number(step)];
      return isNode(item) ? { offset: item.range?.[0] ?? 0, value: item } : undefined;
    }
    if (!isMap(parent)) return undefined;
    const pair = parent.items.findLast(({ key }) => isScalar(key) && key.value === step);
    if (pair && isNode(pair.key)) return { offset: pair.key.range?.[0] ?? 0, value: pair.value };
    return this.mergedInto(parent)
      .map((merged) => this.child(merged, step))
      .find((child) => child !== undefined);
  }

  private mergedInto(map: YAMLMap): (Node | undefined)[] {
    return map.items
      .filter(isMerge)
      .map(({ value }) => this.follow(value))
      .flatMap((merged) => (isSeq(merged) ? merged.items.map((item) => this.follow(item)) : [merged]));
  }

  private follow(node: unknown): Node | undefined {
    const target = isAlias(node) ? node.resolve(this.document) : node;
    return isNode(target) ? target : undefined;
  }

  private explain({ code, message, pos }: YAMLError): YamlFault {
    const line = this.lineAt(pos[0]);
    if (code === 'DUPLICATE_KEY') {
      const key = /^[^\s:]+/.exec(this.text.slice(pos[0]))?.[0] ?? '';
      return { line, found: `a second ${redact(key)} in the same block`, allowed: 'each key once' };
    }
    const tab = this.tabAt(line);
    if (tab) return { line: tab, found: 'a tab before the text', allowed: 'indentation by spaces' };
    if (code === 'MULTIPLE_DOCS') return { line, found: 'a second document', allowed: 'one document a file' };
    return { line, found: redact(`${message.charAt(0).toLowerCase()}${message.slice(1)}`), allowed: 'plain YAML 1.2' };
  }

  /** The line, or the one before, when a tab indents it: YAML takes spaces only, and its parser trips over what comes after. */
  private tabAt(line: number): number | undefined {
    const lines = this.text.split('\n');
    return [line - 1, line, line + 1].find((each) => /^ *\t/.test(lines[each - 1] ?? ''));
  }

  /** Keys that are not text, and anything that has the form of a credential, wherever it stands. */
  private unfitNodes(): YamlFault[] {
    const faults: YamlFault[] = [];
    visit(this.document, {
      Pair: (_, pair) => {
        const key = pair.key;
        if (isMerge(pair) || (isScalar(key) && typeof key.value === 'string')) return;
        const line = this.lineAt(isNode(key) ? (key.range?.[0] ?? 0) : 0);
        faults.push({ line, found: 'a key that is not text', allowed: 'keys that are text; quote it' });
      },
      Scalar: (_, { value, range }, ancestors) => {
        if (typeof value !== 'string' || !isSecretForm(value)) return;
        const allowed = 'no secret in a file; remove it, revoke it, and store a new one in AWS Secrets Manager';
        faults.push({ line: this.lineAt(range?.[0] ?? 0), field: fieldOf(ancestors), found: redact(value), allowed });
      },
    });
    return faults;
  }

  private lineAt(offset: number): number {
    return this.lines.linePos(offset).line;
  }
}

/** A short list of plain values as it would be written; nothing of one that could hold a secret. */
function listed({ items }: YAMLSeq): string {
  if (items.length === 0) return 'an empty list';
  if (!items.every((item) => isScalar(item))) return 'a list';
  const text = `[${items.map((item) => String((item as Scalar).value)).join(', ')}]`;
  return text.length <= 120 && redact(text) === text ? text : 'a list';
}

/** Errors that leave the rest of the text as its author meant it. */
const HARMLESS = new Set<string>(['DUPLICATE_KEY', 'MULTIPLE_DOCS', 'TAG_RESOLVE_FAILED']);

function fieldOf(ancestors: readonly unknown[]): string {
  const keys = ancestors.filter(isPair).map(({ key }) => (isScalar(key) ? redact(String(key.value)) : '?'));
  return keys.join('.');
}

function isMerge(pair: Pair<unknown, unknown>): boolean {
  return isScalar(pair.key) && (pair.key.value === '<<' || typeof pair.key.value === 'symbol');
}
