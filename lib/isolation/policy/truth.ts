/** Three-valued (Kleene) truth, ordered so that *and* is the least and *or* the greatest. */
export type Truth = 0 | 1 | 2;

export const NO: Truth = 0;
/** True or false, depending on something that is not known. */
export const MAYBE: Truth = 1;
export const YES: Truth = 2;

export function and(left: Truth, right: Truth): Truth {
  return left < right ? left : right;
}

export function or(left: Truth, right: Truth): Truth {
  return left > right ? left : right;
}

export function not(truth: Truth): Truth {
  return (YES - truth) as Truth;
}

export function truth(known: boolean): Truth {
  return known ? YES : NO;
}
