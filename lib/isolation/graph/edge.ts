import type { SideResource } from '../model/side';

/**
 * A step from one resource to the next. `acts`: the first can control the next one: write to it, invoke it, act as it. `reads`: it can only
 * read what the next one holds.
 */
export interface Edge {
  readonly to: SideResource;
  readonly way: 'acts' | 'reads';
  /** A sentence, such as `Orders feeds function app/Worker (event source)`. */
  readonly hop: string;
}

export function resourceName({ stack, logicalId }: SideResource): string {
  return stack === '' ? logicalId : `${stack}/${logicalId}`;
}
