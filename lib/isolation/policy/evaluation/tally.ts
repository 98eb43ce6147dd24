import type { Decision } from './decision';

/** That every request was surely denied. Nothing but a tally can make one, and it makes none while a request is allowed or not decided. */
export class AllDenied {
  private constructor(
    /** The denial that says most, for people; undefined when no request could even be made. */
    readonly telling: Decision | undefined,
  ) {}

  static from(tally: Tally<unknown>): AllDenied | undefined {
    return tally.worst === undefined ? new AllDenied(tally.denial) : undefined;
  }
}

/** What came of many requests: the first that is allowed, else the first that is not decided, else that all are denied. */
export class Tally<Attempt> {
  denial: Decision | undefined;
  private opened: Attempt | undefined;
  private undecided: Attempt | undefined;

  /** The attempt that tells most of those that were not surely denied. */
  get worst(): Attempt | undefined {
    return this.opened ?? this.undecided;
  }

  add(decision: Decision, attempt: () => Attempt): void {
    if (decision.outcome === 'allowed') this.opened ??= attempt();
    else if (decision.outcome === 'unknown') this.undecided ??= attempt();
    else this.denial = moreTelling(this.denial, decision);
  }

  /** What could not be asked at all is not decided either. */
  notAsked(attempt: Attempt): void {
    this.undecided ??= attempt;
  }
}

/** An explicit deny says more than the lack of an allow. */
function moreTelling(known: Decision | undefined, next: Decision): Decision {
  return known && (known.reason === 'explicit-deny' || next.reason !== 'explicit-deny') ? known : next;
}
