import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapTemplate } from '../../lib/bootstrap/bootstrap-template';
import { costTables, withTables } from '../../lib/costs/cost-tables';
import type { PricedTemplate } from '../../lib/costs/monthly-costs';
import { projectRoot } from '../../lib/environment/project-root';
import { BOTH } from '../stacks/synthesized';

const text = readFileSync(join(projectRoot(), 'docs', 'costs.md'), 'utf8');
const [sandbox = [], live = []] = BOTH.map(([, { environment, all }]): PricedTemplate[] => [
  bootstrapTemplate(environment),
  { Resources: Object.fromEntries(all().map((each) => [`${each.stack} ${each.logicalId}`, each])) },
]);

/** The cells of a table after its mark, without head, line and sum; and the sum's. */
function rowsOf(mark: string): { readonly rows: string[][]; readonly sum: string[] } {
  const table = new RegExp(`<!-- ${mark} -->\n([\\s\\S]*?)\n<!-- end -->`).exec(text)?.[1] ?? '';
  const [, , ...lines] = table.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return { rows: lines.slice(0, -1), sum: lines.at(-1) ?? [] };
}

const dollars = (cell: string | undefined) => Math.round(Number(cell?.replaceAll('*', '')) * 100);
const total = (rows: readonly string[][], column: number) =>
  rows.reduce((sum, cells) => sum + dollars(cells[column]), 0);

describe('docs/costs.md', () => {
  test('has what the templates hold: `npm run generate` would change nothing', () => {
    expect(withTables(text, costTables(sandbox, live))).toBe(text);
  });

  // Counted here by hand, type by type, beside the code that writes the table.
  test.each([
    ['keys', 'AWS::KMS::Key'],
    ['secrets', 'AWS::SecretsManager::Secret'],
    ['alarms', 'AWS::CloudWatch::Alarm'],
    ['dashboards', 'AWS::CloudWatch::Dashboard'],
    ['web ACLs', 'AWS::WAFv2::WebACL'],
    ['functions', 'AWS::Lambda::Function'],
    ['buckets', 'AWS::S3::Bucket'],
  ])('counts the %s of both environments', (item, type) => {
    const counts = [sandbox, live].map((templates) => JSON.stringify(templates).split(`"Type":"${type}"`).length - 1);
    const row = rowsOf('idle').rows.find(([name]) => name === item);
    expect([row?.[2], row?.[4]].map(Number)).toEqual(counts);
  });

  test('counts the rules of the firewall', () => {
    const row = rowsOf('idle').rows.find(([name]) => name === 'rules in them');
    expect([row?.[2], row?.[4]]).toEqual(['3', '3']);
  });

  test('multiplies and adds up right', () => {
    const idle = rowsOf('idle');
    for (const [, each, one, usdOne, two, usdTwo] of idle.rows) {
      const price = each === 'by use' ? 0 : Number(each);
      expect([dollars(usdOne), dollars(usdTwo)]).toEqual([
        Math.round(price * Number(one) * 100),
        Math.round(price * Number(two) * 100),
      ]);
    }
    expect([dollars(idle.sum[3]), dollars(idle.sum[5])]).toEqual([total(idle.rows, 3), total(idle.rows, 5)]);
    const million = rowsOf('million');
    for (const [item, , count, price, amount] of million.rows) {
      expect([item, dollars(amount)]).toEqual([item, Math.round(Number(count) * Number.parseFloat(price ?? '') * 100)]);
    }
    expect(Math.abs(dollars(million.sum[4]) - total(million.rows, 4))).toBeLessThanOrEqual(million.rows.length / 2);
  });

  test('every price says where it is from, or that nothing confirms it', () => {
    const sources = [...rowsOf('idle').rows.filter(([, each]) => each !== 'by use'), ...rowsOf('million').rows].map(
      (cells) => cells.at(-1),
    );
    expect(sources.filter((source) => !source || !/\d{4}|undated|as stored|not confirmed/.test(source))).toEqual([]);
  });
});
