import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSameResources } from '../../bench/same-resources';

const folders: string[] = [];

/** An assembly with one stack for each list of types. */
function assembly(...stacks: readonly (readonly string[])[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-test-'));
  folders.push(folder);
  for (const [at, types] of stacks.entries()) {
    const Resources = Object.fromEntries(types.map((Type, index) => [`R${index}`, { Type }]));
    writeFileSync(join(folder, `stack-${at}.template.json`), JSON.stringify({ Resources }));
  }
  writeFileSync(join(folder, 'manifest.json'), '{"Resources":{"No":{"Type":"Template"}}}');
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('what makes two apps comparable', () => {
  test('equally many resources of each type, in whatever stacks; their number is told', () => {
    const own = assembly(['AWS::SNS::Topic', 'AWS::KMS::Key'], ['AWS::KMS::Key']);
    expect(checkSameResources(own, assembly(['AWS::KMS::Key', 'AWS::KMS::Key', 'AWS::SNS::Topic']))).toBe(3);
  });

  test('one more or less is refused, by its type and both numbers', () => {
    const own = assembly(['AWS::SNS::Topic', 'AWS::KMS::Key', 'AWS::KMS::Key']);
    const reference = assembly(['AWS::KMS::Key', 'AWS::SQS::Queue', 'AWS::SNS::Topic']);
    expect(() => checkSameResources(own, reference)).toThrow(
      /AWS::KMS::Key: ours 2, reference 1\n +AWS::SQS::Queue: ours 0, reference 1$/,
    );
  });
});
