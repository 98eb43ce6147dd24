import type { AccountResources } from '../account-resources';
import { queryCall, restCall } from '../http-call';
import { change, type RequestedAction } from '../requested-action';

/** Method and path below a function. */
const FUNCTION_READS = {
  GetFunction: ['GET', ''],
  GetFunctionConfiguration: ['GET', '/configuration'],
  GetPolicy: ['GET', '/policy'],
  ListAliases: ['GET', '/aliases'],
  ListVersionsByFunction: ['GET', '/versions'],
} as const;

const FUNCTION_CHANGES = {
  AddPermission: ['POST', '/policy'],
  CreateAlias: ['POST', '/aliases'],
  CreateFunctionUrlConfig: ['POST', '/url'],
  DeleteFunction: ['DELETE', ''],
  PublishVersion: ['POST', '/versions'],
  PutFunctionConcurrency: ['PUT', '/concurrency'],
  UpdateFunctionCode: ['PUT', '/code'],
  UpdateFunctionConfiguration: ['PUT', '/configuration'],
} as const;

export function functionRequests({ names, functions, account: owner }: AccountResources): RequestedAction[] {
  const arnOf = (name: string) => names.arn('lambda', `function:${name}`);
  const call = (operation: string, name: string, [method, path]: readonly [string, string]): RequestedAction => ({
    action: `lambda:${operation}`,
    resource: arnOf(name),
    owner,
    call: restCall('lambda', method, `/2015-03-31/functions/${encodeURIComponent(arnOf(name))}${path}`, {
      ...(method !== 'GET' && { body: {} }),
    }),
    ...(operation === 'AddPermission' && { context: { 'lambda:Principal': ['333333333333'] } }),
  });
  const invoke = (name: string): RequestedAction => {
    const { call: invocation, ...asked } = call('InvokeFunction', name, ['POST', '/invocations']);
    // Says whether it could be invoked, and does not.
    return { ...asked, call: { ...invocation, headers: { 'x-amz-invocation-type': 'DryRun' } } };
  };
  const absent = `${names.prefix}-absent`;
  return [
    ...functions.flatMap((name) => [
      invoke(name),
      invoke(`${name}:current`),
      ...Object.entries(FUNCTION_READS).map(([operation, route]) => call(operation, name, route)),
      ...Object.entries(FUNCTION_CHANGES).map(([operation, route]) =>
        change((each) => call(operation, each, route), name, absent),
      ),
    ]),
    {
      action: 'lambda:CreateEventSourceMapping',
      resource: '*',
      owner,
      call: restCall('lambda', 'POST', '/2015-03-31/event-source-mappings', { body: {} }),
    },
    {
      action: 'lambda:ListEventSourceMappings',
      resource: '*',
      owner,
      call: restCall('lambda', 'GET', '/2015-03-31/event-source-mappings'),
    },
  ];
}

/** The API itself, through the service that holds it. */
export function apiRequests({ names, apiId, account: owner }: AccountResources): RequestedAction[] {
  const call = (method: string, path: string): RequestedAction => ({
    action: `apigateway:${method}`,
    resource: `arn:${names.partition}:apigateway:${names.region}::${path}`,
    owner,
    call: restCall('apigateway', method, path, { ...(method !== 'GET' && { body: { patchOperations: [] } }) }),
  });
  const changed = (method: string, below: string) =>
    change((id) => call(method, `/restapis/${id}${below}`), apiId, 'absent');
  return [
    call('GET', '/restapis'),
    call('GET', `/restapis/${apiId}`),
    call('GET', `/restapis/${apiId}/stages/gateway`),
    call('GET', '/account'),
    changed('PATCH', ''),
    changed('PATCH', '/stages/gateway'),
    changed('PUT', '/gatewayresponses/DEFAULT_4XX'),
    changed('POST', '/authorizers'),
    changed('DELETE', ''),
    changed('DELETE', '/stages/gateway'),
  ];
}

const STACK_READS = ['DescribeStacks', 'DescribeStackEvents', 'DescribeStackResources', 'GetTemplate'];
const STACK_CHANGES = ['CreateChangeSet', 'DeleteStack', 'ExecuteChangeSet', 'SetStackPolicy', 'UpdateStack'];

export function stackRequests({ names, stacks, account: owner }: AccountResources): RequestedAction[] {
  const call = (operation: string, stack: string): RequestedAction => ({
    action: `cloudformation:${operation}`,
    resource: stack,
    owner,
    call: queryCall('cloudformation', operation, { StackName: stack, ChangeSetName: 'matrix' }),
  });
  const absent = names.arn('cloudformation', `stack/${names.prefix}-absent/00000000-0000-0000-0000-000000000000`);
  const chosen = stacks.filter((stack) => /-(bootstrap|data)\//.test(stack));
  return [
    ...chosen.flatMap((stack) => [
      ...STACK_READS.map((operation) => call(operation, stack)),
      ...STACK_CHANGES.map((operation) => change((each) => call(operation, each), stack, absent)),
    ]),
    {
      action: 'cloudformation:ListStacks',
      resource: '*',
      owner,
      call: queryCall('cloudformation', 'ListStacks', {}),
    },
  ];
}
