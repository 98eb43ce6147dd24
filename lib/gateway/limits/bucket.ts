/** What an app may ask: so many requests a second for long, so many at once. */
export interface AppRate {
  readonly rate: number;
  readonly burst: number;
}

/**
 * A token bucket as one number, the time at which it is full again, in epoch milliseconds (the generic cell rate
 * algorithm). Taking a token moves it on by what a token costs; a bucket whose time is past is full.
 */
export function spent(fullAt: number, tokens: number, { rate }: AppRate, now: number): number {
  return Math.max(fullAt, now) + costOf(tokens, rate);
}

/** Tokens that are left; none or less when the bucket is empty. */
export function tokensLeft(fullAt: number, { rate, burst }: AppRate, now: number): number {
  return burst - (Math.max(0, fullAt - now) * rate) / 1000;
}

/** Milliseconds until there is a token; 0 when there is one. */
export function waitFor(fullAt: number, { rate, burst }: AppRate, now: number): number {
  return Math.max(0, fullAt - now - costOf(burst - 1, rate));
}

/** What tokens cost, in milliseconds. */
export function costOf(tokens: number, rate: number): number {
  return (tokens * 1000) / rate;
}
