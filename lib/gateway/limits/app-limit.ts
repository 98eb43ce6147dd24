import type { App } from '../apps/app';
import type { Item, ItemPlace } from '../storage/store';
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

/** Where the bucket of an app is kept: by its public key, so that it is read along with the app. */
export function bucketPlace(publicKey: string): ItemPlace {
  return { table: 'guards', key: { pk: `LIMIT#${publicKey}`, sk: '-' } };
}

/** When a bucket as stored is full again, in epoch milliseconds; one that is not there is full. */
export function fullAtOf(bucket: Item | undefined): number {
  return Number(bucket?.['fullAt'] ?? 0);
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
   * @param fullAt when the bucket that all share is full again, as read with the app, in epoch milliseconds
   * @throws OverLimit
   */
  admit(app: App, now: number, fullAt: number): Admission;
  /** Counts an admitted request once its nonce is claimed: a repeated request costs its app nothing. */
  count(app: App, now: number): void;
}

export interface Admission {
  /** Settles when the others know of earlier requests, which need not hold up this one's work but must be over before its answer. Never rejects. */
  readonly told: Promise<void>;
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

/** Requests are kept untold for no longer than this; one alone may then be forgotten, since an app's burst holds many of them. */
const UNTOLD_MILLISECONDS = 10_000;

/** The shared bucket may take so long and no longer: a limit that cannot be kept must not cost a payment. */
const PATIENCE_MILLISECONDS = 250;

/** Apps that an instance keeps in mind. */
const KNOWN_APPS = 1000;

/**
 * A limit per app. The bucket that all instances share is read with the app; each instance adds what it let through
 * itself, and now and then draws that from the bucket, beside the request's work. So most requests cost no call more and
 * none waits for one. An app may get a little more than its burst at once, by what the instances have not told each other
 * yet, and never more than its rate for long: what was let through too early is drawn too, and has to be made good first.
 */
export class AppLimit implements Limit {
  private readonly apps = new Map<string, Known>();

  constructor(
    private readonly rate: AppRate,
    private readonly shared: SharedBuckets,
    /** Told of a shared bucket that could not be asked. */
    private readonly failed: (error: unknown) => void,
  ) {}

  admit(app: App, now: number, fullAt: number): Admission {
    const known = this.knownOf(app);
    // What this instance counted stays counted, also when the bucket could not be told.
    known.fullAt = Math.max(known.fullAt, spent(fullAt, known.untold, this.rate, known.since));
    const wait = waitFor(known.fullAt, this.rate, now);
    if (wait > 0) throw new OverLimit(this.rate, wait);
    const untold = this.due(known, now, fullAt);
    return { told: untold === 0 ? Promise.resolve() : this.draw(app, known, untold) };
  }

  count(app: App, now: number): void {
    const known = this.knownOf(app);
    known.fullAt = spent(known.fullAt, 1, this.rate, now);
    if (known.untold === 0) known.since = now;
    known.untold += 1;
  }

  /** How many requests the others have to be told of now; none while that can wait. */
  private due(known: Known, now: number, fullAt: number): number {
    const { untold, since } = known;
    const old = untold > 0 && now - since > UNTOLD_MILLISECONDS;
    if (!old && untold < this.share(known, now)) return 0;
    known.untold = 0;
    // One alone, in a bucket from which no other instance has drawn since, need not be told at all.
    return old && untold === 1 && fullAt <= since ? 0 : untold;
  }

  private async draw(app: App, known: Known, untold: number): Promise<void> {
    // Of the time when they were let through: what the bucket has regained since then stays regained.
    const drawn = this.shared.draw(app, costOf(untold, this.rate.rate), known.since).then(
      (fullAt) => {
        known.fullAt = Math.max(known.fullAt, fullAt);
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
}
