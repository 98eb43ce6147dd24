import { asText, describeText, type Resolved } from '../../../lib/isolation/template/value';
import { type Deployed, type DeployedSide, member } from './deployed-side';
import { TO_READ, TO_WRITE, throughKey } from './encryption';
import { BY_ITSELF } from './sent-keys';
import type { Walk } from './walk';

/** What Lambda does with a stream, as the function's role. Source: DynamoDB developer guide, "Lambda and DynamoDB Streams". */
const READ_STREAM = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const FIND_STREAM = ['dynamodb:ListStreams'];

/** Event source → function, and what could not be handled → queue. Lambda does all of it as the function's role. */
export function streamWiring(walk: Walk): void {
  const { side } = walk;
  for (const { logicalId, properties } of side.ofType('AWS::Lambda::EventSourceMapping')) {
    const { FunctionName, EventSourceArn, DestinationConfig } = properties;
    const role = roleOfFunction(side, FunctionName);
    if (!role) {
      walk.fail('stream → function', logicalId, 'leads to no function with a role of the stacks');
      continue;
    }
    sourceWiring(walk, logicalId, role, EventSourceArn);
    const destination = member(DestinationConfig, 'OnFailure', 'Destination');
    if (destination !== undefined) deadLetterWiring(walk, logicalId, role, destination);
  }
}

function sourceWiring(walk: Walk, from: string, role: Deployed, source: Resolved | undefined): void {
  const stream = source === undefined ? undefined : asText(source);
  const named = stream === undefined ? '' : describeText(stream);
  const tables = walk.side.ofType('AWS::DynamoDB::Table');
  const table = tables.find((each) => describeText(walk.side.attribute(each, 'StreamArn') ?? ' ') === named);
  if (!table || stream === undefined || table.properties['StreamSpecification'] === undefined) {
    walk.fail('stream → function', from, `reads ${named}, which is no stream of the stacks`);
    return;
  }
  walk.asRole('stream → function', from, role, { actions: READ_STREAM, resource: stream, keys: BY_ITSELF });
  walk.asRole('stream → function', from, role, { actions: FIND_STREAM, resource: '*', keys: BY_ITSELF });
  throughKey(walk, role, { kind: 'stream → key', from, resource: table, actions: TO_READ });
}

function deadLetterWiring(walk: Walk, from: string, role: Deployed, destination: Resolved): void {
  const queue = walk.side.find('AWS::SQS::Queue', destination);
  if (!queue) {
    walk.fail('dead letters → queue', from, 'leaves what failed to no queue of the stacks');
    return;
  }
  walk.asRole('dead letters → queue', from, role, { actions: ['sqs:SendMessage'], holder: queue, keys: BY_ITSELF });
  throughKey(walk, role, { kind: 'dead letters → key', from, resource: queue, actions: TO_WRITE });
}

/** @param named a function or an alias, by name or ARN */
function roleOfFunction(side: DeployedSide, named: Resolved | undefined): Deployed | undefined {
  const alias = side.find('AWS::Lambda::Alias', named);
  const lambda = side.find('AWS::Lambda::Function', alias ? alias.properties['FunctionName'] : named);
  return side.find('AWS::IAM::Role', lambda?.properties['Role']);
}
