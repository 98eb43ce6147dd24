import { createHash } from 'node:crypto';

/** The page's only style sheet, in the page itself: nothing else is loaded. Contrasts are 7:1 and more in both schemes. */
export const STYLE = `:root{color-scheme:light dark;--page:#f4f4f1;--card:#fff;--text:#1c1b19;--quiet:#4a4844;--line:#76736d;--note:#fff3d1;--note-text:#4b3500;--main:#0b4f3c;--main-text:#fff;--focus:#0a46c4}
@media (prefers-color-scheme:dark){:root{--page:#151513;--card:#20201d;--text:#f2f1ec;--quiet:#c9c6be;--line:#96928a;--note:#3a2f10;--note-text:#ffe6a6;--main:#a5ecd2;--main-text:#06281e;--focus:#a9c7ff}}
*{box-sizing:border-box}
body{margin:0;padding:1rem;background:var(--page);color:var(--text);font:1.0625rem/1.5 system-ui,sans-serif}
main{max-width:30rem;margin:0 auto;padding:1.25rem;background:var(--card);border-radius:.75rem}
h1{margin:1rem 0 .25rem;font-size:1.375rem;line-height:1.3;overflow-wrap:anywhere}
dl{margin:1rem 0;display:grid;gap:.75rem}
dt{color:var(--quiet);font-size:.9375rem}
dd{margin:0;overflow-wrap:anywhere}
.amount{font-size:1.75rem;font-weight:700;line-height:1.2}
.note{margin:0;padding:.75rem;border-radius:.5rem;background:var(--note);color:var(--note-text)}
form{display:grid;gap:.75rem;margin:1.25rem 0 0}
button,.back{display:block;width:100%;min-height:3rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:transparent;color:var(--text);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;overflow-wrap:anywhere}
button[value=pay]{border-color:var(--main);background:var(--main);color:var(--main-text)}
.back{margin-top:1.25rem}
:focus-visible{outline:3px solid var(--focus);outline-offset:3px}`;

const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/**
 * Headers of every checkout page.
 * @param form whether the page holds the form, and then whether its answer leads to the merchant. Browsers hold
 * `form-action` against every redirect after a form, also the merchant's own, so there any https address must pass.
 */
export function pageHeaders(form: 'none' | 'stays' | 'leads away'): Readonly<Record<string, string>> {
  const action = { none: "'none'", stays: "'self'", 'leads away': "'self' https:" }[form];
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src ${STYLE_SOURCE}`,
      'img-src data:',
      `form-action ${action}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
}
