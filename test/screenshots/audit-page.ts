import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import type { AuditReport } from '../../lib/isolation/findings/audit-report';
import { renderHtml } from '../../lib/isolation/report/html/render-html';
import { CHROMIUM_ARGUMENTS, chromiumPath } from '../e2e/browser/chromium';

interface Shot {
  readonly name: string;
  readonly context: BrowserContextOptions;
  readonly media?: 'print';
  /** Part of the page to begin at. */
  readonly at?: string;
  /** Part of the page to unfold. */
  readonly open?: string;
}

const DESK = { width: 1120, height: 1240 };
const A4 = { width: 794, height: 1123 };
/** As wide as the margins that a printer leaves. */
const PAPER_MARGINS = 'body { padding: 0 14mm; }';

const SHOTS: readonly Shot[] = [
  { name: 'light', context: { viewport: DESK, colorScheme: 'light' } },
  { name: 'dark', context: { viewport: DESK, colorScheme: 'dark' } },
  { name: 'channels', context: { viewport: DESK, colorScheme: 'light' }, at: '#channels' },
  {
    name: 'matrix',
    context: { viewport: { ...DESK, height: 1060 }, colorScheme: 'light' },
    at: '#matrix',
    open: '#channel-resource',
  },
  { name: 'narrow', context: { viewport: { width: 390, height: 1300 }, colorScheme: 'light' } },
  { name: 'print', context: { viewport: A4, bypassCSP: true }, media: 'print' },
];

/**
 * Pictures of an audit's page, `audit-light.png` and so on; of one that is not isolated `audit-breached-light.png`:
 * `node bin/run.mjs test/screenshots/audit-page.ts <report.json> <folder>`.
 */
async function main([file, folder]: readonly string[]): Promise<void> {
  if (!file || !folder) throw new Error('say which report and where the pictures go: <report.json> <folder>');
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('no chromium: install it, or set AIRLOCK_CHROMIUM');
  const report = JSON.parse(readFileSync(file, 'utf8')) as AuditReport;
  const prefix = report.verdict === 'isolated' ? 'audit' : `audit-${report.verdict}`;
  const page = join(tmpdir(), `airlock-audit-page-${process.pid}.html`);
  writeFileSync(page, renderHtml(report));
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGUMENTS], headless: true });
  try {
    for (const shot of SHOTS) await take(browser, shot, page, join(folder, `${prefix}-${shot.name}.png`));
  } finally {
    await browser.close();
    rmSync(page);
  }
}

async function take(browser: Browser, { context, media, at, open }: Shot, file: string, path: string): Promise<void> {
  const window = await browser.newContext({ ...context, reducedMotion: 'reduce' });
  const page = await window.newPage();
  await page.goto(`${pathToFileURL(file)}${at ?? ''}`);
  if (open) await page.locator(`${open} > summary`).click();
  if (media) {
    await page.emulateMedia({ media });
    await page.addStyleTag({ content: PAPER_MARGINS });
  }
  await page.screenshot({ path });
  process.stdout.write(`${path}\n`);
  await window.close();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
