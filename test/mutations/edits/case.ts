import type { Site } from './site';

/**
 * What may flow where. `inward`: the other side reaches into the edited one; `outward`: the edited one reaches, or
 * tells, the other; `either`: a line that carries both.
 */
export type Flow = 'inward' | 'outward' | 'either';

/** An edit before it is applied to an app: once in each direction when it opens, once to both sides when it does not. */
export interface Case {
  readonly group: string;
  readonly operator: string;
  readonly spelling: string;
  /** CloudFormation type of the place. */
  readonly type: string;
  /** @default - one app, chosen by a fixed turn */
  readonly app?: string;
  /** Position of the stack in the app. @default 0 */
  readonly part?: number;
  readonly flow: Flow;
  /** Logical ids that a finding may name, by the side's environment where they differ. */
  readonly at: (site: Site) => readonly string[];
  readonly opening?: (site: Site) => void;
  readonly benign?: (site: Site) => void;
  /** Neither open nor closed as far as templates tell: a verdict of `isolated` would be wrong. */
  readonly undecidable?: (site: Site) => void;
}
