import type { Gateway } from '../../../lib/gateway/http/gateway';
import type { Reply } from '../../../lib/gateway/http/reply';
import { type Providers, ProviderUnavailable } from '../../../lib/gateway/ports/providers';
import { Unavailable } from '../../../lib/gateway/unavailable';
import type { EnvironmentInMemory } from '../environment-in-memory';
import { expectDoneOnce, expectTrue, LOCKED_MILLISECONDS, nextRequest, type Operation, retry, shopFor } from './shop';

/** What becomes of one call that leaves the function, and of those after it: `none done` is for all from that one on. */
export const FAULTS = ['not done', 'none done', 'answer lost', 'ended before', 'ended after', 'out of time'] as const;
export type Fault = (typeof FAULTS)[number];

/** Calls as one invocation of the function makes them, of which one comes to something else. */
class Line {
  private made = 0;
  private isOver = false;

  constructor(
    private readonly at: number,
    private readonly fault: Fault,
    private readonly deadline: Gateway['deadline'],
  ) {}

  before(): void {
    this.made += 1;
    if (this.made === this.at) {
      if (this.fault === 'out of time') this.deadline.begin(0);
      if (this.fault === 'ended before') this.isOver = true;
      if (this.fault === 'not done') throw unanswered();
    }
    const isDown = this.fault === 'none done' && this.made >= this.at;
    if (isDown || this.isOver || this.deadline.left() <= 0) throw unanswered();
  }

  after(): void {
    if (this.made !== this.at) return;
    this.isOver = this.fault === 'ended after';
    if (this.isOver || this.fault === 'answer lost') throw unanswered();
  }

  /** Whether the process is gone, so that no reply leaves. */
  get isGone(): boolean {
    return this.isOver;
  }
}

function unreachedAs(step: () => void): void {
  try {
    step();
  } catch (error) {
    throw new ProviderUnavailable(error as Error);
  }
}

function unanswered(): Unavailable {
  return new Unavailable('dynamodb', new Error('no whole answer within 3000 ms'));
}

/** One try of which call `at` has a fault. @param answer the PSP's. @returns no reply when the process ended */
export async function interrupted(
  shop: EnvironmentInMemory,
  operation: Operation,
  at: number,
  fault: Fault,
  answer: Providers['open'] = (...asked) => shop.psp.open(...asked),
): Promise<Reply | undefined> {
  const { deadline } = shop.instance();
  const line = new Line(at, fault, deadline);
  const open: Providers['open'] = async (...asked) => {
    unreachedAs(() => line.before());
    const answered = await answer(...asked);
    unreachedAs(() => line.after());
    return answered;
  };
  const providers = shop.providers({ info: () => shop.psp.info(), open });
  const hooks = { before: () => line.before(), after: () => line.after() };
  const instance = shop.instance(hooks, { providers, deadline });
  const reply = await shop.serve(instance, await nextRequest(shop, operation));
  return line.isGone ? undefined : reply;
}

/** D8: nothing is half done for good, and nothing is done twice. */
export async function goesOnAfter(operation: Operation, faults: readonly (readonly [number, Fault])[]): Promise<void> {
  const shop = shopFor(operation);
  const replies: Reply[] = [];
  for (const [at, fault] of faults) {
    const reply = await interrupted(shop, operation, at, fault);
    if (reply) replies.push(reply);
    expectTrue(shop, operation, reply ? [reply] : []);
    // A client comes again at once, and is told when to come if that is too early.
    const again = await retry(shop, operation);
    expectTrue(shop, operation, [again]);
    replies.push(again);
    shop.clock.now += LOCKED_MILLISECONDS;
  }
  const told = await expectDoneOnce(shop, operation);
  for (const { status, body } of replies) if (status === operation.status) expect(body).toBe(told.body);
}

/** How many calls leave the function in one undisturbed try. */
export async function callsOf(operation: Operation): Promise<number> {
  for (let calls = 0; ; calls += 1) {
    const reply = await interrupted(shopFor(operation), operation, calls + 1, 'not done');
    if (reply?.status === operation.status) return calls;
  }
}
