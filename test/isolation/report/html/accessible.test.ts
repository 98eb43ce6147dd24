import type { AuditReport } from '../../../../lib/isolation/findings/audit-report';
import { DARK, GROUNDS, LIGHT, type Palette } from '../../../../lib/isolation/report/html/palette';
import { renderHtml } from '../../../../lib/isolation/report/html/render-html';
import { STYLE } from '../../../../lib/isolation/report/html/style';
import { breachedReport, unverifiedReport } from '../sample-breaches';
import { isolatedReport } from '../sample-report';
import { tagsOf, textOf } from './page-outline';

const REPORTS: readonly (readonly [string, AuditReport])[] = [
  ['isolated', isolatedReport()],
  ['breached', breachedReport()],
  ['unverified', unverifiedReport()],
];

describe.each(REPORTS)('section 4: the page is accessible: %s', (_, report) => {
  const page = renderHtml(report);
  const tags = tagsOf(page);
  const named = (name: string) => tags.filter((tag) => tag.name === name);

  test('language, viewport, and one of each landmark', () => {
    expect(named('html')[0]?.attributes['lang']).toBe('en');
    expect(page).toContain('content="width=device-width, initial-scale=1"');
    for (const landmark of ['header', 'main', 'footer', 'nav'])
      expect([landmark, named(landmark).length]).toEqual([landmark, 1]);
    expect(named('nav')[0]?.attributes['aria-label']).toBeTruthy();
    expect(named('a')[0]?.attributes).toEqual({ class: 'skip', href: '#content' });
  });

  test('one first heading, no level left out, no empty heading', () => {
    const levels = tags.filter(({ name }) => /^h[1-6]$/.test(name)).map(({ name }) => Number(name[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    levels.forEach((level, at) => {
      expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
    for (const [heading] of page.matchAll(/<h[1-6][^>]*>[\s\S]*?<\/h[1-6]>/g)) expect(textOf(heading)).not.toBe('');
  });

  test('ids are used once, and every label leads to one', () => {
    const ids = tags.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of tags) {
      const label = attributes['aria-labelledby'];
      if (label) expect(ids).toContain(label);
    }
    for (const section of named('section')) expect(section.attributes['aria-labelledby']).toBeTruthy();
  });

  test('tables have captions and headed columns; fields have labels; pictures have names', () => {
    const tables = page.match(/<table[\s\S]*?<\/table>/g) ?? [];
    expect(tables.length).toBeGreaterThan(2);
    for (const table of tables) {
      expect(table).toMatch(/<caption>[^<]+<\/caption>/);
      const heads = table.match(/<th scope="col">/g) ?? [];
      const [, first = ''] = /<tbody>\s*<tr[^>]*>([\s\S]*?)<\/tr>/.exec(table) ?? [];
      expect((first.match(/<t[dh][ >]/g) ?? []).length).toBe(heads.length);
    }
    for (const [field] of page.matchAll(/<(select|input)[^>]*>/g)) {
      expect(page).toMatch(new RegExp(`<label>[^<]+${field.replace(/[.*+?^$()[\]]/g, '\\$&')}`));
    }
    for (const { attributes } of named('svg'))
      expect(attributes['aria-label'] ?? attributes['aria-hidden']).toBeTruthy();
    for (const [details] of page.matchAll(/<details[^>]*>[\s\S]{9}/g)) expect(details).toMatch(/<summary>$/);
  });

  test('no decision or severity is told by colour alone', () => {
    for (const [badge] of page.matchAll(/<span class="badge [^"]*">[^<]*<\/span>/g)) {
      expect(textOf(badge)).toMatch(/closed|open|unverified|critical|high|medium|low|days? left|\? \d|weaker/);
    }
  });
});

describe('section 4: colours', () => {
  const cases = Object.entries({ LIGHT, DARK }).flatMap(([name, palette]) =>
    Object.entries(GROUNDS).flatMap(([ink, grounds]) =>
      grounds.map((ground) => [name, ink as keyof Palette, ground, palette] as const),
    ),
  );
  test.each(cases)('%s: %s on %s has a contrast of at least 4.5', (_, ink, ground, palette) => {
    expect(contrast(palette[ink], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(Object.entries({ LIGHT, DARK }))('%s: the critical badge, paper on open', (_, palette) => {
    expect(contrast(palette.paper, palette.open)).toBeGreaterThanOrEqual(4.5);
  });

  test('dark for who asks for it, no motion for anybody, and paper is always light', () => {
    expect(STYLE).toContain('@media screen and (prefers-color-scheme: dark)');
    expect(STYLE).toContain('@media print');
    expect(STYLE).not.toMatch(/scroll-behavior|transition|animation/);
    expect(STYLE.match(/var\(--(\w+)\)/g)?.filter((use) => !(use.slice(6, -1) in LIGHT))).toEqual([]);
  });
});

/** Of two colours `#rrggbb`, 1 to 21 (WCAG 2.2). */
function contrast(left: string, right: string): number {
  const [lighter = 0, darker = 0] = [luminance(left), luminance(right)].sort((one, other) => other - one);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
