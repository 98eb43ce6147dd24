import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repeatedNames } from './repeated-names';

const root = join(__dirname, '..', '..');

/** Files of the product but the contract's own, with `/` on every system. */
const files = ['lib', 'bin']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.m?ts$|\.mjs$/.test(file) && !file.startsWith('lib/contract/'));

/** What may stand where it does, each with its file, the beginning of its text, and the reason. */
const MEANT: readonly (readonly [file: string, text: string, because: string])[] = [
  ['lib/environment/people.ts', "'the ARN of one IAM", 'an example for people'],
  ['lib/local/attached-by-api/permissions-boundaries.ts', '`arn:aws:iam::${', 'the emulator knows one partition'],
];

test('names, ARNs, tables, routes, settings, tags, metrics and providers are said in lib/contract and nowhere else', () => {
  expect(files.length).toBeGreaterThan(600);
  const used = new Set<string>();
  const again = files.flatMap((file) =>
    repeatedNames(readFileSync(join(root, file), 'utf8')).flatMap(({ line, text, why }) => {
      const meant = MEANT.find(([where, start]) => file === where && text.startsWith(start));
      if (meant) used.add(meant.join());
      return meant ? [] : [`${file}:${line}: ${text} is ${why}`];
    }),
  );
  expect(again).toEqual([]);
  expect(MEANT.filter((meant) => !used.has(meant.join()))).toEqual([]);
});

test.each([
  ['a name put together', 'const a = `airlock-${name}-records`;'],
  ['a name added up', "const a = 'airlock-' + name;"],
  ['a name joined', "const a = ['airlock', name, 'records'].join('-');"],
  ['a name of one environment', "const a = 'airlock-live-api';"],
  ['a pattern of names', 'const a = /^airlock-[a-z]+-data$/;'],
  ['a secret', 'const a = `airlock/${name}/psp/paypal`;'],
  ['a pattern of secrets', 'const a = /airlock\\/(sandbox|live)\\//;'],
  ['a log group', 'const a = `/airlock/${name}/api`;'],
  ['an alias of a key', 'const a = `alias/airlock-${name}`;'],
  ['an ARN', 'const a = `arn:aws:sns:${region}:${account}:topic`;'],
  ['an ARN in pieces', "const a = ['arn:aws:iam::', account].join('');"],
  ['a variable', "const a = process.env['AIRLOCK_HOSTS'];"],
  ['a variable as a key', 'const a = { AIRLOCK_APP_RATE: rate };'],
  ['a variable in a pattern', 'const a = /\\.AIRLOCK_PROVIDERS\\./;'],
  ['a path', "const a = { method: 'GET', path: '/info' };"],
  ['a path put together', 'const a = `${host}/v1/payments/${id}`;'],
  ['a tag', "const a = tags['airlock:environment'];"],
  ['a list of tables', "const a = ['guards', 'ledger', 'apps', 'balances', 'records'];"],
  ['a list of functions', "for (const a of ['api', 'archive', 'provider']) {}"],
  [
    'a list of stacks',
    "const a = ['foundation', 'secrets', 'data', 'gateway', 'observability', 'detection'] as const;",
  ],
  ['a list of PSPs', "const a = ['polar', 'nicepay', 'paypal'];"],
  ['a list of states', "const a = z.enum(['available', 'pending', 'not_applicable']);"],
  ['both environments', "for (const a of ['sandbox', 'live'] as const) {}"],
  ['a type of tables', "type A = 'apps' | 'records' | 'guards';"],
  ['a type of environments', "function a(name: 'live' | 'sandbox') {}"],
  ['a type of metrics', "type A = 'PaymentCreated' | 'PaymentFailed';"],
  ['a metric that no type holds', "const a = metric[1] === 'LiveFallback';"],
  ['a role that no type holds', "const a = 'break-glass';"],
])('finds %s', (_, source) => {
  expect(repeatedNames(source)).not.toEqual([]);
});

test.each([
  ['a comment', '// `airlock-live-api`, arn:aws:iam::1:root\nconst a = 1;'],
  ['the name of the command', "const a = 'npx airlock deploy live';"],
  ['a name of none of our resources', "const a = 'airlock-adversary';"],
  ['an ARN of any partition', 'const a = /^arn:aws(-[a-z]+)*:iam::/;'],
  ['a table given to a function', "store.get('records', key);"],
  ['a metric given to a function', "log.count('PaymentCreated');"],
  ['an index in a property', "const a: Listing = { index: 'by-app' };"],
  ['a metric that a type holds', "const a = metric[1] === ('LiveFallback' satisfies GatewayMetric);"],
  ['a part of a type', "type A = Exclude<GatewayMetric, 'PaymentFailureExcess'>;"],
  ['some of a list', "const a = ['provider', 'archive'];"],
  ['another type', "type A = 'live' | 'test';"],
  ['a path that is told', "const a = 'npx airlock call GET /v1/payments';"],
  ['an import', "import { a } from './airlock-live';"],
])('passes %s', (_, source) => {
  expect(repeatedNames(source)).toEqual([]);
});
