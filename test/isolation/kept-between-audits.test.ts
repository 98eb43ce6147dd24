import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { projectRoot } from '../../lib/environment/project-root';
import { audit } from '../../lib/isolation/audit';
import type { SideInput } from '../../lib/isolation/model/side-input';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const WORDS = 12;
const LENGTH = 30_000;

/** A side whose names of types, properties, settings and actions are long and its own: some 2 MB of them. */
function side(name: string, account: string): SideInput {
  const own = (kind: string, index: number) => `${kind}${index}${name}`.padEnd(LENGTH, name);
  const allow = (more: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
  const trust = (index: number) => allow({ Principal: { AWS: account }, Action: `sts:${own('Do', index)}*` });
  const resources = Array.from({ length: WORDS }, (_, index) => ({
    [`Any${index}`]: { Type: `AWS::${own('Type', index)}::Id`, Properties: { [own('Id', index)]: own('v', index) } },
    [`Role${index}`]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust(index),
        Policies: [
          {
            PolicyName: 'own',
            PolicyDocument: allow({ Action: [`sqs:${own('S', index)}*`, own('s3:G', index)], Resource: '*' }),
          },
        ],
      },
    },
    [`Queue${index}`]: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [own('q', index)],
        PolicyDocument: allow({ Principal: '*', Action: `sqs:${own('R', index)}*`, Resource: '*' }),
      },
    },
  }));
  const template = JSON.parse(JSON.stringify({ Resources: Object.assign({}, ...resources) }));
  return { account, region: 'eu-west-1', stacks: [{ name: 'app', template }] };
}

/** Megabytes that are still there once all that nobody holds is gone. */
function held(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed / 1_000_000;
}

function auditOnce(one: string, two: string): WeakRef<object>[] {
  const pair = { sandbox: side(one, '111111111111'), live: side(two, '222222222222') };
  expect(audit(pair).counts.resources).toBe(6 * WORDS);
  return [pair.sandbox, pair.live].flatMap((input) => [new WeakRef(input), new WeakRef(input.stacks[0] ?? input)]);
}

test('nothing of the sides is held when an audit is over, neither the inputs nor the texts in them', async () => {
  // Tables are read once, and compiled code stays.
  auditOnce('a', 'b');
  await new Promise(setImmediate);
  const before = held();
  const inputs = auditOnce('c', 'd');
  await new Promise(setImmediate);
  const after = held();
  expect(inputs.map((input) => input.deref())).toEqual(inputs.map(() => undefined));
  expect(after - before).toBeLessThan(1);
  auditOnce('e', 'f');
  await new Promise(setImmediate);
  expect(held() - before).toBeLessThan(1);
});

/** What is decoded of the tables when it is first asked for: no more than there is in them. */
const OF_THE_TABLES = [
  'address/generated-ids.ts',
  'tables/actions.ts',
  'tables/aws-owned.ts',
  'tables/resource-types.ts',
];

test('a module keeps nothing but tables; what is worked out for a side goes through oncePer, which lets go of it', () => {
  const root = join(projectRoot(), 'lib', 'isolation');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(200);
  const keeping = files.filter((file) =>
    /^(?:export )?(?:let |const \w+(?:: (?!Readonly)[^=]+)? = (?:new (?:Weak)?(?:Map|Set)(?:<[^;]*>)?\(\)|\[\];|\{\};))/m.test(
      readFileSync(join(root, file), 'utf8'),
    ),
  );
  expect(keeping.map((file) => file.replaceAll('\\', '/')).sort()).toEqual(OF_THE_TABLES);
});
