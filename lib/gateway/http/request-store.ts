import type { TableName } from '../../contract/tables';
import type { App } from '../apps/app';
import {
  type Item,
  type ItemPlace,
  type Key,
  type Listing,
  type Put,
  Refused,
  type Store,
  type Write,
} from '../storage/store';
import { Problem } from './problem';
import { type RequestSignature, TOLERANCE_SECONDS } from './signature';

/** The clocks may differ both ways, and the table's own clock is a third. */
const NONCE_SECONDS = 2 * TOLERANCE_SECONDS + 60;

/** The nonce was used before: that decides, whatever else there would be to say to a repeated request. */
export class NonceReused extends Problem {
  constructor() {
    super({
      status: 401,
      code: 'nonce_reused',
      detail: 'this nonce was used before; sign every request, and every retry, with a fresh one',
      param: 'Signature-Input',
    });
  }
}

/**
 * The store as one signed request uses it. The request's nonce is claimed by the first transaction of its work, or, when
 * there is none, by `claim` before the answer leaves; so a repeated request changes nothing, and most requests make no
 * call for their nonce alone.
 */
export class RequestStore implements Store {
  /** Settles with the claim; undefined before there is one. */
  private claiming: Promise<void> | undefined;

  constructor(
    private readonly store: Store,
    private readonly nonce: Put,
  ) {}

  get environment() {
    return this.store.environment;
  }

  get<T extends object>(table: TableName, key: Key): Promise<T | undefined> {
    return this.store.get(table, key);
  }

  read(places: readonly ItemPlace[]): Promise<readonly (Item | undefined)[]> {
    return this.store.read(places);
  }

  list<T extends object>(listing: Listing, limit: number, after?: string): Promise<readonly T[]> {
    return this.store.list(listing, limit, after);
  }

  /** @throws NonceReused, Refused */
  async commit(writes: readonly Write[]): Promise<void> {
    if (this.claiming) {
      await this.claiming;
      return this.store.commit(writes);
    }
    await reusedIfRefused(this.store.commit([...writes, this.nonce]));
    this.claiming = Promise.resolve();
  }

  put(write: Put): Promise<void> {
    return this.store.put(write);
  }

  /** Claims the nonce where no transaction did. @throws NonceReused */
  claim(): Promise<void> {
    this.claiming ??= reusedIfRefused(this.store.put(this.nonce));
    return this.claiming;
  }
}

async function reusedIfRefused(written: Promise<void>): Promise<void> {
  try {
    await written;
  } catch (error) {
    throw error instanceof Refused && error.failedOf('nonce') ? new NonceReused() : error;
  }
}

/**
 * @param now epoch milliseconds
 * @param claim names this request's own claim. A write whose answer was lost is sent again: its own claim is no reuse. Nothing that came
 *   with the request may say so.
 */
export function nonceOf(app: App, { keyid, nonce }: RequestSignature, now: number, claim: string): Put {
  const seconds = Math.floor(now / 1000);
  return {
    label: 'nonce',
    kind: 'put',
    table: 'guards',
    item: {
      pk: `NONCE#${keyid}#${nonce}`,
      sk: '-',
      environment: app.environment,
      mode: app.mode,
      claimedBy: claim,
      expiresAt: seconds + NONCE_SECONDS,
    },
    condition: {
      expression: 'attribute_not_exists(pk) OR expiresAt < :now OR claimedBy = :me',
      values: { ':now': seconds, ':me': claim },
    },
  };
}
