import { airlock } from '../run-airlock';

describe('section 4: airlock audit --deployed', () => {
  test.each([
    [['--local'], '--local says which accounts to read'],
    [['--sandbox-profile', 'x'], '--sandbox-profile says which accounts to read'],
    [['--live-profile', 'x'], '--live-profile says which accounts to read'],
  ])('%j without --deployed is wrong usage', async (words, sentence) => {
    const { code, stdout, stderr } = await airlock(['audit', ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });

  test('the help says what it reads', async () => {
    const { stdout } = await airlock(['audit', '--help']);
    expect(stdout).toContain('--deployed');
    expect(stdout).toContain('only to look');
  });
});

describe('section 6: airlock probe', () => {
  test('without credentials it makes nothing, and could not be run: exit 2', async () => {
    const { code, stdout, stderr } = await airlock(['probe', '--json']);
    expect(code).toBe(2);
    expect(stderr).toContain('no AWS credentials for sandbox');
    expect(JSON.parse(stdout)).toMatchObject({ error: { message: expect.stringContaining('no AWS credentials') } });
    expect(stderr).not.toContain('made ');
  });

  test('the help says what it does to the alarm, and its exit codes', async () => {
    const { stdout } = await airlock(['probe', '--help']);
    expect(stdout).toContain('alarm');
    expect(stdout).toMatch(/^ {2}2 {2}.*could not be run$/m);
  });
});
