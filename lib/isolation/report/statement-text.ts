import { visible } from '../../environment/visible';

export interface StatementLayout {
  readonly indent?: string;
  /** Columns within which a list or object stays on one line. */
  readonly width?: number;
  /** What is longer is cut, and says so. */
  readonly characters?: number;
}

/** A deciding statement for reading: JSON over as few lines as fit the width, anything else as it is. */
export function statementText(
  statement: string,
  { indent = '  ', width = 80, characters = 4000 }: StatementLayout = {},
): string {
  const json = parsed(statement);
  const text = visible(json === undefined ? statement : layout(json, '', indent, width));
  if (text.length <= characters) return text;
  return `${text.slice(0, characters)}\n… ${text.length - characters} more characters; --format json has them all`;
}

function parsed(statement: string): unknown {
  if (!/^\s*[[{]/.test(statement)) return undefined;
  try {
    return JSON.parse(statement);
  } catch {
    return undefined;
  }
}

function layout(value: unknown, margin: string, indent: string, width: number): string {
  const line = oneLine(value);
  if (typeof value !== 'object' || value === null || margin.length + line.length <= width) return line;
  const inner = margin + indent;
  const list = Array.isArray(value);
  const parts = list
    ? value.map((item) => layout(item, inner, indent, width))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${layout(item, inner, indent, width)}`);
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${close}`;
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}
