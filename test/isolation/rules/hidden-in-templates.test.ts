import { gzipSync } from 'node:zlib';
import { undecided } from '../../../lib/isolation/rules/input/undecided';
import { otherAccountNamed } from '../../../lib/isolation/rules/names/other-account-named';
import type { Json, JsonObject } from '../../../lib/isolation/template/json';
import { growth } from '../../growth';
import { OTHER, observe, ruleTable, type Written } from './rule-table';

const policyOf = (properties: Json): Written => ({ Seen: { Type: 'AWS::SQS::QueuePolicy', Properties: properties } });
const whole = (template: JsonObject): Written => ({ Resources: {}, ...template });
const transform = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://elsewhere/policy.json' } } };

ruleTable(undecided, {
  undecided: {
    'properties that a macro writes': policyOf(transform),
    'properties beside a macro': policyOf({ Queues: ['orders'], ...transform }),
    'properties that hang on an unknown condition': policyOf({ 'Fn::If': ['Unknown', { Queues: ['a'] }, {}] }),
    'properties made in a loop': policyOf({ 'Fn::ForEach::All': ['Name', ['Queues'], { '${Name}': ['orders'] }] }),
    'properties in a list': policyOf([{ Queues: ['orders'] }]),
    'properties in a text': policyOf('{"Queues":["orders"]}'),
    'a macro for the whole template': whole(transform),
    'outputs made in a loop': whole({
      Outputs: { 'Fn::ForEach::All': ['Name', ['A'], { '${Name}': { Value: 'x' } }] },
    }),
    'resources in a list': whole({ Resources: [{ Type: 'AWS::SQS::Queue' }] }),
    'resources in a text': whole({ Resources: 'Queue' }),
  },
  mustPass: { 'properties that are not there': { Seen: { Type: 'AWS::SQS::Queue' } } },
});

const setting = (value: Json): Written => ({
  Seen: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: value } },
});
const halves = { 'Fn::Join': ['', [OTHER.slice(0, 5), OTHER.slice(5)]] };
const base64 = (text: string) => Buffer.from(text).toString('base64');
const lines = (text: string) => text.replace(/(.{76})/g, '$1\n');

/** Written for sandbox only: encoded texts cannot be turned into live's. */
const hidden: Readonly<Record<string, Written>> = {
  'in base64 twice': setting(base64(base64(`account ${OTHER}`))),
  'in base64 without padding': setting(base64(`account=${OTHER}`).replace(/=+$/, '')),
  'in base64 for URLs': setting(Buffer.from(`{"???>>>":"${OTHER}"}`).toString('base64url')),
  'in base64 inside a text': setting(`token=${base64(`{"account":"${OTHER}"}`)};path=/`),
  'in a data URL': setting(`data:application/json;base64,${base64(`{"account":"${OTHER}"}`)}`),
  'in lines of base64': setting(
    `Content-Transfer-Encoding: base64\n\n${lines(base64(`${'x'.repeat(52)} ${OTHER} x`))}`,
  ),
  compressed: setting(gzipSync(`account ${OTHER}`).toString('base64')),
  'in escapes of JSON': setting(`{"account":"${OTHER.replaceAll('2', '\\u0032')}"}`),
  'in escapes of JSON inside JSON': setting(JSON.stringify({ inner: `{"a":"${OTHER.replaceAll('2', '\\u0032')}"}` })),
  'in escapes of URLs': setting(OTHER.replaceAll('2', '%32')),
  'in wide digits': setting(OTHER.replaceAll('2', '\uFF12')),
  'with what nobody sees between': setting(`${OTHER.slice(0, 6)}\u200B${OTHER.slice(6)}`),
  'as a number of a program': setting('const account = 222_222_222_222n;'),
};

describe("the other account's number", () => {
  test.each(Object.entries(hidden))('is found %s', (_, written) => {
    const open = observe(otherAccountNamed, 'sandbox', written).filter(({ decision }) => decision === 'open');
    expect(open.map(({ subject }) => subject.logicalId)).toEqual(['Seen']);
  });
  test('what takes too much room when it is unpacked is left', () => {
    const read = (megabytes: number) => {
      const bomb = setting(gzipSync(Buffer.alloc(megabytes * 1_000_000)).toString('base64'));
      return () => void observe(otherAccountNamed, 'sandbox', bomb);
    };
    expect(growth(read, { from: 12, to: 96 })).toBeLessThan(4);
  });
});

ruleTable(otherAccountNamed, {
  mustCatch: {
    'in an update policy, joined': {
      Seen: {
        Type: 'AWS::Lambda::Alias',
        UpdatePolicy: { CodeDeployLambdaAliasUpdate: { BeforeAllowTrafficHook: halves } },
        Properties: { FunctionName: 'orders', FunctionVersion: '1', Name: 'now' },
      },
    },
    'in metadata, joined': { Seen: { Type: 'AWS::SQS::Queue', Metadata: { Owner: halves } } },
    'in hooks, joined': whole({ Hooks: { Shift: { Properties: { ServiceRole: halves } } } }),
  },
  mustPass: { 'digits of something else': setting('22.222.222.222 and 9222222222222') },
});
