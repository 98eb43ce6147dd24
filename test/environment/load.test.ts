import { join } from 'node:path';
import fc from 'fast-check';
import { loadEnvironment, loadEnvironments } from '../../lib/environment/load';
import { EnvironmentFileError } from '../../lib/environment/problem';
import { committed, type FileName, lineWith, problemsOf, withEdits, withFiles } from './edited-files';

interface BadFile {
  readonly what: string;
  /** File, passage, replacement. */
  readonly edit: readonly [FileName, string, string];
  /** Field, what was found, what is allowed. */
  readonly shows: readonly [string, string, string | RegExp];
  /** The passage on whose line the problem is, when not the edited one. */
  readonly at?: string;
}

const RETENTIONS =
  'one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653';
const CERTIFICATE = "the ARN of an ACM certificate in this file's account and region";

const BAD_FILES: readonly BadFile[] = [
  {
    what: 'DC2: an account that is not quoted',
    edit: ['sandbox', '"111111111111"', '011111111111'],
    shows: ['account', '011111111111', 'an AWS account id: twelve digits in quotes'],
  },
  {
    what: "DC2: live's file under sandbox's name",
    edit: ['sandbox', 'name: sandbox\n', 'name: live\n'],
    shows: ['name', 'live', "sandbox, as the file's own name says"],
  },
  {
    what: 'DC2: the qualifier that every account has by default',
    edit: ['live', 'allive', 'hnb659fds'],
    shows: ['qualifier', 'hnb659fds', /not the default hnb659fds/],
  },
  {
    what: 'DC2: a qualifier longer than ten characters',
    edit: ['live', 'allive', 'airlocklive'],
    shows: ['qualifier', 'airlocklive', /one to ten/],
  },
  {
    what: "GW13: live's mode in sandbox",
    edit: ['sandbox', '[test, sandbox]', '[test, live]'],
    shows: ['modes.1', 'live', 'exactly [test, sandbox], the modes of sandbox'],
  },
  {
    what: 'GW13: a mode twice instead of both',
    edit: ['sandbox', '[test, sandbox]', '[test, test]'],
    shows: ['modes', '[test, test]', 'exactly [test, sandbox], the modes of sandbox'],
  },
  {
    what: "GW13: sandbox's mode beside live's",
    edit: ['live', '[live]', '[live, sandbox]'],
    shows: ['modes', '[live, sandbox]', 'exactly [live], the modes of live'],
  },
  {
    what: 'D4: a certificate of another account',
    edit: ['live', '222222222222:cert', '333333333333:cert'],
    shows: [
      'domain.certificateArn',
      'arn:aws:acm:eu-west-1:333333333333:certificate/22222222-2222-4222-8222-222222222222',
      CERTIFICATE,
    ],
  },
  ...(
    [
      ['eu-centrl-1', 'an AWS region; eu-central-1 is the nearest'],
      ['eu-west-9', 'an AWS region; eu-west-1 is the nearest'],
      ['us-eest-1', 'an AWS region; us-east-1 is the nearest'],
      ['Ireland', 'an AWS region such as eu-west-1'],
    ] as const
  ).map(
    ([typo, allowed]): BadFile => ({
      what: `D3: the region ${typo}, and no word of the certificate that is in another`,
      edit: ['live', 'region: eu-west-1', `region: ${typo}`],
      shows: ['region', typo, allowed],
    }),
  ),
  {
    what: 'D4: a firewall that turns an app’s address away before the app’s own limit does',
    edit: ['sandbox', 'requestsPerIp: 2000', 'requestsPerIp: 1499'],
    shows: [
      'waf.requestsPerIp',
      '1499',
      '1500 to 3000: from the 25 requests a second of appThrottle.rate to the 50 of throttle.rate, over a minute',
    ],
  },
  {
    what: 'D4: a firewall that lets one address ask for more than the throttle lets through',
    edit: ['live', 'requestsPerIp: 5000', 'requestsPerIp: 12001'],
    shows: [
      'waf.requestsPerIp',
      '12001',
      '4800 to 12000: from the 80 requests a second of appThrottle.rate to the 200 of throttle.rate, over a minute',
    ],
  },
  {
    what: 'D4: one app that may take more than half of what all have',
    edit: ['sandbox', 'appThrottle: { rate: 25, burst: 50 }', 'appThrottle: { rate: 26, burst: 50 }'],
    shows: ['appThrottle.rate', '26', 'at most half of throttle.rate, so that no app can take it all'],
  },
  {
    what: 'D4: a body larger than the firewall can look at',
    edit: ['live', 'maxBytes: 65536', 'maxBytes: 65537'],
    shows: ['payload.maxBytes', '65537', 'a whole number from 1024 to 65536'],
  },
  {
    what: 'D4: a certificate of another region',
    edit: ['live', 'eu-west-1:222222222222', 'us-east-1:222222222222'],
    shows: [
      'domain.certificateArn',
      'arn:aws:acm:us-east-1:222222222222:certificate/22222222-2222-4222-8222-222222222222',
      CERTIFICATE,
    ],
  },
  {
    what: 'BG5: a domain with a scheme',
    edit: ['live', 'name: gateway.live', 'name: https://gateway.live'],
    shows: [
      'domain.name',
      'https://gateway.live.airlock.example',
      'a host name in lower case, without scheme, port or path',
    ],
  },
  ...[
    'repo:example-org/airlock',
    'example-org@1/airlock',
    'example-org/airlock@2',
    'example-org@x/airlock@2',
    'a/b/c',
  ].map(
    (put): BadFile => ({
      what: `DC5: ${put} as the repository of the pipeline`,
      edit: ['live', 'example-org/airlock', put],
      shows: ['pipeline.oidc.repository', put, /owner\/name or owner@id\/name@id .*deploying\.md/],
    }),
  ),
  {
    what: "BG4: a sandbox host of PayPal's in live",
    edit: ['live', 'api-m.paypal.com', 'api-m.sandbox.paypal.com'],
    shows: [
      'providers.paypal.live.host',
      '"https://api-m.sandbox.paypal.com"',
      /^https:\/\/api-m\.paypal\.com, .*; this one is paypal's sandbox host$/,
    ],
  },
  {
    what: "BG4: a sandbox host of Polar's in live",
    edit: ['live', 'api.polar.sh', 'sandbox-api.polar.sh'],
    shows: [
      'providers.polar.live.host',
      '"https://sandbox-api.polar.sh"',
      /^https:\/\/api\.polar\.sh, .*; this one is polar's sandbox host$/,
    ],
  },
  {
    what: "GW8: a live host of NICEPAY's in sandbox",
    edit: ['sandbox', 'dev.nicepay.co.id', 'www.nicepay.co.id'],
    shows: [
      'providers.nicepay.sandbox.host',
      '"https://www.nicepay.co.id"',
      /^https:\/\/dev\.nicepay\.co\.id or .*; this one is nicepay's live host$/,
    ],
  },
  {
    what: 'GW3: a host without TLS',
    edit: ['sandbox', 'https://dev.nicepay.co.id', 'http://dev.nicepay.co.id'],
    shows: ['providers.nicepay.sandbox.host', '"http://dev.nicepay.co.id"', /^https:/],
  },
  {
    what: 'GW3: a host that is no PSP',
    edit: ['sandbox', 'https://sandbox-api.polar.sh', 'https://sandbox-api.polar.sh.example'],
    shows: [
      'providers.polar.sandbox.host',
      '"https://sandbox-api.polar.sh.example"',
      /^https:\/\/sandbox-api\.polar\.sh, which polar publishes for sandbox$/,
    ],
  },
  {
    what: 'GW9: pending without a reason',
    edit: ['live', ', reason: merchant approval and KYC by NICEPAY', ''],
    shows: ['providers.nicepay.live.reason', 'missing', /^a reason of 10 to 200 characters/],
    at: 'live: { state: pending, reason: merchant',
  },
  {
    what: 'GW9: not applicable without a reason',
    edit: ['live', ', reason: mock serves mode test only', ''],
    shows: ['providers.mock.live.reason', 'missing', /^a reason of 10 to 200 characters/],
    at: 'live: { state: not_applicable',
  },
  {
    what: 'GW9: a PSP without a host',
    edit: ['sandbox', ', host: "https://sandbox-api.polar.sh"', ''],
    shows: ['providers.polar.sandbox.host', 'missing', /^https:\/\/sandbox-api\.polar\.sh/],
    at: 'sandbox: { state: available, host: "https://sandbox-api.polar.sh"',
  },
  {
    what: 'GW9: a state that does not exist',
    edit: ['live', 'pending, reason: account', 'soon, reason: account'],
    shows: ['providers.polar.live.state', 'soon', 'one of available, pending, not_applicable'],
  },
  {
    what: 'GW4: mock available in mode sandbox',
    edit: ['sandbox', '{ state: not_applicable, reason: mock', '{ state: available, reason: mock'],
    shows: ['providers.mock.sandbox.state', 'available', 'not_applicable'],
  },
  {
    what: 'GW13: a live state in the sandbox account',
    edit: ['sandbox', '    test: { state: available }', '    live: { state: available }'],
    shows: ['providers.mock.live', 'not a known key', 'test, sandbox'],
  },
  {
    what: 'GW10: liveFallback in sandbox',
    edit: ['sandbox', 'throttle: ', 'liveFallback: mock\nthrottle: '],
    shows: ['liveFallback', 'mock', 'only live has it'],
  },
  {
    what: 'GW10: an unknown liveFallback',
    edit: ['live', 'liveFallback: mock', 'liveFallback: succeed'],
    shows: ['liveFallback', 'succeed', 'mock or refuse'],
  },
  {
    what: 'DC3: a retention that CloudWatch Logs does not accept',
    edit: ['live', 'retentionDays: 400', 'retentionDays: 366'],
    shows: ['logs.retentionDays', '366', RETENTIONS],
  },
  {
    what: 'D5: a restore window that DynamoDB does not offer',
    edit: ['live', 'pointInTimeRecoveryDays: 35', 'pointInTimeRecoveryDays: 36'],
    shows: ['data.pointInTimeRecoveryDays', '36', 'a whole number from 1 to 35'],
  },
  {
    what: 'DC3: a number with a unit',
    edit: ['live', 'latencyP99Ms: 2000', 'latencyP99Ms: 2 s'],
    shows: ['alarms.latencyP99Ms', '2 s', 'a whole number from 50 to 29000'],
  },
  {
    what: 'DC3: nobody to tell',
    edit: ['sandbox', '[sandbox-alarms@airlock.example]', '[]'],
    shows: ['alarms.notify', 'an empty list', 'at least one email address'],
  },
  {
    what: 'DC3: someone to tell who has no address',
    edit: ['live', 'on-call@airlock.example', 'on-call'],
    shows: ['alarms.notify.1', 'on-call', 'an email address, its domain in lower case'],
  },
  {
    what: 'D3: a missing field',
    edit: ['live', '  email: payments-platform@airlock.example\n', ''],
    shows: ['contact.email', 'missing', /^an email address/],
    at: 'contact:',
  },
  {
    what: 'D3: a block left empty',
    edit: ['live', 'logs: { retentionDays: 400 }', 'logs:'],
    shows: ['logs', 'empty', 'a block with retentionDays'],
  },
  {
    what: 'D3: a tag that takes the name of ours',
    edit: ['live', 'cost-center', 'airlock:environment'],
    shows: ['tags.airlock:environment', 'not a fit key', /^a tag key, not starting aws:/],
  },
  {
    what: 'D3: a tag that is a number',
    edit: ['live', 'payments-live', '4711'],
    shows: ['tags.cost-center', '4711', /^text of letters/],
  },
  {
    what: 'D3: a mistyped key names the nearest one',
    edit: ['live', 'team: ', 'taem: '],
    shows: ['contact.taem', 'not a known key', 'team is the nearest of team, email'],
  },
];

describe('D3 one file: a fault is shown with its line, what was found and what is allowed', () => {
  test.each(BAD_FILES)('$what', ({ edit: [file, find, put], shows: [field, found, allowed], at = find }) => {
    withEdits([{ file, find, put }], (folder) => {
      const path = join(folder, `${file}.yaml`);
      const line = lineWith(file, at);
      const problem = problemsOf(() => loadEnvironment(file, folder)).find((candidate) => candidate.field === field);
      expect(problem).toMatchObject({ file: path, line, found });
      expect(problem?.allowed).toEqual(typeof allowed === 'string' ? allowed : expect.stringMatching(allowed));
      expect(problem?.message).toBe(`${path}:${line}: ${field} is ${found}\n  allowed: ${problem?.allowed}`);
    });
  });
});

describe('D3 every problem at once', () => {
  test('D3: one edit of each kind in both files → each reported, each file in the order of its lines', () => {
    const edits = [
      { file: 'sandbox', find: 'eu-west-1\nq', put: 'Ireland\nq' },
      { file: 'sandbox', find: 'rate: 50', put: 'rate: 0' },
      { file: 'live', find: 'burst: 400', put: 'brust: 400' },
      { file: 'live', find: 'serverErrors: 3', put: 'serverErrors: 3\n  serverErrors: 0' },
    ] as const;
    withEdits(edits, (folder) => {
      const problems = problemsOf(() => loadEnvironments(folder));
      expect(problems.map(({ field, found }) => [field, found])).toEqual([
        ['region', 'Ireland'],
        ['throttle.rate', '0'],
        ['throttle.burst', 'missing'],
        ['throttle.brust', 'not a known key'],
        ['', 'a second serverErrors in the same block'],
        ['alarms.serverErrors', '0'],
      ]);
      const second = lineWith('live', 'serverErrors: 3') + 1;
      expect(problems.slice(-2).map(({ line }) => line)).toEqual([second, second]);
    });
  });

  test('D3: the error carries the problems and prints each of them', () => {
    const edits = [{ file: 'live', find: 'retentionDays: 400', put: 'retentionDays: 366' }] as const;
    withEdits(edits, (folder) => {
      expect(() => loadEnvironment('live', folder)).toThrow(EnvironmentFileError);
      expect(() => loadEnvironment('live', folder)).toThrow(
        /^✗ .*live\.yaml:\d+: logs\.retentionDays is 366\n {2}allowed: one of 1, 3/,
      );
    });
  });
});

describe('D3 the text itself', () => {
  const end = committed('sandbox').split('\n').length;

  test.each([
    ['no YAML', 'name: [sandbox\naccount: "1', 2, /flow sequence/],
    ['tabs', 'name: sandbox\ncontact:\n\tteam: x\n', 3, /^a tab before the text/],
    ['a second document', `${committed('sandbox')}---\nname: live\n`, end, /^a second document$/],
    ['a key that is a number', `${committed('sandbox')}1: one\n`, end, /^a key that is not text$/],
    ['a key that is a list', `${committed('sandbox')}[a]: one\n`, end, /^a key that is not text$/],
    ['a key that is empty', `${committed('sandbox')}~: one\n`, end, /^a key that is not text$/],
    ['a tag', committed('sandbox').replace('name: ', 'name: !!js/function '), 6, /^unresolved tag/],
    ['an alias of nothing', committed('sandbox').replace('name: sandbox', 'name: *nobody'), 1, /^an alias/],
    ['nothing', '', 1, /^missing$/],
    ['a list', '- sandbox\n', 1, /^a list$/],
    ['a word', 'sandbox', 1, /^sandbox$/],
  ])('D3: %s → refused with its line', (_, text, line, found) => {
    withFiles({ sandbox: text }, (folder) => {
      const problems = problemsOf(() => loadEnvironment('sandbox', folder));
      expect(problems).toContainEqual(expect.objectContaining({ line, found: expect.stringMatching(found) }));
    });
  });

  test('D3: anchors, aliases and merges are followed, and a fault in merged text has the line it is on', () => {
    const untouched = 'test: { state: not_applicable, reason: mode test never touches a PSP }';
    const anchored = committed('sandbox')
      .replace(untouched, untouched.replace('{', '&untouched {'))
      .replaceAll(untouched, 'test: { <<: *untouched }');
    withFiles({ sandbox: anchored }, (folder) => {
      expect(loadEnvironment('sandbox', folder)).toEqual(loadEnvironment('sandbox'));
    });
    const limits = 'waf: &limits { requestsPerIp: 1 }\nthrottle: { <<: *limits, rate: 50, burst: 100 }';
    const merged = committed('sandbox')
      .replace(/^waf: .*\n/m, '')
      .replace('throttle: { rate: 50, burst: 100 }', limits);
    withFiles({ sandbox: merged }, (folder) => {
      const line = lineWith('sandbox', 'throttle: ');
      expect(problemsOf(() => loadEnvironment('sandbox', folder))).toMatchObject([
        { field: 'throttle.requestsPerIp', line },
        { field: 'waf.requestsPerIp', line },
      ]);
    });
  });

  test('D3: whatever is cut out of a file or put into it, problems are all that comes back', () => {
    const text = committed('live');
    const position = fc.nat({ max: text.length });
    const inserted = fc.oneof(
      fc.string(),
      fc.constantFrom('&a', '*a', '[', '{', '- ', '? ', '~: ', '<<: ', '\n---\n', '!!int '),
    );
    fc.assert(
      fc.property(position, fc.nat({ max: 200 }), inserted, (from, length, put) => {
        withFiles({ live: text.slice(0, from) + put + text.slice(from + length) }, (folder) => {
          for (const problem of problemsOf(() => loadEnvironment('live', folder))) {
            expect(problem.line).toBeGreaterThanOrEqual(1);
            expect(problem.found).not.toBe('');
            expect(problem.allowed).not.toBe('');
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  test.each(['staging', 'Live', '', '../live', 'schema'])(
    'D1: no environment is named %j → says which exist',
    (name) => {
      const [problem] = problemsOf(() => loadEnvironment(name));
      expect(problem).toMatchObject({ found: `no environment is named ${name}`, allowed: 'one of sandbox, live' });
    },
  );

  test('D1: a missing file says how it comes back', () => {
    withFiles({ sandbox: committed('sandbox'), notes: 'a: b' }, (folder) => {
      expect(problemsOf(() => loadEnvironments(folder))).toMatchObject([
        {
          file: join(folder, 'live.yaml'),
          found: 'no such file',
          allowed: `a file for each environment; \`git checkout -- ${join(folder, 'live.yaml')}\` brings it back`,
        },
      ]);
    });
  });
});

// Every one is made up; none was ever issued.
const FAKE_SECRETS = [
  'sk_live_0000000000000000000000000000000000000000000',
  'sk_dev_fake',
  `whsec_${'A'.repeat(43)}=`,
  'polar_oat_fake0000000000',
  'AKIAFAKEFAKEFAKEFAKE',
  'eyJmYWtlIjoxfQ.eyJmYWtlIjoxfQ.fake',
  'https://user:fake-password@hooks.airlock.example/x',
];

describe('DC5 no secret in a file, and none on a screen', () => {
  test.each(FAKE_SECRETS)('DC5: %s is refused wherever it stands, and not echoed', (secret) => {
    const places = [
      { file: 'live', find: 'payments-live', put: `"${secret}"` },
      { file: 'live', find: 'account: "222222222222"', put: `account: "${secret}"` },
      { file: 'live', find: 'contact:', put: `"${secret}": x\ncontact:` },
      { file: 'live', find: 'notify: [', put: `notify: ["${secret}", ` },
      { file: 'live', find: 'KYC of the business account by PayPal', put: `"waiting for ${secret}"` },
    ] as const;
    for (const place of places) {
      withEdits([place], (folder) => {
        const problems = problemsOf(() => loadEnvironment('live', folder));
        const [refusal] = problems.filter(({ allowed }) => allowed.startsWith('no secret in a file'));
        expect(refusal?.line).toBe(lineWith('live', place.find));
        expect(JSON.stringify(problems)).not.toContain(secret);
      });
    }
  });

  test('DC5: a long random value in the wrong place is refused for its form and not echoed', () => {
    const random = 'Zm9yIHRoZSB0ZXN0cyBvbmx5IGZha2U0Mg';
    withEdits([{ file: 'live', find: 'liveFallback: mock', put: `liveFallback: ${random}` }], (folder) => {
      const problems = problemsOf(() => loadEnvironment('live', folder));
      expect(problems).toMatchObject([{ field: 'liveFallback', found: '(redacted: looks like a secret)' }]);
      expect(JSON.stringify(problems)).not.toContain(random.slice(0, 12));
    });
  });

  test('DC5: a secret in a text that is not YAML is not echoed either', () => {
    withFiles({ live: `name: live\nkey: [sk_live_fake\n@sk_live_fake: "` }, (folder) => {
      const problems = problemsOf(() => loadEnvironment('live', folder));
      expect(problems.length).toBeGreaterThan(0);
      expect(JSON.stringify(problems)).not.toContain('sk_live_fake');
    });
  });
});
