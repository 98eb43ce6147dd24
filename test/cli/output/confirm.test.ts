import { PassThrough } from 'node:stream';
import { confirm } from '../../../lib/cli/output/confirm';

/** A terminal on which somebody types. */
function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { isTTY: true });
  return { input, output };
}

test.each([
  ['yes\n', true],
  ['  yes \n', true],
  ['y\n', false],
  ['no\n', false],
  ['\n', false],
])('%j is %s', async (typed, agreed) => {
  const { input, output } = terminal();
  const answer = confirm('Change it? ', { input, output });
  input.write(typed);
  expect(await answer).toBe(agreed);
});

test.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s is a no', async (_, typed) => {
  const { input, output } = terminal();
  const answer = confirm('Change it? ', { input, output });
  input.write(typed);
  expect(await answer).toBe(false);
});

test('an input that ends without an answer is a no', async () => {
  const { input, output } = terminal();
  const answer = confirm('Change it? ', { input, output });
  input.end('ye');
  expect(await answer).toBe(false);
});
