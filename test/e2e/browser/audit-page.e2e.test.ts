import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { bootstrapTemplate } from '../../../lib/bootstrap/bootstrap-template';
import { loadEnvironments } from '../../../lib/environment/load';
import { audit } from '../../../lib/isolation/audit';
import type { AuditReport } from '../../../lib/isolation/findings/audit-report';
import type { SideInput } from '../../../lib/isolation/model/side-input';
import { renderHtml } from '../../../lib/isolation/report/html/render-html';
import { accessibilityFindings, unfold } from './accessibility';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './chromium';

const executablePath = chromiumPath();

/** The bootstraps of the two environments: real templates, with roles, a key and a bucket. */
function sides(): { sandbox: SideInput; live: SideInput } {
  const { sandbox, live } = loadEnvironments();
  const side = (environment: typeof live | typeof sandbox): SideInput => ({
    account: environment.account,
    region: environment.region,
    environment,
    stacks: [
      {
        name: `airlock-${environment.name}-bootstrap`,
        template: JSON.parse(JSON.stringify(bootstrapTemplate(environment))),
      },
    ],
  });
  return { sandbox: side(sandbox), live: side(live) };
}

/** The same with a queue of sandbox that live may send to. */
function opened(): AuditReport {
  const { sandbox, live } = sides();
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: live.account }, Action: 'sqs:SendMessage', Resource: '*' }],
  };
  const Resources = {
    Queue: { Type: 'AWS::SQS::Queue' },
    Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: policy } },
  };
  return audit({
    sandbox: { ...sandbox, stacks: [...sandbox.stacks, { name: 'queue', template: { Resources } }] },
    live,
  });
}

if (!executablePath) {
  test("the audit's page in a browser needs chromium, which only a continuous integration machine must have", () => {
    expect(process.env['CI']).toBeFalsy();
  });
} else {
  describe("the audit's page in a browser", () => {
    const folder = mkdtempSync(join(tmpdir(), 'airlock-audit-page-'));
    const isolated = audit(sides());
    const breached = opened();
    let browser: Browser;
    let context: BrowserContext;
    let complaints: string[];

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGUMENTS], headless: true });
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });
    afterEach(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });

    async function show(report: AuditReport, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
      const file = join(folder, `${report.verdict}.html`);
      writeFileSync(file, renderHtml(report));
      complaints = [];
      context = await browser.newContext(options);
      const page = await context.newPage();
      page.on('console', (message) => complaints.push(message.text()));
      page.on('request', (request) => {
        if (!request.url().startsWith('file:')) complaints.push(`asked for ${request.url()}`);
      });
      await page.goto(pathToFileURL(file).href);
      return page;
    }

    test('isolated: the verdict is the first thing said, and every channel that was asked about has its rows', async () => {
      const page = await show(isolated);
      expect(isolated.verdict).toBe('isolated');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/isolated/i);
      const channels = new Set(isolated.matrix.map(({ channel }) => channel));
      for (const channel of channels) expect(await page.locator(`#channel-${channel}`).count()).toBe(1);
      expect(channels.size).toBeGreaterThan(4);
    });

    test('a channel opens by keyboard, and a statement that decides is there to be read', async () => {
      const page = await show(isolated);
      const summary = page.locator('#channel-identity > summary');
      await summary.focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('#channel-identity').getAttribute('open')).not.toBeNull();
      expect(await page.locator('#channel-identity tbody tr').first().isVisible()).toBe(true);
      expect(await page.locator('#channel-resource pre').count()).toBeGreaterThan(0);
    });

    test('without script it says the same', async () => {
      const page = await show(isolated, { javaScriptEnabled: false });
      await page.locator('#channel-resource > summary').click();
      expect(await page.locator('#channel-resource tbody tr').first().isVisible()).toBe(true);
    });

    test.each([320, 768, 1440])('nothing sticks out at %d pixels', async (width) => {
      const page = await show(isolated, { viewport: { width, height: 900 } });
      const [inner = 0, scroll = 1] = (await page.evaluate(
        '[innerWidth, document.documentElement.scrollWidth]',
      )) as number[];
      expect(scroll).toBeLessThanOrEqual(inner);
    });

    test.each<[string, Parameters<Browser['newContext']>[0], 'print' | 'screen']>([
      ['light', { colorScheme: 'light' }, 'screen'],
      ['dark', { colorScheme: 'dark' }, 'screen'],
      ['on a phone', { colorScheme: 'light', viewport: { width: 320, height: 640 } }, 'screen'],
      ['dark on a phone', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }, 'screen'],
      ['printed', { colorScheme: 'light' }, 'print'],
      ['with more contrast', { colorScheme: 'light', forcedColors: 'active' }, 'screen'],
    ])('axe-core finds nothing: %s, all unfolded, isolated or breached', async (_, options, media) => {
      for (const report of [isolated, breached]) {
        const page = await show(report, options);
        await page.emulateMedia({ media });
        await unfold(page);
        expect([report.verdict, ...(await accessibilityFindings(page))]).toEqual([report.verdict]);
        if (report === isolated) await context.close();
      }
    });

    test('breached: the finding has its path, statement and fix, and the picture shows the open channel', async () => {
      const report = breached;
      const page = await show(report, { colorScheme: 'dark' });
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/breached|crosses/i);
      const text = await page.locator('main').textContent();
      const [finding] = report.findings.filter(({ rule }) => rule === 'foreign-resource-policy');
      for (const said of [finding?.fix, 'sqs:SendMessage', 'live → sandbox']) expect(text).toContain(String(said));
      expect(await page.locator('svg').first().isVisible()).toBe(true);
    });
  });
}
