import type { SideResource } from '../model/side';

/**
 * A step from one resource to the next. `acts`: a caller that is there can make the next one do its work: write to it, invoke it, act as it;
 * `reads`: can only take out what it keeps.
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
