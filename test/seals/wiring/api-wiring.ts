import { asText, describeText, joinText, type Text, Unknown } from '../../../lib/isolation/template/value';
import { type Deployed, items, member } from './deployed-side';
import { logGroupArn } from './log-group-arn';
import { writesLog } from './log-wiring';
import { BY_ITSELF, perhapsForAccount } from './sent-keys';
import type { Walk } from './walk';

const API_GATEWAY = 'apigateway.amazonaws.com';

/** API → function, in every stage; access logs; the role with which API Gateway writes them. */
export function apiWiring(walk: Walk): void {
  for (const method of walk.side.ofType('AWS::ApiGateway::Method')) methodWiring(walk, method);
  for (const account of walk.side.ofType('AWS::ApiGateway::Account')) accountWiring(walk, account);
  for (const stage of walk.side.ofType('AWS::ApiGateway::Stage')) accessLogWiring(walk, stage);
}

/** The permission is looked for as API Gateway asks: it says which method of which stage, not always for which account. */
function methodWiring(walk: Walk, { logicalId, properties }: Deployed): void {
  const { side } = walk;
  const { RestApiId, ResourceId, HttpMethod = null, Integration } = properties;
  const kind = 'API → function';
  if (member(Integration, 'Type') === 'MOCK') return;
  if (member(Integration, 'Credentials') !== undefined) {
    walk.fail(kind, logicalId, 'calls with a role, which the walk does not know');
    return;
  }
  const uri = describeText(asText(member(Integration, 'Uri') ?? '') ?? '');
  const [, named] = /:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(uri) ?? [];
  const holder = named === undefined ? undefined : functionNamed(walk, named);
  if (!holder) {
    walk.fail(kind, logicalId, `calls ${uri}, which is no function of the stacks`);
    return;
  }
  const stages = side
    .ofType('AWS::ApiGateway::Stage')
    .filter((stage) => sameText(stage.properties['RestApiId'], RestApiId));
  if (stages.length === 0) walk.fail(kind, logicalId, 'is in no stage');
  const path = pathOf(walk, asText(ResourceId ?? ''));
  for (const stage of stages) {
    const parts = [asText(RestApiId ?? '') ?? '', '/', asText(stage.properties['StageName'] ?? '') ?? '', '/'];
    const verb = HttpMethod === 'ANY' ? ANY : (asText(HttpMethod) ?? '');
    const source = joinText([`arn:aws:execute-api:${side.region}:${side.account}:`, ...parts, verb, ...path]);
    const keys = perhapsForAccount(side.account, source);
    walk.asService(kind, logicalId, API_GATEWAY, { actions: ['lambda:InvokeFunction'], holder, keys });
  }
}

const ANY = new Unknown('any-method', 'whatever the caller sends', { without: '/' });
const ANYTHING = new Unknown('any-segment', 'whatever the caller sends', { without: '/' });

function functionNamed({ side }: Walk, named: string): Deployed | undefined {
  return side.find('AWS::Lambda::Alias', named) ?? side.find('AWS::Lambda::Function', named);
}

/** The path from the root on, with parameters left open. */
function pathOf(walk: Walk, id: Text | undefined): (Text | Unknown)[] {
  const resource = walk.side.find('AWS::ApiGateway::Resource', id);
  if (!resource) return [];
  const part = asText(resource.properties['PathPart'] ?? '') ?? '';
  const own = typeof part === 'string' && part.startsWith('{') ? ANYTHING : part;
  const above = pathOf(walk, asText(resource.properties['ParentId'] ?? ''));
  return [...above, '/', own];
}

/** API Gateway refuses a role that lacks one of these. Source: API Gateway developer guide, "Permissions for CloudWatch logging". */
const TRIED_ON_ROLE = [
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:DescribeLogStreams',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:PutLogEvents',
];

function accountWiring(walk: Walk, { logicalId, properties }: Deployed): void {
  const { side } = walk;
  const role = side.find('AWS::IAM::Role', properties['CloudWatchRoleArn']);
  if (!role) {
    walk.fail('API Gateway → log role', logicalId, 'has no role of the stacks');
    return;
  }
  walk.takesOn('API Gateway → log role', logicalId, API_GATEWAY, role);
  const resource = `arn:aws:logs:${side.region}:${side.account}:log-group:/aws/apigateway/welcome:log-stream:tried`;
  walk.asRole('API Gateway → account log', logicalId, role, { actions: TRIED_ON_ROLE, resource, keys: BY_ITSELF });
  const actions = ['logs:DescribeLogGroups'];
  walk.asRole('API Gateway → account log', logicalId, role, { actions, resource: '*', keys: BY_ITSELF });
}

function accessLogWiring(walk: Walk, { logicalId, properties }: Deployed): void {
  const { side } = walk;
  const kind = 'API → access log';
  const destination = member(properties, 'AccessLogSetting', 'DestinationArn');
  if (destination === undefined) {
    walk.fail(kind, logicalId, 'has no access log');
    return;
  }
  const group = side.find('AWS::Logs::LogGroup', destination);
  if (!group) {
    walk.fail(kind, logicalId, 'writes its access log to no log group of the stacks');
    return;
  }
  const roles = side
    .ofType('AWS::ApiGateway::Account')
    .flatMap((account) => items(account.properties['CloudWatchRoleArn']));
  const role = side.find('AWS::IAM::Role', roles[0]);
  if (!role) {
    walk.fail(kind, logicalId, 'has an access log, and API Gateway no role to write it');
    return;
  }
  writesLog(walk, kind, logicalId, role, group, 'access');
  const resource = joinText([logGroupArn(group), ':log-stream:']);
  walk.asRole(kind, logicalId, role, { actions: ['logs:DescribeLogStreams'], resource, keys: BY_ITSELF });
}

function sameText(
  left: Parameters<typeof asText>[0] | undefined,
  right: Parameters<typeof asText>[0] | undefined,
): boolean {
  const texts = [left, right].map((value) => (value === undefined ? undefined : asText(value)));
  return texts[0] !== undefined && texts[1] !== undefined && describeText(texts[0]) === describeText(texts[1]);
}
