/** A command line with one wrong value, and how it ends. */
export interface BadValue {
  readonly words: readonly string[];
  readonly code: 1 | 2;
  /** Part of the sentence. */
  readonly message: string;
}

/** A right value for each argument that takes any text. */
export const RIGHT_ARGUMENTS: Readonly<Record<string, string>> = {
  name: 'shop-live',
  method: 'GET',
  path: '/v1/payments',
};

const UNKNOWN_PROFILE = 'no AWS credentials for live in the profile nope';
const profileOf = (...command: readonly string[]): BadValue => ({
  words: [...command, '--stage', 'live', '--profile', 'nope'],
  code: 1,
  message: UNKNOWN_PROFILE,
});
const noSuchFile = (option: string, message: string): BadValue => ({
  words: ['audit', option, '/nonexistent/file'],
  code: 2,
  message,
});
/** Folders with plain templates, whose accounts and regions the command line has to say; the test makes them. */
const TEMPLATES = ['--sandbox', 'TEMPLATES/sandbox', '--live', 'TEMPLATES/live'];
const ACCOUNTS = ['--sandbox-account', '111111111111', '--live-account', '222222222222'];

/** By command and option. */
export const WRONG_VALUES: Readonly<Record<string, BadValue>> = {
  'up --port': { words: ['up', '--port', '80'], code: 2, message: '--port 80 is no port to start from' },
  'bootstrap --profile': profileOf('bootstrap'),
  'diff --profile': profileOf('diff'),
  'deploy --profile': profileOf('deploy'),
  'info --profile': profileOf('info'),
  'audit --sandbox': noSuchFile('--sandbox', 'sandbox (/nonexistent/file): no such folder or file'),
  'audit --live': noSuchFile('--live', 'live (/nonexistent/file): no such folder or file'),
  'audit --bootstrap-sandbox': noSuchFile('--bootstrap-sandbox', 'no bootstrap template at /nonexistent/file'),
  'audit --bootstrap-live': noSuchFile('--bootstrap-live', 'no bootstrap template at /nonexistent/file'),
  'audit --acknowledge': noSuchFile('--acknowledge', 'no acknowledgements at /nonexistent/file'),
  'audit --out': noSuchFile('--out', 'cannot write /nonexistent/file (ENOENT)'),
  'audit --sandbox-account': {
    words: ['audit', ...TEMPLATES, '--sandbox-account', '12', '--live-account', '222222222222'],
    code: 2,
    message: '12',
  },
  'audit --live-account': {
    words: ['audit', ...TEMPLATES, '--sandbox-account', '111111111111', '--live-account', 'live'],
    code: 2,
    message: 'live',
  },
  'audit --sandbox-region': {
    words: ['audit', ...TEMPLATES, ...ACCOUNTS, '--sandbox-region', 'nowhere'],
    code: 2,
    message: 'nowhere',
  },
  'audit --live-region': {
    words: ['audit', ...TEMPLATES, ...ACCOUNTS, '--live-region', 'nowhere'],
    code: 2,
    message: 'nowhere',
  },
  'probe --sandbox-profile': {
    words: ['probe', '--sandbox-profile', 'nope'],
    code: 2,
    message: 'no AWS credentials for sandbox in the profile nope',
  },
  'probe --sandbox-url': { words: ['probe', '--sandbox-url', 'nowhere'], code: 2, message: 'is not a URL: nowhere' },
  'probe --live-url': { words: ['probe', '--live-url', 'ftp://x'], code: 2, message: 'is neither http nor https' },
  'probe --sandbox-api': {
    words: ['probe', '--sandbox-api', 'gateway.example/'],
    code: 2,
    message: '--sandbox-api is not the id of a REST API: "gateway.example/"',
  },
  'probe --live-api': {
    words: ['probe', '--live-api', 'A1B2C3D4E5'],
    code: 2,
    message: '--live-api is not the id of a REST API: "A1B2C3D4E5"',
  },
  'apps create --profile': profileOf('apps', 'create', 'shop-live', '--provider', 'polar'),
  'apps create --provider': {
    words: ['apps', 'create', 'shop-live', '--stage', 'live', '--provider', 'paypall'],
    code: 2,
    message: '"paypall" is no provider',
  },
  'apps list --profile': profileOf('apps', 'list'),
  'apps show --profile': profileOf('apps', 'show', 'shop-live'),
  'apps retire --profile': profileOf('apps', 'retire', 'shop-live'),
  'apps traffic --profile': profileOf('apps', 'traffic', 'shop-live', '--close', '--reason', 'it fails'),
  'apps traffic --reason': {
    words: ['apps', 'traffic', 'shop-live', '--stage', 'live', '--open', '--reason', 'x'],
    code: 2,
    message: 'a reason of 1 characters',
  },
  'call --data': { words: ['call', 'POST', '/v1/payments', '--data', '@/nonexistent/file'], code: 2, message: '' },
  'call --query': {
    words: ['call', 'GET', '/v1/payments', '--query', 'limit'],
    code: 2,
    message: 'A name, = and a value are needed, such as limit=2.',
  },
  'call --app': {
    words: ['call', 'GET', '/info', '--app', 'demo-test'],
    code: 2,
    message: '--app names an app of the emulated accounts',
  },
};

/** Options whose values only an account or a gateway can judge, and the test that shows it. */
export const JUDGED_LATER: Readonly<Record<string, string>> = {
  'doctor --profile': 'it is the first result of the report: test/operations/doctor/run-checks.test.ts',
  'audit --sandbox-profile': 'test/cli/audit/deployed.test.ts',
  'audit --live-profile': 'test/cli/audit/deployed.test.ts',
  'probe --live-profile': 'sandbox is entered before live, and has no credentials in a test: test/operations/account/',
  'call --idempotency-key': 'test/client/signed-request.test.ts',
};
