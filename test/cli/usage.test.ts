import { airlock } from './run-airlock';

describe('section 6: help says what there is, and what exit codes mean', () => {
  test('airlock --help', async () => {
    const { code, stdout, stderr } = await airlock(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const command of ['up', 'down', 'synth', 'diff', 'audit', 'deploy', 'info', 'apps', 'call']) {
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
    expect(stdout).toMatch(/Exit codes:\n {2}0 {2}.+\n {2}1 {2}.+\n {2}2 {2}.+\n {2}3 {2}.+/);
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
  ])('airlock %j', async (words, message) => {
    const { code, stdout, stderr } = await airlock(words);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^✗ .+\n {2}.+\n$/);
    expect([code, stdout]).toEqual([2, '']);
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
