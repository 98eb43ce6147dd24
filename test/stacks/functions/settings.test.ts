import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FUNCTIONS } from '../../../lib/contract/functions';
import { SETTINGS, type Setting } from '../../../lib/contract/settings';
import { projectRoot } from '../../../lib/environment/project-root';
import { BOTH } from '../synthesized';

const HANDLERS = join(projectRoot(), 'lib', 'gateway', 'handlers');

/** Settings that a handler asks for, and those that every handler asks for through `runtime.ts`. */
function readBy(functionName: string): string[] {
  const source = [functionName, 'runtime'].map((name) => readFileSync(join(HANDLERS, `${name}.ts`), 'utf8')).join('\n');
  const asked = [...source.matchAll(/\bsetting\('(\w+)'\)|\bprocess\.env\[SETTINGS\.(\w+)\]/g)];
  return [...new Set(asked.map(([, one, other]) => SETTINGS[(one ?? other) as Setting]))];
}

describe.each(BOTH)('%s', (_, { environment, all }) => {
  test.each(FUNCTIONS)('the function %s has the settings that its handler reads, and no other', (part) => {
    const found = all().find(
      ({ Type, Properties }) => Type === 'AWS::Lambda::Function' && Properties.FunctionName.endsWith(`-${part}`),
    );
    const given = Object.keys(found?.Properties.Environment.Variables).filter((name) => name.startsWith('AIRLOCK_'));
    const inLiveOnly = environment.liveFallback === undefined ? [SETTINGS.liveFallback as string] : [];
    const notOnAws = [SETTINGS.loopback as string];
    const expected = readBy(part).filter((name) => ![...inLiveOnly, ...notOnAws].includes(name));
    expect(given.sort()).toEqual(expected.sort());
  });
});
