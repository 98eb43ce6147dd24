import { createHash } from 'node:crypto';
import type { RouteContract } from '../../contract/routes';
import type { App } from '../apps/app';
import { type Item, type ItemPlace, type Key, Refused, type Write, type WriteCondition } from '../storage/store';
import type { Gateway } from './gateway';
import { Problem } from './problem';
import type { Reply } from './reply';
import { type HttpRequest, header } from './request';

const KEPT_SECONDS = 30 * 24 * 3600;

/** No request outlives API Gateway's 29 s; after that a try that never finished may be taken over. */
const LOCK_MILLISECONDS = 30_000;

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * One piece of work under an Idempotency-Key: claimed with its first write, finished with its last.
 * Work without a key goes through the same calls, and they have no effect.
 */
export interface Attempt {
  /** The durable id that the first try chose for what it makes; a resumed try gets the same one. */
  readonly subject: string | undefined;
  /** The claim, to go into the same transaction as the first write; refused when another request holds the key. */
  claim(subject: string): readonly Write[];
  /**
   * The answer, to go into the same transaction as the last write; it is what every repetition gets.
   * @param subject what was made. @default - what was claimed, if anything
   */
  finish(reply: Reply, subject?: string): readonly Write[];
  /** Forgets the claim in the same transaction as a write that undoes what was stored with it. */
  abandon(): readonly Write[];
  /** Tells that what `abandon` gave is stored, so that there is no claim to give back. */
  abandoned(): void;
  /**
   * What this key answers when another request under it took the lead meanwhile, and so may have caused what this one was
   * refused for; undefined when none did.
   * @throws Problem 409 while the other one is still at work, 422 when its body was another
   */
  overtaken(): Promise<Reply | undefined>;
  /** Lets the next try in at once after a failure that is not final. */
  release(): Promise<void>;
  /** Forgets the claim after a refusal: a 4xx stores nothing. */
  forget(): Promise<void>;
}

interface Guard extends Item {
  readonly fingerprint: string;
  readonly state: 'claimed' | 'done';
  readonly subject: string | null;
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly lockedUntil: number;
  readonly reply: Reply | null;
  /** Epoch seconds; compared on every read, since a table's own clean-up comes days late. */
  readonly expiresAt: number;
}

/** What work without a key holds on to. */
const UNGUARDED: Attempt = {
  subject: undefined,
  claim: () => [],
  finish: () => [],
  abandon: () => [],
  abandoned: () => {},
  overtaken: async () => undefined,
  release: async () => {},
  forget: async () => {},
};

type Ports = Pick<Gateway, 'store' | 'ids' | 'now'>;

/** Where the state of the key that a request brings is kept, by the app's public key; nowhere for one without a key of the right form. */
export function guardPlaces(publicKey: string, request: HttpRequest): readonly [] | readonly [ItemPlace] {
  const key = header(request, 'idempotency-key');
  if (key === undefined || !KEY.test(key)) return [];
  const pk = `IDEMPOTENCY#${publicKey}#${request.method}#${request.routePath}#${key}`;
  return [{ table: 'guards', key: { pk, sk: '-' } }];
}

/**
 * What the key asks for, before any work is done.
 * @param use whether the route requires a key, accepts one, or has no use for any
 * @param found what is at the request's `guardPlaces`
 * @returns the stored answer of a finished attempt, or the attempt to go on with
 * @throws Problem 400 (missing or malformed), 409 (in flight), 422 (reused for another body)
 */
export async function begin(
  ports: Ports,
  app: App,
  request: HttpRequest,
  use: RouteContract['idempotency'],
  found: Item | undefined,
): Promise<{ replay: Reply } | { attempt: Attempt }> {
  if (!use) return { attempt: UNGUARDED };
  if (header(request, 'idempotency-key') === undefined) {
    if (use === 'accepted') return { attempt: UNGUARDED };
    throw refused(
      400,
      'idempotency_key_missing',
      'this request moves money, so it must send Idempotency-Key: a new one for each new intent, the same one for each retry',
    );
  }
  const [place] = guardPlaces(app.publicKey, request);
  if (!place)
    throw refused(400, 'idempotency_key_invalid', 'Idempotency-Key must be 1 to 255 visible ASCII characters');
  const fingerprint = createHash('sha256').update(request.body).digest('hex');
  const now = ports.now();
  const guard = found as Guard | undefined;
  if (!guard || guard.expiresAt * 1000 <= now) {
    return { attempt: new KeyedAttempt(ports, app, place.key, fingerprint) };
  }
  const replay = answerOf(guard, fingerprint, now);
  if (replay) return { replay };
  const attempt = new KeyedAttempt(ports, app, place.key, fingerprint, guard.subject ?? undefined);
  await attempt.takeOver(guard);
  return { attempt };
}

/** What the key of another request answers now; undefined once its work may be taken over. */
function answerOf(found: Guard, fingerprint: string, now: number): Reply | undefined {
  if (found.fingerprint !== fingerprint) {
    throw refused(
      422,
      'idempotency_key_reused',
      'this Idempotency-Key was used with another body; use a new key for a new intent',
    );
  }
  if (found.state === 'done' && found.reply) {
    return { ...found.reply, headers: { ...found.reply.headers, 'Idempotent-Replayed': 'true' } };
  }
  if (found.lockedUntil > now) throw inFlight(found.lockedUntil - now);
  return undefined;
}

/** @param milliseconds how long the other request can hold the key at most, where that is known. @default - a moment */
export function inFlight(milliseconds = 1000): Problem {
  return new Problem({
    status: 409,
    code: 'idempotency_in_flight',
    detail: 'a request with this Idempotency-Key is still being worked on; send it again after Retry-After',
    param: 'Idempotency-Key',
    headers: { 'Retry-After': String(Math.ceil(milliseconds / 1000)) },
  });
}

class KeyedAttempt implements Attempt {
  /** Whether an earlier try wrote its claim and did not finish. */
  private readonly resumed: boolean;
  private readonly owner: string;
  private claimed = false;

  constructor(
    private readonly ports: Ports,
    private readonly app: App,
    private readonly key: Key,
    private readonly fingerprint: string,
    public subject: string | undefined = undefined,
  ) {
    this.resumed = subject !== undefined;
    this.owner = ports.ids.uuid();
  }

  claim(subject: string): readonly Write[] {
    this.subject = subject;
    const write = this.write({
      state: 'claimed',
      subject,
      reply: null,
      lockedUntil: this.ports.now() + LOCK_MILLISECONDS,
    });
    this.claimed = true;
    return [write];
  }

  finish(reply: Reply, subject = this.subject): readonly Write[] {
    return [this.write({ state: 'done', subject: subject ?? null, reply, lockedUntil: 0 })];
  }

  abandon(): readonly Write[] {
    return [this.deletion()];
  }

  abandoned(): void {
    this.claimed = false;
  }

  async takeOver(stale: Guard): Promise<void> {
    try {
      await this.ports.store.commit([
        {
          label: 'claim',
          kind: 'update',
          table: 'guards',
          key: this.key,
          set: { owner: this.owner, lockedUntil: this.ports.now() + LOCK_MILLISECONDS },
          condition: {
            expression: '#owner = :stale AND #state = :claimed',
            names: { '#owner': 'owner', '#state': 'state' },
            values: { ':stale': stale.owner, ':claimed': 'claimed' },
          },
        },
      ]);
    } catch (error) {
      // The one that was quicker has just locked it.
      throw error instanceof Refused ? inFlight(LOCK_MILLISECONDS) : error;
    }
    this.claimed = true;
  }

  async overtaken(): Promise<Reply | undefined> {
    const now = this.ports.now();
    const found = await this.ports.store.get<Guard>('guards', this.key);
    if (!found || found.expiresAt * 1000 <= now || found.owner === this.owner) return undefined;
    const reply = answerOf(found, this.fingerprint, now);
    if (reply) return reply;
    throw inFlight();
  }

  async release(): Promise<void> {
    await this.ifMine({
      label: 'claim',
      kind: 'update',
      table: 'guards',
      key: this.key,
      set: { lockedUntil: 0 },
      condition: this.mine(),
    });
  }

  async forget(): Promise<void> {
    // What an earlier try stored under this key is still there: the claim must go on naming it.
    if (this.resumed) return this.release();
    await this.ifMine(this.deletion());
  }

  private deletion(): Write {
    return { label: 'claim', kind: 'delete', table: 'guards', key: this.key, condition: this.mine() };
  }

  private async ifMine(write: Write): Promise<void> {
    if (!this.claimed) return;
    try {
      await this.ports.store.commit([write]);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  private write(state: Pick<Guard, 'state' | 'subject' | 'reply' | 'lockedUntil'>): Write {
    const now = this.ports.now();
    const item: Guard = {
      ...this.key,
      environment: this.app.environment,
      mode: this.app.mode,
      fingerprint: this.fingerprint,
      owner: this.owner,
      expiresAt: Math.floor(now / 1000) + KEPT_SECONDS,
      ...state,
    };
    return { label: 'claim', kind: 'put', table: 'guards', item, condition: this.claimed ? this.mine() : free(now) };
  }

  private mine(): WriteCondition {
    return {
      expression: '#owner = :me AND #state = :claimed',
      names: { '#owner': 'owner', '#state': 'state' },
      values: { ':me': this.owner, ':claimed': 'claimed' },
    };
  }
}

function free(now: number): WriteCondition {
  return { expression: 'attribute_not_exists(pk) OR expiresAt <= :now', values: { ':now': Math.floor(now / 1000) } };
}

function refused(status: number, code: string, detail: string): Problem {
  return new Problem({ status, code, detail, param: 'Idempotency-Key' });
}
