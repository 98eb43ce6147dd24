import type { Edge } from '../../../lib/isolation/graph/edge';
import type { SideGraph } from '../../../lib/isolation/graph/side-graph';
import { worstPath } from '../../../lib/isolation/graph/worst-path';
import type { SideResource } from '../../../lib/isolation/model/side';

const resource = (logicalId: string, type = 'AWS::Lambda::Function'): SideResource => ({
  ...{ stack: 'app', logicalId, type, exists: true, properties: {}, definition: null },
  ...{ arn: undefined, reference: undefined },
});

/** A graph of edges written as `from to`, and how often it was asked. */
function graph(resources: readonly SideResource[], ...edges: string[]) {
  const asked: string[] = [];
  const find = (name: string) => resources.find(({ logicalId }) => logicalId === name) ?? resource(name);
  const from = (start: SideResource): Edge[] => {
    asked.push(start.logicalId);
    return edges.flatMap((edge) => {
      const [before, after = ''] = edge.split(' ');
      return before === start.logicalId ? [{ to: find(after), way: 'acts' as const, hop: edge }] : [];
    });
  };
  return { graph: { from, isAdministrator: () => false } as unknown as SideGraph, asked };
}

const [a, b, c] = [resource('a'), resource('b'), resource('c')];
const secret = resource('secret', 'AWS::SecretsManager::Secret');
const bucket = resource('bucket', 'AWS::S3::Bucket');

test('IS2: each resource is looked at once, in circles too', () => {
  const { graph: circle, asked } = graph([a, b, c], 'a b', 'b c', 'c a', 'c b', 'b b', 'a c');
  expect(worstPath(a, circle)).toBeUndefined();
  expect(asked).toEqual(['a', 'b', 'c']);
});

test('IS2: the most sensitive thing by the shortest way, not the nearest thing', () => {
  const { graph: several } = graph([a, b, c, secret, bucket], 'a bucket', 'a b', 'b c', 'c secret', 'b secret');
  expect(worstPath(a, several)).toEqual({ to: secret, hops: ['a b', 'b secret'] });
});

test('IS2: what it starts at is no path', () => {
  expect(worstPath(secret, graph([secret, a], 'secret a').graph)).toBeUndefined();
});
