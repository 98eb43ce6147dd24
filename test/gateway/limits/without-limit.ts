import type { Limit } from '../../../lib/gateway/limits/app-limit';

/** For what is not about limits. */
export const withoutLimit: Limit = { admit: () => ({ told: Promise.resolve() }), count: () => {} };
