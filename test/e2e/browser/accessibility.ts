import { source } from 'axe-core';
import type { Page } from 'playwright-core';

interface AxeResult {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core finds on a page as it stands, one line for each element. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  // Put in by the browser's own tools, which a page's content policy does not bind.
  await page.evaluate(source);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    readonly violations: readonly AxeResult[];
  };
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary.replace(/\s+/g, ' ')}`),
  );
}

/** Opens all that can be folded away, so that it is looked at too. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
}
