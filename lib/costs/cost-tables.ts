import { MILLION_PAYMENTS } from './cost-of-million-payments';
import { monthlyItems, PAID_BY_USE, type PricedTemplate, usd } from './monthly-costs';
import { PRICES_OF } from './prices';

/** The two tables of docs/costs.md, by the mark that stands before each. */
export function costTables(
  sandbox: readonly PricedTemplate[],
  live: readonly PricedTemplate[],
): Record<string, string> {
  return { idle: idleTable(sandbox, live), million: millionTable() };
}

/** A text with its tables put in after their marks. */
export function withTables(text: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((written, [mark, table]) => {
    const place = new RegExp(`(<!-- ${mark} -->\n)[\\s\\S]*?(\n<!-- end -->)`);
    if (!place.test(written)) throw new Error(`no place for the table ${mark}`);
    return written.replace(place, (_, before: string, after: string) => before + table + after);
  }, text);
}

function idleTable(sandbox: readonly PricedTemplate[], live: readonly PricedTemplate[]): string {
  const [ours, theirs] = [monthlyItems(sandbox), monthlyItems(live)];
  const rows = ours.map(({ item, count, price }, at) => {
    const other = theirs[at]?.count ?? 0;
    return [item, price.usd, count, money(count * price.usd), other, money(other * price.usd), price.from];
  });
  const byUse = Object.entries(PAID_BY_USE).map(([type, item]) => {
    const [one, two] = [sandbox, live].map((templates) => countOf(templates, type));
    return [item, 'by use', one, money(0), two, money(0), ''];
  });
  return table(
    ['item', 'USD each', 'sandbox', 'USD', 'live', 'USD', `price from (${PRICES_OF})`],
    [...rows, ...byUse, ['**together**', '', '', `**${money(usd(ours))}**`, '', `**${money(usd(theirs))}**`, '']],
  );
}

function millionTable(): string {
  const rows = MILLION_PAYMENTS.map(({ item, because, count, price }) => [
    item,
    because,
    count,
    `${price.usd} a ${price.per}`,
    money(count * price.usd),
    price.from,
  ]);
  return table(
    ['item', 'of one payment', 'of a million', 'price', 'USD', `price from (${PRICES_OF})`],
    [...rows, ['**together**', '', '', '', `**${money(usd(MILLION_PAYMENTS))}**`, '']],
  );
}

function countOf(templates: readonly PricedTemplate[], type: string): number {
  return templates.flatMap(({ Resources = {} }) => Object.values(Resources)).filter(({ Type }) => Type === type).length;
}

function money(dollars: number): string {
  return dollars.toFixed(2);
}

function table(head: readonly unknown[], rows: readonly (readonly unknown[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
