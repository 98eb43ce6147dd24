import { airlockProgram, descendants, pathOf } from '../../lib/cli/program';
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
    [['apps', 'list'], '✗ --stage sandbox or --stage live is needed\n  see --help\n'],
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
    [['doctor', 'live', '--profil', 'x'], "✗ unknown option '--profil'\n  did you mean --profile?\n"],
  ])('airlock %j', async (words, message) => {
    const { code, stdout, stderr } = await airlock(words);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^✗ .+\n {2}.+\n$/);
    expect([code, stdout]).toEqual([2, '']);
  });

  test.each<[string[], number, string]>([
    [['aps', '--json'], 2, "unknown command 'aps'"],
    [['--json'], 2, "unknown option '--json'"],
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
