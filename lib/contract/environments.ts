/** The two accounts. */
export const ENVIRONMENTS = ['sandbox', 'live'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];
