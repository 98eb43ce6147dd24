import fc from 'fast-check';
import { PAYMENT_STATUSES } from '../../../../lib/contract/payments';
import {
  checkoutPage,
  errorPage,
  outcomePage,
  returnAddress,
  unpayablePage,
} from '../../../../lib/gateway/payments/api/checkout-page';
import { STYLE } from '../../../../lib/gateway/payments/api/checkout-style';
import { escapeHtml, html, Markup } from '../../../../lib/gateway/payments/api/html';
import { aPayment, CREATED } from '../a-payment';

const FALLBACK = { environment: 'live', mode: 'live', fallback: true, provider: 'mock' } as const;
const policy = (headers: Readonly<Record<string, string>> = {}) => headers['Content-Security-Policy'] ?? '';

describe('checkout page', () => {
  test('GW2: an open test payment shows what is paid, that no money moves, and pay, fail and abandon', () => {
    const { status, contentType, body } = checkoutPage(aPayment(), CREATED);
    expect([status, contentType]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('<title>Pay 12.50 EUR – Airlock mock checkout</title>');
    for (const text of ['Pay coffee', '12.50 EUR', 'Two coffees', 'Sandbox, mode test. No real money moves']) {
      expect(body).toContain(text);
    }
    expect([...body.matchAll(/<button name="action" value="(\w+)">/g)].map(([, value]) => value)).toEqual([
      'pay',
      'fail',
      'abandon',
    ]);
  });

  test('GW10: a fallback in live says that it cannot be paid and has no form, only the way back', () => {
    for (const page of [checkoutPage(aPayment(FALLBACK), CREATED), unpayablePage(aPayment(FALLBACK), CREATED, 409)]) {
      expect(page.body).toContain('This payment cannot be paid');
      expect(page.body).toContain('href="https://shop.example/thanks?payment_id=');
      expect(page.body).not.toMatch(/<form|<button/);
      expect(policy(page.headers)).toContain("form-action 'none'");
    }
  });

  test('a payment that is over, or whose time is up, shows the outcome and no button', () => {
    const day = 24 * 60 * 60 * 1000;
    for (const status of PAYMENT_STATUSES.filter((known) => known !== 'requires_action')) {
      expect(checkoutPage(aPayment({ status }), CREATED).body).not.toContain('<button');
    }
    expect(checkoutPage(aPayment(), CREATED + day).body).toContain('The time for this payment has run out');
    expect(checkoutPage(aPayment({ status: 'succeeded' }), CREATED).body).toContain('The payment succeeded');
  });

  test('nothing is loaded, framed, scripted, cached or told to others', () => {
    for (const page of [checkoutPage(aPayment(), CREATED), outcomePage(aPayment(), CREATED), errorPage(404, 'x')]) {
      expect(page.body).not.toMatch(/<script|\son\w+=|javascript:|@import|url\(/i);
      expect(policy(page.headers)).toMatch(
        /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; img-src data:; /,
      );
      expect(policy(page.headers)).toContain("base-uri 'none'; frame-ancestors 'none'");
      expect(page.headers).toMatchObject({
        'X-Frame-Options': 'DENY',
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
    }
  });

  test('the form may lead away only to https, and only when the merchant gave an address', () => {
    expect(policy(checkoutPage(aPayment(), CREATED).headers)).toContain("form-action 'self' https:;");
    expect(policy(checkoutPage(aPayment({ returnUrl: null }), CREATED).headers)).toContain("form-action 'self';");
  });

  test('text of the merchant is text, whatever it holds', () => {
    const hostile = `</title><script>alert(1)</script>"onload='x'&<style>`;
    const payment = aPayment({
      description: hostile,
      product: hostile,
      returnUrl: 'https://shop.example/?a="><script>alert(1)</script>',
    });
    for (const { body } of [checkoutPage(payment, CREATED), outcomePage(payment, CREATED)]) {
      expect(body).not.toContain('<script');
      expect(body.match(/<style>/g)).toHaveLength(1);
    }
  });

  test('escaping leaves nothing that opens a tag, an entity or an attribute, and loses nothing', () => {
    const back: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('&', '<', '>', '"', "'", 'a', ';', '#39', 'amp') }), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"']/);
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => back[entity] ?? '')).toBe(text);
        expect(html`<p>${text}</p>`.text).toBe(`<p>${escaped}</p>`);
      }),
    );
    expect(html`${new Markup('<b>')}${7}`.text).toBe('<b>7');
  });

  test('works on a phone, in the dark and by keyboard', () => {
    const { body } = checkoutPage(aPayment(), CREATED);
    expect(body).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(body).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    for (const rule of ['prefers-color-scheme:dark', ':focus-visible{outline:3px', 'min-height:3rem']) {
      expect(STYLE).toContain(rule);
    }
  });

  test('contrast of every text and border is at least AA, in both schemes', () => {
    const [light = '', dark = ''] = [...STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, rules]) => rules);
    for (const scheme of [light, dark]) {
      const colour = Object.fromEntries(
        [...scheme.matchAll(/--([\w-]+):(#[0-9a-f]+)/g)].map(([, name, hex]) => [name, hex]),
      );
      for (const [front, back, least] of [
        ['text', 'card', 4.5],
        ['quiet', 'card', 4.5],
        ['note-text', 'note', 4.5],
        ['main-text', 'main', 4.5],
        ['main', 'card', 3],
        ['line', 'card', 3],
        ['focus', 'card', 3],
      ] as const) {
        expect({ front, ratio: contrast(colour[front], colour[back]) >= least }).toEqual({ front, ratio: true });
      }
    }
  });
});

describe('the way back to the merchant', () => {
  test.each([
    ['https://shop.example', 'https://shop.example/?'],
    ['https://shop.example/thanks?order=a%20b&x=1+2', 'https://shop.example/thanks?order=a%20b&x=1+2&'],
    ['https://shop.example/app?#/thanks', 'https://shop.example/app?'],
    ['https://shop.example/ü', 'https://shop.example/%C3%BC?'],
  ])('%s keeps its own query and gets the outcome', (returnUrl, start) => {
    const address = returnAddress(aPayment({ returnUrl, status: 'succeeded' }), CREATED) ?? '';
    expect(address).toContain(`${start}payment_id=pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE&status=succeeded`);
    expect(new URL(address).hash).toBe(new URL(returnUrl).hash);
  });

  test('an expired payment comes back as expired', () => {
    expect(returnAddress(aPayment(), CREATED + 24 * 60 * 60 * 1000)).toContain('status=expired');
  });

  test('without an address there is none', () => {
    expect(returnAddress(aPayment({ returnUrl: null }), CREATED)).toBeUndefined();
  });
});

/** WCAG 2 contrast ratio of two colours, `#rgb` or `#rrggbb`. */
function contrast(one = '', other = ''): number {
  const luminance = (hex: string) => {
    const long = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(long.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
