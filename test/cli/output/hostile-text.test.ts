import fc from 'fast-check';
import { failureOf, report } from '../../../lib/cli/output/failure';
import { createOutput } from '../../../lib/cli/output/output';
import { pairs, table } from '../../../lib/cli/output/table';
import { GatewayError } from '../../../lib/client/gateway-error';
import { Refusal } from '../../../lib/contract/refusal';
import { EnvironmentFileError, problem } from '../../../lib/environment/problem';
import { printable, visible } from '../../../lib/environment/visible';

/** What steers a terminal, hides, or turns the direction of writing; line feeds are looked at apart. */
const STEERS = /[\p{Cf}\u2028\u2029\u3164]|[^\P{Cc}\n]|\p{Cs}/u;

const HOSTILE = [
  'over\n2026-12-01T00:00:00.000Z  closed → open  arn:aws:iam::111111111111:user/boss\n  approved',
  'over\r\nstatus  active',
  'over\u001b[2J\u001b[1;1H✓ all isolated',
  'over\u009b2J',
  'over\u001b]0;title\u0007',
  'over\u202edetsurt',
  'over\u200bwritten\u00ad\ufeff',
  'over\u{e0041}\u{e007f}',
  'over\ttab',
  'over\u0000\b\b\b\b',
  'over\u2028line\u2029paragraph',
  'over\ud800',
];

/** What the code writes to a stream while it runs. */
function written(stream: 'stdout' | 'stderr', run: () => void): string {
  const spies = {
    stdout: jest.spyOn(process.stdout, 'write').mockImplementation(() => true),
    stderr: jest.spyOn(process.stderr, 'write').mockImplementation(() => true),
  };
  try {
    run();
    return spies[stream].mock.calls.map(([text]) => String(text)).join('');
  } finally {
    for (const spy of Object.values(spies)) spy.mockRestore();
  }
}

function gatewayError(detail: string): GatewayError {
  const body = Buffer.from(JSON.stringify({ code: 'x', detail, request_id: detail }));
  return new GatewayError({ status: 400, headers: { 'content-type': 'application/problem+json' }, body });
}

const awsError = (message: string) => Object.assign(new Error(message), { name: 'AccessDenied', $metadata: {} });
const fileError = (text: string) =>
  new EnvironmentFileError([problem({ file: 'live.yaml', line: 1, field: text, found: text, allowed: 'x' })]);

/** Each way in which a command shows a value that it did not make, by its name. */
const SHOWN: Readonly<Record<string, (text: string) => string>> = {
  'a cell of a table': (text) =>
    table(
      ['name', 'state'],
      [
        [text, text],
        ['b', 'c'],
      ],
    ),
  'a fact': (text) => pairs({ name: text, state: 'x' }),
  'a refusal': (text) => written('stderr', () => void report(new Refusal(`no app ${text}`, `call ${text}`), false)),
  "a gateway's answer": (text) => written('stderr', () => void report(gatewayError(text), false)),
  "AWS's answer": (text) => written('stderr', () => void report(awsError(text), false)),
  'an error with --json': (text) => written('stdout', () => void report(new Refusal(text, text), true)),
  'a field of an environment file': (text) => failureOf(fileError(text)).message,
  'a result with --json': (text) => written('stdout', () => createOutput({ json: true }).result({ text }, text)),
};

describe.each(Object.entries(SHOWN))('BG5: text from outside cannot forge what is printed: %s', (_, show) => {
  test.each(HOSTILE)('%j', (text) => {
    const said = show(text);
    expect(said).not.toMatch(STEERS);
    expect(said.split('\n')).toHaveLength(show('over').split('\n').length);
  });
});

test('a line of progress, and a result of several lines, may have lines and nothing else', () => {
  for (const text of HOSTILE) {
    expect(written('stderr', () => createOutput({}).progress(text)).replaceAll('\t', '')).not.toMatch(STEERS);
    expect(written('stdout', () => createOutput({}).result({}, text)).replaceAll('\t', '')).not.toMatch(STEERS);
  }
});

test('--json says the same as before, to whoever parses it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = written('stdout', () => createOutput({ json: true }).result({ text }, ''));
      expect(JSON.parse(line)).toEqual({ text });
    }),
  );
});

test('whatever is made printable is one line without a character that cannot be seen', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE)), (text) => {
      expect(printable(text)).not.toMatch(STEERS);
      expect(printable(text)).not.toContain('\n');
      expect(visible(visible(text))).toBe(visible(text));
    }),
  );
});
