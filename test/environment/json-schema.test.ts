import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { environmentJsonSchema } from '../../lib/environment/json-schema';
import { environmentsFolder } from '../../lib/environment/load';
import { committed } from './edited-files';

const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(JSON.parse(environmentJsonSchema()));

describe('D3 the schema for editors', () => {
  test('D3: environments/schema.json is what the code generates; if not, run npm run generate', () => {
    expect(readFileSync(join(environmentsFolder(), 'schema.json'), 'utf8')).toBe(environmentJsonSchema());
  });

  test.each(['sandbox', 'live'] as const)('D3: %s.yaml names the schema and follows it', (name) => {
    expect(committed(name)).toMatch(/^# yaml-language-server: \$schema=\.\/schema\.json\n/);
    validate(parse(committed(name)));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ["D3: sandbox's form under live's name", 'sandbox', 'name: sandbox', 'name: live'],
    ['D3: an unknown key', 'live', 'team:', 'taem:'],
    ['BG4: a sandbox host in live', 'live', 'https://api.polar.sh', 'https://sandbox-api.polar.sh'],
    ['GW13: a mode of the other side', 'sandbox', '[test, sandbox]', '[test, live]'],
    ['GW9: pending without a reason', 'live', ', reason: merchant approval and KYC by NICEPAY', ''],
    ['GW9: a PSP without a host', 'sandbox', ', host: "https://sandbox-api.polar.sh"', ''],
    ['GW10: liveFallback in sandbox', 'sandbox', 'throttle:', 'liveFallback: mock\nthrottle:'],
    ['DC3: a retention that does not exist', 'live', 'retentionDays: 400', 'retentionDays: 366'],
  ] as const)('%s is marked in the editor too', (_, name, find, put) => {
    const text = committed(name);
    expect(text).toContain(find);
    expect(validate(parse(text.replace(find, put)))).toBe(false);
  });

  test('D3: every field says what it is', () => {
    const bare = (node: unknown, path: string): string[] => {
      if (typeof node !== 'object' || node === null || !('properties' in node)) return [];
      return Object.entries(Object(node.properties)).flatMap(([key, field]) => {
        const absent = JSON.stringify(field) === '{"not":{}}';
        const named = absent || Object.hasOwn(Object(field), 'description');
        return [...(named ? [] : [`${path}${key}`]), ...bare(field, `${path}${key}.`)];
      });
    };
    const schema = JSON.parse(environmentJsonSchema());
    expect([...bare(schema.then, 'live: '), ...bare(schema.else, 'sandbox: ')]).toEqual([]);
  });
});
