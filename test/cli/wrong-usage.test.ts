import { pathOf } from '../../lib/cli/output/hints';
import { airlockProgram, descendants } from '../../lib/cli/program';
import { airlock } from './run-airlock';

// Each test starts the command line as a process of its own.

describe('section 6: help says what there is, and what exit codes mean', () => {
  test('airlock --help', async () => {
    const { code, stdout, stderr } = await airlock(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const command of ['up', 'down', 'synth', 'diff', 'audit', 'deploy', 'info', 'apps', 'call']) {
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
    expect(stdout).toMatch(/Exit codes:\n {2}0 {2}.+\n {2}1 {2}.+\n {2}2 {2}.+\n {2}3 {2}.+/);
  });

  test('every command says what it is for, what it takes, and what its exit codes mean', async () => {
    const program = await airlockProgram();
    const commands = descendants(program);
    expect(commands.length).toBeGreaterThan(16);
    for (const command of [program, ...commands]) {
      let shown = '';
      command.configureOutput({ writeOut: (text) => (shown += text) }).outputHelp();
      expect(shown).toContain(`Usage: ${pathOf(command).join(' ')}`);
      expect(shown).toMatch(/\nExit codes:\n {2}0 {2}.+\n {2}1 {2}.+\n {2}2 {2}.+/);
      expect(shown.match(/Exit codes:/g)).toHaveLength(1);
      expect(command.description()).not.toBe('');
      for (const option of command.options) expect(option.description).not.toBe('');
    }
  });

  test.each([['--version'], ['-V']])('airlock %s', async (word) => {
    const { version } = jest.requireActual('../../package.json');
    expect(await airlock([word])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('airlock help apps create is airlock apps create --help', async () => {
    const { code, stdout } = await airlock(['help', 'apps', 'create']);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: airlock apps create');
  });

  test.each([['apps', 'create'], ['call'], ['deploy']])('airlock %s %s --help', async (...words) => {
    const { code, stdout } = await airlock([...words.filter(Boolean), '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: airlock ${words.join(' ')}`);
  });
});

describe('wrong usage exits 2, says what is wrong in one sentence, and how to go on', () => {
  test.each([
    [['aps'], "✗ unknown command 'aps'\n  did you mean apps?\n"],
    [['apps', 'creat'], "✗ unknown command 'creat'\n  did you mean create?\n"],
    [['apps', 'list', '--stag', 'live'], "✗ unknown option '--stag'\n  did you mean --stage?\n"],
    [['apps', 'list'], '✗ --stage sandbox or --stage live is needed\n  see npx airlock apps list --help\n'],
    [['apps', 'list', '--stage', 'prod'], "argument 'prod' is invalid. Allowed choices are sandbox, live."],
    [['apps', 'create', '--stage', 'live'], "✗ missing required argument 'name'"],
    [['apps', 'traffic', 'book-live', '--stage', 'live', '--reason', 'x'], '✗ say --open or --close'],
    [
      ['apps', 'traffic', 'book-live', '--stage', 'live', '--open', '--close', '--reason', 'x'],
      "'--open' cannot be used with option '--close'",
    ],
    [['synth', 'prod'], "'prod' is invalid for argument 'stage'. Allowed choices are sandbox, live."],
    [['call', 'GET'], "✗ missing required argument 'path'"],
    [['call', 'DELETE', '/v1/payments'], "'DELETE' is invalid for argument 'method'. Allowed choices are GET, POST."],
    [['synth'], '✗ --stage sandbox or --stage live is needed'],
    [['deploy', 'live', '--stage', 'sandbox'], '✗ the stage is live, and --stage says sandbox\n  say it once\n'],
    [
      ['diff', 'live', 'sandbox'],
      '✗ diff is of one stage\n  to compare the two: npx airlock diff --between live sandbox\n',
    ],
    [['deploy', 'live', 'now'], '✗ one stage at a time, and nothing after it: now\n  what is for cdk goes after --\n'],
    [['deploy', 'live', '--require-approval', 'never'], 'what is for cdk goes after --'],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish.'],
    [
      ['apps', 'traffic', 'book-live', '--stage', 'live', '--open'],
      "✗ required option '--reason <text>' not specified",
    ],
    [['up', '--port', 'x'], '✗ --port x is no port to start from'],
    [['apps', 'list', '-json'], "✗ unknown option '-json'\n  did you mean --json?\n"],
    [['--versoin'], "✗ unknown option '--versoin'\n  did you mean --version?\n"],
    [['version'], "✗ unknown command 'version'\n  see npx airlock --help\n"],
    [['--stage', 'live', 'apps', 'list'], '✗ no command before --stage\n  say one of up, down, bootstrap,'],
    [
      ['apps', '--stage', 'live', 'list'],
      '✗ no command before --stage\n  say one of create, list, show, retire, traffic ',
    ],
    [['apps', '--stage=live', 'list'], '✗ no command before --stage\n'],
    [
      ['apps', 'traffic', 'a-live', '--stage', 'live', '--open', '--reason', '--local'],
      "'--local' is invalid. Its value",
    ],
    [['call', 'GET', '/info', '--query', '--local'], 'Its value is missing'],
    [['call', 'GET', '/info', '--query', 'limit'], 'A name, = and a value are needed, such as limit=2.'],
    [['call', 'POST', '/v1/payments', '--data', '{', '"amount":', '1', '}'], 'a value with spaces stands in quotes'],
    [['info', 'live', '--local', '--profile', 'x'], "'--local' cannot be used with option '--profile <name>'"],
    [['probe', '--local', '--live-profile', 'x'], "'--local' cannot be used with option '--live-profile <name>'"],
    [['audit', '--deployed', '--local', '--sandbox-profile', 'x'], "cannot be used with option '--sandbox-profile"],
    [['probe', '--live-url', 'ftp://x'], '✗ --live-url is neither http nor https: ftp://x\n'],
    [['doctor', 'live', '--profil', 'x'], "✗ unknown option '--profil'\n  did you mean --profile?\n"],
  ])('airlock %j', async (words, message) => {
    const { code, stdout, stderr } = await airlock(words);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^✗ .+\n {2}.+\n$/);
    expect([code, stdout]).toEqual([2, '']);
  });

  test.each<[string[], number, string]>([
    [['aps', '--json'], 2, "unknown command 'aps'"],
    [['--json'], 2, 'no command before --json'],
    [['--local', '--json'], 2, 'no command before --local'],
    [['apps', 'list', '--stag', 'live', '--json'], 2, "unknown option '--stag'"],
    [['synth', 'prod', '--json'], 2, "'prod' is invalid"],
    [['audit', '--format', 'json', '--sandbox-region'], 2, 'argument missing'],
    [['call', 'GET', '/info', '--json'], 2, 'PAYMENT_GATEWAY_PUBLIC_KEY'],
    [['up', '--port', '70000', '--json'], 2, '70000'],
    [['info', 'live', '--json'], 1, 'no AWS credentials for live'],
    [['info', 'live', '--profile', 'nope', '--json'], 1, 'in the profile nope'],
    [['deploy', 'live', '--json'], 1, 'no AWS credentials for live'],
    [['bootstrap', '--stage', 'live', '--json'], 1, 'no AWS credentials for live'],
    [['apps', 'show', 'shop-live', '--stage', 'live', '--local', '--json'], 1, 'the emulated accounts are not up'],
    [['deploy', 'live', '--local', '--json'], 1, 'the emulated accounts are not up'],
    [['diff', '--stage', 'live', '--local', '--json'], 1, 'the emulated accounts are not up'],
    [['bootstrap', 'live', '--local', '--json'], 1, 'the emulated accounts are not up'],
    [['probe', '--local', '--json'], 2, 'the emulated accounts are not up'],
    [['audit', '--deployed', '--local', '--json'], 2, 'cannot'],
  ])('%j: the error as one line of JSON, last on stdout, with code %i', async (words, expected, message) => {
    const { code, stdout, stderr } = await airlock(words, { env: { AIRLOCK_EMULATOR: '/nonexistent/emulator' } });
    expect(stdout).toMatch(/^[^\n]+\n$/);
    const { error } = JSON.parse(stdout);
    if (message !== 'cannot') expect(error.message).toContain(message);
    expect(error.fix).toEqual(expect.any(String));
    expect(stderr).toContain(error.message);
    expect(code).toBe(expected);
  });

  test('what follows -- is for the CDK, --json too', async () => {
    const { stdout } = await airlock(['deploy', 'live', '--', '--json']);
    expect(stdout).toBe('');
  });

  test('no command at all shows the help, as an error', async () => {
    const { code, stdout, stderr } = await airlock([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: airlock');
  });
});

describe('what is wrong with the words is told before anybody is asked for credentials', () => {
  test.each([
    [['apps', 'create', 'shop', '--stage', 'live'], '"shop" is not an app name'],
    [['apps', 'create', 'shop-live', '--stage', 'sandbox'], 'shop-live is a live app'],
    [['apps', 'create', 'shop-live', '--stage', 'live', '--provider', 'paypall'], '"paypall" is no provider'],
    [
      ['apps', 'create', 'shop-live', '--stage', 'live', '--provider', 'mock'],
      'provider mock does not serve mode live',
    ],
    [['apps', 'show', 'shop_live', '--stage', 'live'], '"shop_live" is not an app name'],
    [['apps', 'retire', 'shop-test', '--stage', 'live'], 'shop-test is a test app'],
    [['apps', 'traffic', 'Shop-live', '--stage', 'live', '--close', '--reason', 'x'], '"Shop-live" is not an app name'],
    [['apps', 'traffic', 'shop-live', '--stage', 'live', '--open', '--reason', 'x'], 'a reason of 1 characters'],
    [['apps', 'traffic', 'shop-live', '--stage', 'live', '--close', '--reason', ' '], 'a reason of 0 characters'],
    [['probe', '--sandbox-url', 'https://gateway.live.airlock.example'], 'gateway.live.airlock.example'],
    [['probe', '--live-url', 'nowhere'], 'nowhere'],
  ])('airlock %j', async (words, message) => {
    const { code, stderr } = await airlock(words);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('credentials for');
    expect(code).toBe(2);
  });
});

describe('BG4 without credentials of the stage nothing happens', () => {
  test('no AWS credentials', async () => {
    const { code, stderr } = await airlock(['apps', 'list', '--stage', 'live']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^✗ no AWS credentials for live: .+\n {2}give --profile .+\n$/);
  });

  test('with --json the error is the last line of stdout, too', async () => {
    const { code, stdout } = await airlock(['apps', 'list', '--stage', 'live', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      error: { message: expect.stringContaining('no AWS credentials'), fix: expect.any(String) },
    });
  });

  test('an endpoint that is not AWS', async () => {
    const env = { AWS_ENDPOINT_URL: 'https://localhost:1', AWS_ACCESS_KEY_ID: 'FAKE', AWS_SECRET_ACCESS_KEY: 'fake' };
    const { code, stderr } = await airlock(['info', '--stage', 'live'], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^✗ AWS is configured to be at localhost\n/);
  });
});
