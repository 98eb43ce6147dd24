import { readTemplate } from '../../../lib/isolation/template/read-template';

const problemsOf = (value: string) => readTemplate(`Resources: {}\nMetadata:\n  Account: ${value}\n`).problems;
const ACCOUNT = 222_222_222_222;
const [hours, minutes, seconds] = [Math.floor(ACCOUNT / 3600), Math.floor(ACCOUNT / 60) % 60, ACCOUNT % 60];

describe('DC5: what one version of YAML reads as an account and another one does not is said', () => {
  test.each([
    ['underscores', '222_222_222_222'],
    ['base 16', `0x${ACCOUNT.toString(16)}`],
    ['base 8 of version 1.1', `0${ACCOUNT.toString(8)}`],
    ['base 8 of version 1.2', `0o${ACCOUNT.toString(8)}`],
    ['base 2', `0b${ACCOUNT.toString(2)}`],
    ['base 60', `${hours}:${minutes}:${seconds}`],
    ['an exponent', '2.22222222222e11'],
  ])('%s', (_, written) => {
    expect(problemsOf(written)).toEqual([expect.stringMatching(/^line 3: .* 222222222222/)]);
    expect(problemsOf(`'${written}'`)).toEqual([]);
  });
  test.each(['!Evil x', '!!binary MjIyMjIyMjIyMjIy', '!Fn::Join [a]'])('the tag of %s', (written) => {
    expect(problemsOf(written)).toEqual([expect.stringMatching(/^line 3: the tag .* is none of CloudFormation's$/)]);
  });
  test.each([
    '222222222222',
    '012345678901',
    '0123',
    '1_000',
    '0xff',
    '10:30',
    '1.5e3',
    '2026-01-01',
    '!!str 1',
    '!Sub a',
  ])('%s is fine', (written) => expect(problemsOf(written)).toEqual([]));
});
