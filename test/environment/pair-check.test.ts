import { join } from 'node:path';
import fc from 'fast-check';
import { type DeclaredField, declaredFields } from '../../lib/environment/fields';
import { loadEnvironments } from '../../lib/environment/load';
import { type LoadedEnvironment, pairProblems } from '../../lib/environment/pair-check';
import { type Environment, environmentSchema } from '../../lib/environment/schema';
import { type Edit, type FileName, lineWith, problemsOf, withEdits } from './edited-files';

type Change = readonly [file: FileName, find: string, put: string];

interface BrokenPair {
  readonly rule: string;
  /** File, passage, replacement; the problem is on the first one's line. */
  readonly edits: readonly [Change, ...Change[]];
  readonly shows: readonly [string, string, string];
  /** The other file's passage that the message points to. */
  readonly beside?: string;
  readonly says: string;
}

const BROKEN_PAIRS: readonly BrokenPair[] = [
  {
    rule: 'DC2: one account for both',
    edits: [
      ['live', 'account: "222222222222"', 'account: "111111111111"'],
      ['live', '222222222222:certificate', '111111111111:certificate'],
    ],
    shows: ['account', '111111111111', 'an account of its own in each environment'],
    beside: 'account: "',
    says: "the same as sandbox's",
  },
  {
    rule: 'DC2: one bootstrap qualifier for both',
    edits: [['live', 'allive', 'alsandbox']],
    shows: ['qualifier', 'alsandbox', 'a bootstrap qualifier of its own in each environment'],
    beside: 'qualifier:',
    says: "the same as sandbox's",
  },
  {
    rule: 'BG2 BG5: one host, and so the same webhook URLs, for both',
    edits: [['live', 'gateway.live.airlock.example', 'gateway.sandbox.airlock.example']],
    shows: [
      'domain.name',
      'gateway.sandbox.airlock.example',
      'a host, and with it webhook URLs, of its own in each environment',
    ],
    beside: 'name: gateway.sandbox',
    says: "the same as sandbox's",
  },
  {
    rule: 'DC3 AZ7: one person told of both, in other letters',
    edits: [['live', 'on-call@', 'Sandbox-Alarms@']],
    shows: [
      'alarms.notify.1',
      'sandbox-alarms@airlock.example',
      'a notification target of its own in each environment',
    ],
    beside: 'notify:',
    says: "the same as sandbox's",
  },
  {
    rule: "BG4: live names sandbox's gateway in a tag",
    edits: [['live', 'payments-live', '"https://gateway.sandbox.airlock.example:443/x"']],
    shows: ['tags.cost-center', 'https://gateway.sandbox.airlock.example:443/x', 'nothing that belongs to sandbox'],
    beside: 'name: gateway.sandbox',
    says: "which names sandbox's gateway.sandbox.airlock.example",
  },
  {
    rule: 'BG4: live names a sandbox host that sandbox itself does not use',
    edits: [['live', 'payments-live', 'dev-services.nicepay.co.id']],
    shows: ['tags.cost-center', 'dev-services.nicepay.co.id', 'nothing that belongs to sandbox'],
    says: "which names sandbox's dev-services.nicepay.co.id",
  },
  {
    rule: "DC5: sandbox names live's account",
    edits: [['sandbox', 'payments-sandbox', 'shared with 222222222222']],
    shows: ['tags.cost-center', 'shared with 222222222222', 'nothing that belongs to live'],
    beside: 'account: "',
    says: "which names live's 222222222222",
  },
  {
    rule: 'D6: two salts, so that equal secrets would not show',
    edits: [['live', 'airlock-fingerprint-example', 'another-fingerprint-example']],
    shows: ['fingerprintSalt', 'another-fingerprint-example', 'one salt in both files'],
    beside: 'fingerprintSalt:',
    says: "not sandbox's airlock-fingerprint-example",
  },
  {
    rule: 'AZ7: an alarm that goes off later in live',
    edits: [['live', 'paymentFailureRate: 2\n', 'paymentFailureRate: 20.5\n']],
    shows: ['alarms.paymentFailureRate', '20.5', "20 or less; lower it here or raise sandbox's"],
    beside: 'paymentFailureRate:',
    says: "looser than sandbox's 20",
  },
  {
    rule: 'D3: logs kept for a shorter time in live',
    edits: [['live', 'retentionDays: 400', 'retentionDays: 14']],
    shows: ['logs.retentionDays', '14', "30 or more; raise it here or lower sandbox's"],
    beside: 'retentionDays:',
    says: "less than sandbox's 30",
  },
  {
    rule: 'AZ1: requests that pass in sandbox and not in live',
    edits: [['live', 'maxBytes: 65536', 'maxBytes: 32768']],
    shows: ['payload.maxBytes', '32768', '65536 in both files'],
    beside: 'maxBytes:',
    says: "not sandbox's 65536",
  },
  {
    rule: 'D5: tables of live without deletion protection',
    edits: [['live', 'deletionProtection: true', 'deletionProtection: false']],
    shows: ['data.deletionProtection', 'false', 'true'],
    beside: 'deletionProtection:',
    says: "less than sandbox's true",
  },
  {
    rule: 'DC5: one person deploys to both, written with a path and in other letters',
    edits: [['live', 'role/airlock-live-deployers', 'role/people/Airlock-Sandbox-Deployers']],
    shows: [
      'people.deployer.trusts.0',
      'arn:aws:iam::333333333333:role/people/Airlock-Sandbox-Deployers',
      'people of its own in each environment; only auditors may be the same',
    ],
    beside: 'deployer:',
    says: "trusted by sandbox's deployer too",
  },
  {
    rule: 'DC5: who operates live deploys to sandbox',
    edits: [['live', 'role/airlock-live-operators', 'role/airlock-sandbox-deployers']],
    shows: [
      'people.operator.trusts.0',
      'arn:aws:iam::333333333333:role/airlock-sandbox-deployers',
      'people of its own in each environment; only auditors may be the same',
    ],
    beside: 'deployer:',
    says: "trusted by sandbox's deployer too",
  },
  {
    rule: 'DC5: who operates sandbox audits live',
    edits: [['live', 'role/airlock-auditors', 'role/airlock-sandbox-operators']],
    shows: [
      'people.auditor.trusts.0',
      'arn:aws:iam::333333333333:role/airlock-sandbox-operators',
      'people of its own in each environment; only auditors may be the same',
    ],
    beside: 'operator:',
    says: "trusted by sandbox's operator too",
  },
  {
    rule: 'DC5: one pipeline for both',
    edits: [['live', 'environment: live', 'environment: Sandbox']],
    shows: [
      'pipeline.oidc.environment',
      'Sandbox',
      'a repository environment of its own in each environment; only auditors may be the same',
    ],
    beside: 'environment: sandbox',
    says: "trusted by sandbox's ci too",
  },
];

describe('D3 the pair', () => {
  test('D3 DC2 DC3: the committed files are a pair', () => {
    expect(problemsOf(() => loadEnvironments())).toEqual([]);
  });

  test('D3: another region alone is no problem', () => {
    const edits: Edit[] = [
      { file: 'live', find: 'region: eu-west-1', put: 'region: eu-central-1' },
      { file: 'live', find: 'acm:eu-west-1', put: 'acm:eu-central-1' },
    ];
    expect(withEdits(edits, (folder) => problemsOf(() => loadEnvironments(folder)))).toEqual([]);
  });

  test.each(BROKEN_PAIRS)('$rule → refused, with both lines', ({ edits, shows, beside, says }) => {
    const [[file, passage]] = edits;
    const other = file === 'live' ? 'sandbox' : 'live';
    const [field, found, allowed] = shows;
    withEdits(
      edits.map(([edited, find, put]) => ({ file: edited, find, put })),
      (folder) => {
        const path = join(folder, `${file}.yaml`);
        const line = lineWith(file, passage);
        const place = beside ? ` (${join(folder, `${other}.yaml`)}:${lineWith(other, beside)})` : '';
        const message = `${path}:${line}: ${field} is ${found}, ${says}${place}\n  allowed: ${allowed}`;
        expect(problemsOf(() => loadEnvironments(folder))).toEqual([
          { file: path, line, field, found, allowed, message },
        ]);
      },
    );
  });

  test.each([
    ['its tokens with ids on one side', 'Example-Org@1/airlock@2', 'example-org/airlock'],
    ['before and after its repository got another name', 'example-org@1/airlock@2', 'former-org@1/gateway@2'],
    ['one name with the ids of two', 'example-org@1/airlock@2', 'example-org@3/airlock@4'],
  ])('DC5: one pipeline for both, %s → refused', (_, live, sandbox) => {
    const edits: Edit[] = [
      { file: 'live', find: 'environment: live', put: 'environment: sandbox' },
      { file: 'live', find: 'example-org/airlock', put: live },
      { file: 'sandbox', find: 'example-org/airlock', put: sandbox },
    ];
    const fields = withEdits(edits, (folder) => problemsOf(() => loadEnvironments(folder))).map(({ field }) => field);
    expect(fields).toEqual(['pipeline.oidc.environment']);
  });

  test("DC2 DC5: live trusts an identity of sandbox's account", () => {
    const put = 'arn:aws:iam::111111111111:role/deployers';
    const edit = { file: 'live', find: 'arn:aws:iam::333333333333:role/airlock-live-deployers', put } as const;
    const problems = withEdits([edit], (folder) => problemsOf(() => loadEnvironments(folder)));
    expect(problems).toMatchObject([{ field: 'people.deployer.trusts.0', allowed: 'nothing that belongs to sandbox' }]);
  });

  test('D3: everything broken at once is everything reported', () => {
    // Those of the tag would edit the same passage.
    const broken = BROKEN_PAIRS.filter(({ shows: [field] }) => field !== 'tags.cost-center');
    const edits = broken.flatMap((pair) => pair.edits);
    withEdits(
      edits.map(([file, find, put]) => ({ file, find, put })),
      (folder) => {
        const fields = problemsOf(() => loadEnvironments(folder)).map(({ field }) => field);
        expect(fields.toSorted()).toEqual(broken.map(({ shows: [field] }) => field).toSorted());
      },
    );
  });
});

// The schema of one file refuses these already; the pair check does not lean on that.
describe('BG4 provider hosts', () => {
  const host = (environment: Environment, value: string): Environment => ({
    ...environment,
    providers: { ...environment.providers, polar: { live: { state: 'available', host: value } } },
  });

  test.each([
    ['the very host sandbox uses', 'https://sandbox-api.polar.sh', "the same as sandbox's (sandbox:1)"],
    [
      'a host only the PSP lists',
      'https://dev-services.nicepay.co.id',
      "which names sandbox's dev-services.nicepay.co.id",
    ],
  ])('BG4 D3: live with %s', (_, value, says) => {
    const { sandbox, live } = loadEnvironments();
    const problems = pairProblems(placed(sandbox), placed(host(live, value)));
    expect(problems.map(({ field }) => field)).toEqual(['providers.polar.live.host']);
    expect(problems[0]?.message).toContain(says);
  });
});

describe('D3 what live may be, field by field', () => {
  const declared = declaredFields(environmentSchema('live'));
  const shared = declared.filter(({ path }) => path.at(-1) !== 'liveFallbacks');

  test('D3: every number of the committed files has a declaration', () => {
    const { sandbox, live } = loadEnvironments();
    for (const environment of [sandbox, live]) {
      const paths = declaredFields(environmentSchema(environment.name)).map(({ path }) => path.join('.'));
      expect(paths.toSorted()).toEqual(orderedPaths(environment).toSorted());
    }
  });

  test('D3: a single field of live is refused exactly when it is looser than declared', () => {
    const pair = loadEnvironments();
    const change = fc.record({
      field: fc.constantFrom(...shared),
      limit: fc.integer({ min: 1, max: 50 }),
      value: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(change, ({ field, limit, value }) => {
        const sandbox = placed(withValue(pair.sandbox, field.path, limit));
        const live = placed(withValue(pair.live, field.path, value));
        const expected = isLooser(field, value, limit) ? [field.path.join('.')] : [];
        expect(pairProblems(sandbox, live).map((problem) => problem.field)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  // Written out, so that a change of the declaration is a change of this table.
  const LIVE_MAY_BE = {
    'throttle.rate': 'higher',
    'throttle.burst': 'higher',
    'appThrottle.rate': 'higher',
    'appThrottle.burst': 'higher',
    'concurrency.provider': 'higher',
    'concurrency.archive': 'higher',
    'payload.maxBytes': 'equal',
    'waf.requestsPerIp': 'higher',
    'logs.retentionDays': 'higher',
    'alarms.paymentFailureRate': 'lower',
    'alarms.paymentFailures': 'lower',
    'alarms.serverErrors': 'lower',
    'alarms.latencyP99Ms': 'lower',
    'alarms.crossEnvironmentAttempts': 'lower',
    'alarms.liveFallbacks': 'lower',
    'rotation.appSecretDays': 'lower',
    'rotation.pspSecretDays': 'lower',
    'data.deletionProtection': 'higher',
    'data.pointInTimeRecoveryDays': 'higher',
    'data.archiveComplianceLock': 'higher',
    'data.archiveRetentionDays': 'higher',
  } as const;

  test('D3 AZ7: alarms and rotation may only be stricter in live, backup and logs only longer', () => {
    expect(Object.fromEntries(declared.map(({ path, live }) => [path.join('.'), live]))).toEqual(LIVE_MAY_BE);
  });

  function isLooser({ path }: DeclaredField, value: number, limit: number): boolean {
    const live = LIVE_MAY_BE[path.join('.') as keyof typeof LIVE_MAY_BE];
    return (
      (live === 'lower' && value > limit) ||
      (live === 'higher' && value < limit) ||
      (live === 'equal' && value !== limit)
    );
  }
});

function placed(environment: Environment): LoadedEnvironment {
  return { environment, schema: environmentSchema(environment.name), file: environment.name, lineOf: () => 1 };
}

function withValue(environment: Environment, path: readonly string[], value: number): Environment {
  const copy = structuredClone(environment);
  const parent = path.slice(0, -1).reduce((block, key) => Object(block)[key], copy as unknown);
  Object.assign(Object(parent), { [path.at(-1) ?? '']: value });
  return copy;
}

/** Paths of all numbers and switches in a value. */
function orderedPaths(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [path.join('.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => orderedPaths(item, [...path, key]));
}
