import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Client } from '../../../lib/client/client';
import { demoClient, freshClient } from '../accounts/demo-app';
import { accessibilityFindings } from './accessibility';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './chromium';
import { type ShopSite, startShopSite } from './shop-site';

const ORDER = { amount: 1250, currency: 'EUR', description: 'Two coffees' };
const PHONE = { width: 320, height: 640 };
const executablePath = chromiumPath();

if (!executablePath) {
  test('GW2: the checkout page in a browser needs chromium, which only a continuous integration machine must have', () => {
    process.stderr.write(
      '\n  no chromium: install it, or set AIRLOCK_CHROMIUM, to test the checkout page in a browser\n',
    );
    expect(process.env['CI']).toBeFalsy();
  });
} else {
  describe('GW2: mock checkout in a browser', () => {
    let shop: ShopSite;
    let browser: Browser;
    let client: Client;
    let context: BrowserContext;
    /** What the browser complained of: violations of the page's own policy, failed loads. */
    let complaints: string[];

    beforeAll(async () => {
      shop = await startShopSite();
      const args = [...CHROMIUM_ARGUMENTS, `--host-resolver-rules=${shop.hostRules}`];
      browser = await chromium.launch({ executablePath, args, headless: true });
      client = await freshClient();
    });
    afterAll(async () => {
      await browser?.close();
      await shop?.close();
    });
    afterEach(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });

    /** The checkout page of a new payment, by default on a phone and without script. */
    async function checkout(order: object = {}, options: Parameters<Browser['newContext']>[0] = {}) {
      const payment = await client.createPayment({ ...ORDER, ...order });
      complaints = [];
      context = await browser.newContext({
        javaScriptEnabled: false,
        viewport: PHONE,
        ignoreHTTPSErrors: true,
        ...options,
      });
      return { payment, page: await open(payment.checkout_url ?? '') };
    }

    async function open(url: string): Promise<Page> {
      const page = await context.newPage();
      page.on('console', (message) => complaints.push(message.text()));
      page.on('requestfailed', (request) => complaints.push(`${request.url()} ${request.failure()?.errorText}`));
      await page.goto(url);
      return page;
    }

    test('without script: pay, and arrive at the shop, also through a redirect of the shop’s own', async () => {
      const { payment, page } = await checkout({ return_url: 'https://shop.example/thanks?order=1' });
      await page.getByRole('button', { name: 'Pay 12.50 EUR' }).click();
      await page.waitForURL('https://www.shop.example/**');
      expect(await page.title()).toBe('Thank you');
      expect(shop.visits).toContain(`www.shop.example/thanks?order=1&payment_id=${payment.id}&status=succeeded`);
      expect((await client.getPayment(payment.id)).status).toBe('succeeded');
    });

    test('on a phone: nothing is cut off, and every button is big enough for a thumb', async () => {
      const { page } = await checkout({ description: 'W'.repeat(500) });
      const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
      expect(widths).toEqual([PHONE.width, PHONE.width]);
      for (const button of await page.getByRole('button').all()) {
        const box = await button.boundingBox();
        expect(box?.height).toBeGreaterThanOrEqual(48);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
      }
    });

    test('in the dark: the page is dark when the system is', async () => {
      const shade =
        'getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)';
      const { page } = await checkout({}, { colorScheme: 'dark' });
      expect(await page.evaluate(shade)).toBeLessThan(150);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await page.evaluate(shade)).toBeGreaterThan(600);
    });

    test('by keyboard: the buttons come in order, the focus is seen, Enter presses', async () => {
      const { payment, page } = await checkout();
      const focused = () =>
        page.evaluate('[document.activeElement.value, getComputedStyle(document.activeElement).outlineWidth]');
      for (const value of ['pay', 'fail', 'abandon']) {
        await page.keyboard.press('Tab');
        expect(await focused()).toEqual([value, '3px']);
      }
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'The payment failed' }).waitFor();
      expect((await client.getPayment(payment.id)).status).toBe('failed');
    });

    test('for a screen reader: a language, a title, one heading, named buttons, the amount with its name', async () => {
      const { page } = await checkout();
      expect(await page.title()).toBe('Pay 12.50 EUR – Airlock mock checkout');
      expect(await page.locator('main').ariaSnapshot()).toMatch(
        /No real money moves on this page.*heading "Pay e2e-\w+" \[level=1\].*Amount.*12\.50 EUR.*Two coffees.*button "Pay 12\.50 EUR".*button "Let the payment fail".*button "Leave without paying"/s,
      );
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.locator('script').count()).toBe(0);
    });

    test.each(['light', 'dark'] as const)(
      'axe-core finds nothing on any page of the checkout, %s',
      async (colorScheme) => {
        const { page } = await checkout({}, { colorScheme, javaScriptEnabled: true });
        const url = page.url();
        const live = await demoClient('live').createPayment({ ...ORDER, return_url: 'https://shop.example/thanks' });
        const found: string[] = [];
        const look = async (what: string) => {
          for (const finding of await accessibilityFindings(page)) found.push(`${what}: ${finding}`);
        };
        await look('to be paid');
        await page.getByRole('button', { name: 'Leave without paying' }).click();
        await look('left');
        await page.goto(url);
        await page.getByRole('button', { name: 'Let the payment fail' }).click();
        await look('failed');
        await page.goto(live.checkout_url ?? '');
        await look('not payable');
        // The browser logs its 404, as it should.
        const before = complaints.length;
        await page.goto(url.replace(/.{4}$/, 'zzzz'));
        await page.getByRole('heading').first().waitFor();
        await look('unknown');
        complaints.length = before;
        expect(found).toEqual([]);
      },
    );

    test('a double click in two tabs: one outcome, and the second tab shows it', async () => {
      const { payment, page } = await checkout();
      const other = await open(payment.checkout_url ?? '');
      await page.getByRole('button', { name: 'Pay 12.50 EUR' }).dblclick();
      await page.getByRole('heading', { name: 'The payment succeeded' }).waitFor();
      await other.getByRole('button', { name: 'Let the payment fail' }).click();
      await other.getByRole('heading', { name: 'The payment succeeded' }).waitFor();
      expect((await client.getPayment(payment.id)).status).toBe('succeeded');
    });

    test('leaving without paying shows the way back, and the payment can still be paid', async () => {
      const { payment, page } = await checkout();
      await page.getByRole('button', { name: 'Leave without paying' }).click();
      await page.getByRole('link', { name: 'Show the payment again' }).click();
      await page.getByRole('button', { name: 'Pay 12.50 EUR' }).click();
      await page.getByRole('heading', { name: 'The payment succeeded' }).waitFor();
      expect((await client.getPayment(payment.id)).status).toBe('succeeded');
    });

    test('GW10: in live the page offers nothing but the way back', async () => {
      const { page } = await checkout();
      const live = await demoClient('live').createPayment({ ...ORDER, return_url: 'https://shop.example/thanks' });
      await page.goto(live.checkout_url ?? '');
      expect(await page.getByRole('button').count()).toBe(0);
      await page.getByRole('heading', { name: 'This payment cannot be paid' }).waitFor();
      await page.getByRole('link', { name: 'Return to shop.example' }).click();
      await page.waitForURL('https://www.shop.example/**');
      expect(page.url()).toContain('status=requires_action');
    });

    test('with script on, the page still runs none and asks for nothing else', async () => {
      const { page } = await checkout({ description: '<img src=x onerror=alert(1)>' }, { javaScriptEnabled: true });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.reload();
      expect(asked).toHaveLength(1);
      await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    });
  });
}
