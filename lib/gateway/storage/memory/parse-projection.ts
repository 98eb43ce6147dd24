import { Operands } from './operands';
import { conflicts, overlaps, type Path, pathText } from './path';
import type { Placeholders } from './placeholders';
import { Tokens } from './tokens';

/** @throws ValidationException */
export function parseProjection(text: string, placeholders: Placeholders): readonly Path[] {
  const tokens = new Tokens('ProjectionExpression', text);
  const operands = new Operands(tokens, placeholders);
  const paths: Path[] = [];
  do {
    const path = operands.path();
    for (const other of paths) {
      const fault = overlaps(other, path) ? 'overlap' : conflicts(other, path) ? 'conflict' : undefined;
      if (fault)
        throw tokens.wrong(`Two document paths ${fault}; path one: ${pathText(other)}, path two: ${pathText(path)}`);
    }
    paths.push(path);
  } while (tokens.take(','));
  if (tokens.takeKind('end') === undefined) throw tokens.syntaxError();
  return paths;
}
