import { bootstrapTemplate } from '../../lib/bootstrap/bootstrap-template';
import type { JsonObject } from '../../lib/isolation/template/json';
import { brokenWiring, walkWiring } from '../seals/wiring/broken-wiring';
import type { SideInput } from '../seals/wiring/deployed-side';
import { edited, everyStatement, withoutStatement } from '../seals/wiring/edited-side';
import { mistakes } from '../seals/wiring/mistakes';
import { BOTH, type Synthesized } from './synthesized';

/** The fewest connections of each kind: a walk that finds none has shown nothing. */
const AT_LEAST = {
  'alarm → topic': 20,
  'alarm → topic → key': 20,
  'topic → people': 1,
  'API → function': 8,
  'API → access log': 2,
  'API Gateway → log role': 1,
  'API Gateway → account log': 1,
  'function → role': 3,
  'function → log': 3,
  'function → what its variables name': 2,
  'function → AWS::DynamoDB::Table': 4,
  'function → AWS::DynamoDB::Table → key': 4,
  'function → AWS::SecretsManager::Secret': 4,
  'function → AWS::SecretsManager::Secret → key': 4,
  'function → AWS::Lambda::Alias': 1,
  'function → AWS::S3::Bucket': 2,
  'function → AWS::S3::Bucket → key': 2,
  'stream → function': 1,
  'stream → key': 1,
  'dead letters → queue': 1,
  'dead letters → key': 1,
  'log group → key': 5,
  'new log group → key': 5,
  'table → key': 10,
  'secret → key': 3,
  'alias → key': 2,
  'account → key': 1,
  'deployment → key': 1,
  'emergency → table': 20,
  'emergency → archive': 5,
  'emergency → secret': 6,
  'emergency → key': 1,
  'emergency → trigger': 1,
  'emergency → dead letters': 2,
  'emergency → log': 20,
  'on call → log': 16,
  'trail → bucket': 3,
  'trail → key': 2,
  'trail → log role': 1,
  'trail → log': 1,
};

function sideOf({ environment, templates }: Synthesized): SideInput {
  const { account, region } = environment;
  const bootstrap = JSON.parse(JSON.stringify(bootstrapTemplate(environment))) as JsonObject;
  const own = Object.entries(templates).map(([name, template]) => ({ name, template }));
  return { account, region, stacks: [{ name: 'bootstrap', template: bootstrap }, ...own] };
}

describe.each(BOTH)('%s', (name, synthesized) => {
  const side = sideOf(synthesized);

  test('DC5: every connection is allowed at both ends', () => {
    expect(brokenWiring(side)).toEqual([]);
  });

  test('the order in which the stacks are given does not matter', () => {
    expect(brokenWiring({ ...side, stacks: [...side.stacks].reverse() })).toEqual([]);
  });

  test('the walk finds the connections that there are', () => {
    const counts = Object.fromEntries(walkWiring(side).counts);
    expect(Object.keys(counts).sort()).toEqual(Object.keys(AT_LEAST).sort());
    const missing = Object.entries(AT_LEAST).filter(([kind, least]) => (counts[kind] ?? 0) < least);
    expect(missing).toEqual([]);
  });

  test('DC5: without any one statement that allows something, a connection is broken', () => {
    const allowing = everyStatement(side).filter(
      ({ stack, path, statement: { Effect } }) =>
        Effect === 'Allow' && (stack !== 'bootstrap' || path[0] === 'RuntimeBoundary'),
    );
    expect(allowing.length).toBeGreaterThan(40);
    const unnoticed = allowing.filter((statement) => brokenWiring(withoutStatement(side, statement)).length === 0);
    expect(unnoticed.map(({ stack, path }) => `${stack} ${path.join('.')}`)).toEqual([]);
  });

  test.each(mistakes(name, side.account))('is broken by %s', (_, stack, edit, expected) => {
    expect(brokenWiring(edited(side, stack, edit))).toContainEqual(expect.stringMatching(expected));
  });
});
