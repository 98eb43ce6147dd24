/** How a report can be written; apart from what writes it, so that the help costs nothing. */
export const FORMATS = ['text', 'json', 'sarif', 'html'] as const;
export type Format = (typeof FORMATS)[number];
