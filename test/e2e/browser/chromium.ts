import { existsSync } from 'node:fs';

/** The browser that the page tests drive, or undefined where there is none. */
export function chromiumPath(): string | undefined {
  const path = process.env['AIRLOCK_CHROMIUM'] ?? '/usr/bin/chromium';
  return existsSync(path) ? path : undefined;
}

/** No sandbox, because machines that run tests often do so as root; and nothing that speaks to the browser's maker. */
export const CHROMIUM_ARGUMENTS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
