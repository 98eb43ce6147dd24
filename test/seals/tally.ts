import type { LayerName } from './documents';
import type { Kind } from './mutants';
import type { Judged } from './score';

/** Removals of one kind in one layer. */
export interface Count {
  readonly layer: LayerName;
  readonly kind: Kind;
  noticed: number;
  unnoticed: number;
}

/** A removal that its layer did not notice. */
export interface Survivor {
  readonly environment: string;
  readonly layer: LayerName;
  readonly kind: Kind;
  readonly stack: string;
  readonly logicalId: string;
  /** From the resource on, such as `Properties.KeyPolicy.Statement.0`. */
  readonly path: string;
  /** As JSON. */
  readonly removed: string;
}

/** Counts removals as they are judged. */
export class Tally {
  private readonly byKind = new Map<string, Count>();
  readonly survivors: Survivor[] = [];

  add(judged: Judged): void {
    const { layer, kind, environment, stack, logicalId } = judged;
    const key = `${layer}\n${kind}`;
    const count = this.byKind.get(key) ?? { layer, kind, noticed: 0, unnoticed: 0 };
    this.byKind.set(key, count);
    if (judged.noticed !== undefined) count.noticed++;
    else {
      count.unnoticed++;
      const [path, removed] = [judged.path.join('.'), JSON.stringify(judged.removed)];
      this.survivors.push({ environment, layer, kind, stack, logicalId, path, removed });
    }
  }

  get counts(): Count[] {
    return [...this.byKind.values()].sort((a, b) => a.layer.localeCompare(b.layer) || a.kind.localeCompare(b.kind));
  }
}
