import type { App } from '../apps/app';
import { type AppRate, costOf, spent, tokensLeft, waitFor } from './bucket';

/** One bucket for each app, that all function instances draw from. */
export interface SharedBuckets {
  /**
   * Draws from an app's bucket.
   * @param cost milliseconds that the tokens cost
   * @param at when they were taken
   * @returns when the bucket is full again, in epoch milliseconds
   */
  draw(app: App, cost: number, at: number): Promise<number>;
}

/** The app asked more than it may; nothing was done. */
export class OverLimit extends Error {
  constructor(
    readonly rate: AppRate,
    /** Milliseconds until there is room again. */
    readonly wait: number,
  ) {
    super(`over ${rate.rate} requests a second and ${rate.burst} at once`);
  }
}

/** Lets an app's requests through, or refuses them. */
export interface Limit {
  /**
   * Admits a request whose signature holds, before any work is done for it.
   * @param claim claims the request's nonce; made at once when the bucket that all share has to be asked, beside it, so that no
   *   repeated request makes one wait
   * @throws OverLimit, or what `claim` throws
   */
  admit(app: App, now: number, claim: () => Promise<void>): Promise<void>;
  /** Counts an admitted request once its nonce is claimed: a repeated request costs its app nothing. */
  count(app: App, now: number): void;
}

/** What one instance knows of an app's bucket. */
interface Known {
  fullAt: number;
  /** Requests that this instance let through and the others do not know of yet. */
  untold: number;
  /** When the first of them was. */
  since: number;
}

/** An instance draws from the shared bucket when it has let through this part of what it believes to be left. */
const SHARE = 1 / 10;

/** Requests are kept untold for no longer than this; one alone is then forgotten, since an app's burst holds many of them. */
const UNTOLD_MILLISECONDS = 10_000;

/** The shared bucket may take so long and no longer: a limit that cannot be kept must not cost a payment. */
const PATIENCE_MILLISECONDS = 250;

/** Apps that an instance keeps in mind. */
const KNOWN_APPS = 1000;

/**
 * A limit per app. An instance counts for itself, and now and then draws what it let through from the bucket that all
 * share, beside the claim of the nonce, so that most requests cost no call more and none waits for one. So an app may
 * get a little more than its burst at once, by what the instances have not told each other yet, and never more than its
 * rate for long: what was let through too early is drawn too, and has to be made good first.
 */
export class AppLimit implements Limit {
  private readonly apps = new Map<string, Known>();

  constructor(
    private readonly rate: AppRate,
    private readonly shared: SharedBuckets,
    /** Told of a shared bucket that could not be asked. */
    private readonly failed: (error: unknown) => void,
  ) {}

  async admit(app: App, now: number, claim: () => Promise<void>): Promise<void> {
    const known = this.knownOf(app);
    this.refuseOver(known, now);
    const untold = this.due(known, now);
    if (untold === 0) return;
    await Promise.all([claim(), this.draw(app, known, untold)]);
    // Others may have emptied it.
    this.refuseOver(known, now);
  }

  count(app: App, now: number): void {
    const known = this.knownOf(app);
    known.fullAt = spent(known.fullAt, 1, this.rate, now);
    if (known.untold === 0) known.since = now;
    known.untold += 1;
  }

  /** How many requests the others have to be told of now; none while that can wait. */
  private due(known: Known, now: number): number {
    const { untold, since } = known;
    const old = now - since > UNTOLD_MILLISECONDS;
    if (untold < (old ? 1 : this.share(known, now))) return 0;
    known.untold = 0;
    return old && untold === 1 ? 0 : untold;
  }

  private async draw(app: App, known: Known, untold: number): Promise<void> {
    // Of the time when they were let through: what the bucket has regained since then stays regained.
    const drawn = this.shared.draw(app, costOf(untold, this.rate.rate), known.since).then(
      (fullAt) => {
        known.fullAt = fullAt;
      },
      (error: unknown) => this.failed(error),
    );
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MILLISECONDS);
    });
    await Promise.race([drawn, patience]);
    clearTimeout(timer);
  }

  private share(known: Known, now: number): number {
    return Math.max(1, Math.floor(tokensLeft(known.fullAt, this.rate, now) * SHARE));
  }

  private knownOf({ appId }: App): Known {
    const known = this.apps.get(appId) ?? { fullAt: 0, untold: 0, since: 0 };
    // The one that asked last is the last to be forgotten.
    this.apps.delete(appId);
    this.apps.set(appId, known);
    const [oldest] = this.apps.keys();
    if (oldest !== undefined && this.apps.size > KNOWN_APPS) this.apps.delete(oldest);
    return known;
  }

  private refuseOver(known: Known, now: number): void {
    const wait = waitFor(known.fullAt, this.rate, now);
    if (wait > 0) throw new OverLimit(this.rate, wait);
  }
}
