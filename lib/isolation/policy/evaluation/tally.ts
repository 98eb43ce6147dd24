import type { Decision } from './decision';

/** Proof that every request was denied. Only a tally can create it, and not while a request is allowed or undecided. */
export class AllDenied {
  private constructor(
    /** The most telling denial, for the report; undefined when no request could be made at all. */
    readonly telling: Decision | undefined,
  ) {}

  static from(tally: Tally<unknown>): AllDenied | undefined {
    return tally.worst === undefined ? new AllDenied(tally.denial) : undefined;
  }
}

/** The result of many requests: the first allowed one, else the first undecided one, else that all are denied. */
export class Tally<Attempt> {
  denial: Decision | undefined;
  private opened: Attempt | undefined;
  private undecided: Attempt | undefined;

  /** The most telling attempt among those that were not denied. */
  get worst(): Attempt | undefined {
    return this.opened ?? this.undecided;
  }

  add(decision: Decision, attempt: () => Attempt): void {
    if (decision.outcome === 'allowed') this.opened ??= attempt();
    else if (decision.outcome === 'unknown') this.undecided ??= attempt();
    else this.denial = moreTelling(this.denial, decision);
  }

  /** A request that could not be evaluated counts as undecided. */
  notAsked(attempt: Attempt): void {
    this.undecided ??= attempt;
  }
}

/** An explicit deny says more than the lack of an allow. */
function moreTelling(known: Decision | undefined, next: Decision): Decision {
  return known && (known.reason === 'explicit-deny' || next.reason !== 'explicit-deny') ? known : next;
}
