import type { MatrixRow } from '../../findings/audit-report';
import { CHANNELS } from '../../findings/finding';
import { DECISIONS } from '../channel-summary';
import { grouped } from '../grouped';

/** Several questions about one resource that have one answer for one reason. */
export interface MatrixBlock {
  readonly row: MatrixRow;
  /** Who asks, one entry a question. */
  readonly from: readonly string[];
}

export interface MatrixExcerpt {
  readonly blocks: readonly MatrixBlock[];
  /** How many questions are in no block. */
  readonly left: number;
}

/** What a page can carry and a browser shows quickly. */
const BLOCKS = 2500;
const CHARACTERS = 900_000;
/** Tags and classes around one block. */
const AROUND = 350;
export const STATEMENT_CHARACTERS = 3000;

/**
 * The part of the matrix that fits on a page: all of it if it does, else open ones, then unverified ones, then closed ones of every channel
 * in turn, so that no channel is missing.
 */
export function matrixExcerpt(
  matrix: readonly MatrixRow[],
  { blocks = BLOCKS, characters = CHARACTERS } = {},
): MatrixExcerpt {
  const all = [...grouped(matrix, sameAnswer).values()].flatMap((rows): MatrixBlock[] => {
    const [row] = rows;
    return row ? [{ row, from: rows.map(({ from }) => from) }] : [];
  });
  const chosen = new Set<MatrixBlock>();
  let room = characters;
  for (const block of inOrderOfWeight(all)) {
    room -= size(block);
    if (room < 0 || chosen.size >= blocks) break;
    chosen.add(block);
  }
  const kept = all.filter((block) => chosen.has(block));
  return { blocks: kept, left: matrix.length - kept.reduce((sum, { from }) => sum + from.length, 0) };
}

function sameAnswer({
  environment,
  resource,
  logicalId,
  stack,
  channel,
  to,
  decision,
  reason,
  statement,
  rule,
}: MatrixRow): string {
  return JSON.stringify([environment, stack, logicalId, resource, channel, to, decision, reason, statement, rule]);
}

function inOrderOfWeight(blocks: readonly MatrixBlock[]): MatrixBlock[] {
  return DECISIONS.flatMap((decision) => {
    const queues = CHANNELS.map((channel) =>
      blocks.filter(({ row }) => row.decision === decision && row.channel === channel),
    );
    const longest = Math.max(...queues.map(({ length }) => length));
    return Array.from({ length: longest }, (_, at) => queues.flatMap((queue) => queue[at] ?? [])).flat();
  });
}

function size({ row, from }: MatrixBlock): number {
  const statement = Math.min(row.statement?.length ?? 0, STATEMENT_CHARACTERS) * 1.4;
  return AROUND + from.join('').length + from.length * 9 + row.resource.length + row.reason.length + statement;
}
