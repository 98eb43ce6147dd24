import type { Mode } from '../../environment/modes';

export interface ProblemProps {
  readonly status: number;
  /** Stable, machine-readable; clients branch on this. */
  readonly code: string;
  /** For people: what was received, what is allowed, what to do. Never holds a secret. */
  readonly detail: string;
  /** The field, header or query name at fault. @default - none */
  readonly param?: string;
  /** Mode of the app or id concerned, where it is known. @default - the calling app's, else null */
  readonly mode?: Mode;
  readonly headers?: Readonly<Record<string, string>>;
  /** A credential, id or request of another mode or environment: counted as an attempt across, as a proven one when the caller was authenticated. @default false */
  readonly crossEnvironment?: boolean;
  /** What went wrong behind a 5xx; goes to the log, never to the caller. @default - none */
  readonly cause?: unknown;
}

/** A refusal that the caller sees as RFC 9457 problem+json. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly param: string | null;
  readonly mode: Mode | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly crossEnvironment: boolean;

  constructor(props: ProblemProps) {
    super(`${props.status} ${props.code}`, props.cause === undefined ? {} : { cause: props.cause });
    this.status = props.status;
    this.code = props.code;
    this.detail = props.detail;
    this.param = props.param ?? null;
    this.mode = props.mode ?? null;
    this.headers = props.headers ?? {};
    this.crossEnvironment = props.crossEnvironment ?? false;
  }
}
