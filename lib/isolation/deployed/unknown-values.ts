import { type Text, textParts, Unknown } from '../template/value';

/**
 * The deployed values of the unknown parts of a template. The same unknown has the same value everywhere, so that a policy cannot name
 * another key than the one that its template means.
 */
export class UnknownValues {
  private readonly known: Map<string, string>;

  constructor(known: Iterable<readonly [string, string]> = []) {
    this.known = new Map(known);
  }

  /** Whether the text can be what the template says; what it leaves open is then known. */
  match(expected: Text, found: string): boolean {
    if (typeof expected === 'string') return expected === found;
    const open: Unknown[] = [];
    const pattern = textParts(expected).map((part) => {
      if (typeof part === 'string') return literal(part);
      const known = this.known.get(part.id);
      if (known !== undefined) return literal(known);
      open.push(part);
      // A wildcard is never a value that was left open.
      return `([^*?${part.origin.without?.replace(/[\]\\^-]/g, '\\$&') ?? ''}]+)`;
    });
    const match = new RegExp(`^${pattern.join('')}$`).exec(found);
    if (!match) return false;
    const values = new Map<string, string>();
    for (const [index, { id }] of open.entries()) {
      const value = match[index + 1] ?? '';
      if ((values.get(id) ?? value) !== value) return false;
      values.set(id, value);
    }
    for (const [id, value] of values) this.known.set(id, value);
    return true;
  }

  /** The text with what is known filled in, for people. */
  fill(expected: Text): string {
    return textParts(expected)
      .map((part) => (part instanceof Unknown ? (this.known.get(part.id) ?? `{${part.id.split('/').at(-1)}}`) : part))
      .join('');
  }

  copy(): UnknownValues {
    return new UnknownValues(this.known);
  }

  /** Takes over what a copy has learned. */
  adopt(copy: UnknownValues): void {
    for (const [id, value] of copy.known) this.known.set(id, value);
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
