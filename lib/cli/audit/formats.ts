/** Formats of a report; apart from the code that writes them, which `--help` need not load. */
export const FORMATS = ['text', 'json', 'sarif', 'html'] as const;
export type Format = (typeof FORMATS)[number];
