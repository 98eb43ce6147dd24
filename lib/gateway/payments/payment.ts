import type { PaymentStatus } from '../../contract/payments';
import { environmentOf } from '../../environment/modes';
import type { App } from '../apps/app';
import { everyShard, shardOf } from '../storage/shards';
import type { Item, Key, Listing } from '../storage/store';

/**
 * How long a customer may take: a day covers a customer who comes back the next morning, and is what hosted checkouts
 * commonly grant; an amount and its conditions should not stay on offer for longer.
 */
const PAYABLE_MILLISECONDS = 24 * 60 * 60 * 1000;

/** A payment as stored. Times are ISO 8601 in UTC with milliseconds, so that they also compare as text. */
export interface Payment extends Item {
  readonly appId: string;
  /** The app's key, under which its item is found. */
  readonly publicKey: string;
  /** Lists it among the app's payments. */
  readonly appIndex?: string;
  /** Lists it among those of its reference, where it has one. */
  readonly referenceIndex?: string;
  /** Name of the product that is paid for, shown to the customer. */
  readonly product: string;
  /** As last written: an open payment whose `expiresAt` has passed is expired all the same, see `statusAt`. */
  readonly status: PaymentStatus;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  /** Minor units. */
  readonly refundedAmount: number;
  readonly provider: string;
  /** The mock stands in for a live provider without credentials (GW10): this payment can never succeed. */
  readonly fallback: boolean;
  /** Opens the mock checkout page; a capability of all who were given the URL. */
  readonly checkoutToken: string | null;
  readonly checkoutUrl: string | null;
  readonly description: string | null;
  readonly reference: string | null;
  readonly returnUrl: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly terminalAt: string | null;
  /** No provider served it, and no client was told of it: for clients there is no such payment. */
  readonly withdrawn?: true;
}

/** What the creator of a payment decides about it. */
export interface NewPayment {
  readonly id: string;
  readonly app: Pick<App, 'appId' | 'publicKey' | 'product' | 'mode'>;
  readonly amount: number;
  readonly currency: string;
  readonly provider: string;
  readonly description: string | null;
  readonly reference: string | null;
  readonly returnUrl: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

/** @param at creation time in epoch milliseconds */
export function newPayment({ id, app, ...chosen }: NewPayment, at: number): Payment {
  return {
    ...paymentKey(id),
    environment: environmentOf(app.mode),
    mode: app.mode,
    appId: app.appId,
    publicKey: app.publicKey,
    appIndex: appShard(app.appId, shardOf(id)),
    ...(chosen.reference !== null && { referenceIndex: referenceShard(app.appId, chosen.reference, shardOf(id)) }),
    product: app.product,
    status: 'created',
    ...chosen,
    fallback: false,
    refundedAmount: 0,
    checkoutToken: null,
    checkoutUrl: null,
    createdAt: new Date(at).toISOString(),
    expiresAt: new Date(at + PAYABLE_MILLISECONDS).toISOString(),
    terminalAt: null,
  };
}

export function paymentKey(id: string): Key {
  return { pk: id, sk: 'PAYMENT' };
}

/** An app's payments. */
export function paymentsOf(appId: string): Listing {
  return { index: 'by-app', shards: everyShard((shard) => appShard(appId, shard)) };
}

/** An app's payments of one reference, of which there may be several. */
export function paymentsWithReference(appId: string, reference: string): Listing {
  const shards = everyShard((shard) => referenceShard(appId, reference, shard));
  return { index: 'by-reference', shards };
}

/** The first shard has the name of the only one that there once was, so that payments from then stay listed. */
function appShard(appId: string, shard: number): string {
  return shard === 0 ? `${appId}#payment` : `${appId}#payment#${shard}`;
}

/** The reference comes last: it may hold any character. */
function referenceShard(appId: string, reference: string, shard: number): string {
  return `${appId}#${shard}#${reference}`;
}
