import { bootstrapStack, bootstrapTemplate } from '../../lib/bootstrap/bootstrap-template';
import { type Environment, environmentSchema } from '../../lib/environment/schema';
import { buildSide } from '../../lib/isolation/model/side';
import type { SideInput } from '../../lib/isolation/model/side-input';
import { parity as parityOf } from '../../lib/isolation/parity/parity';
import { BOTH, type Synthesized, synthesize, withoutDomain } from './synthesized';

// biome-ignore lint/suspicious/noExplicitAny: a template is any JSON
type Template = any;
type Templates = Record<string, Template>;

const templatesOf = ({ templates, environment }: Synthesized): Templates =>
  Object.fromEntries(
    Object.entries(templates).map(([stack, template]) => [stack.replace(`airlock-${environment.name}-`, ''), template]),
  );

function sideOf(environment: Environment, templates: Templates): SideInput {
  const { name, account, region } = environment;
  return {
    account,
    region,
    environment,
    stacks: Object.entries(templates).map(([part, template]) => ({ name: `airlock-${name}-${part}`, template })),
    bootstrap: {
      name: bootstrapStack(environment),
      template: JSON.parse(JSON.stringify(bootstrapTemplate(environment))),
    },
  };
}

const synthesized = new Map<Environment, Templates>();

/** Once for each environment. */
function templatesFor(environment: Environment): Templates {
  const known = synthesized.get(environment) ?? templatesOf(synthesize(environment));
  synthesized.set(environment, known);
  return known;
}

const [[, sandbox], [, live]] = BOTH as readonly [(typeof BOTH)[number], (typeof BOTH)[number]];
const untouched = { sandbox: templatesOf(sandbox), live: templatesOf(live) };
synthesized.set(sandbox.environment, untouched.sandbox).set(live.environment, untouched.live);

function compare(one: SideInput, two: SideInput) {
  const found = parityOf(buildSide('sandbox', one), buildSide('live', two));
  return found.map(({ difference: _, weakness: __, ...shown }) => shown);
}

/** Differences once live's templates are edited. */
function seeded(edit: (live: Templates) => void) {
  const templates = structuredClone(untouched.live);
  edit(templates);
  return compare(sideOf(sandbox.environment, untouched.sandbox), sideOf(live.environment, templates)).filter(
    ({ declared }) => !declared,
  );
}

/** The first resource of a type, or the one whose id starts so. */
function find(templates: Templates, part: string, type: string, id = ''): [string, Template] {
  const found = Object.entries<Template>(templates[part].Resources).find(
    ([name, { Type }]) => Type === type && name.startsWith(id),
  );
  if (!found) throw new Error(`no ${type} ${id} in ${part}`);
  return found;
}

describe('AZ7: an untouched checkout has no difference that the files do not declare', () => {
  const parity = compare(sideOf(sandbox.environment, untouched.sandbox), sideOf(live.environment, untouched.live));

  test('0 undeclared, and each declared one names its setting', () => {
    expect(parity.filter(({ declared }) => !declared)).toEqual([]);
    expect(parity.length).toBeGreaterThan(100);
    expect(parity.filter(({ declaredBy }) => declaredBy.length === 0)).toEqual([]);
  });

  test.each([
    ['the lock that nobody can shorten', 'DefaultRetention.Mode', 'data.archiveComplianceLock'],
    ['log retention', 'RetentionInDays', 'logs.retentionDays'],
    ['a provider that is pending', 'AIRLOCK_PROVIDERS.3.state', 'providers'],
    ['an alarm that only live has, on the dashboard', 'alarms.11', 'alarms.liveFallbacks'],
    ['modes in a description', 'AlarmDescription', 'modes'],
    ['a tag', 'Tags.4.Value', 'tags'],
  ])('%s is declared, and by what', (_, property, setting) => {
    const found = parity.filter((each) => each.property.endsWith(property));
    expect(found.length).toBeGreaterThan(0);
    for (const { declaredBy } of found) expect(declaredBy).toContain(setting);
  });

  test('routes that simulate an outcome follow from modes', () => {
    const routes = parity.filter(
      ({ resourceType, property }) => /ApiGateway::(Resource|Method)/.test(resourceType) && property === '',
    );
    expect(routes.length).toBeGreaterThanOrEqual(9);
    for (const { declaredBy } of routes) expect(declaredBy).toEqual(['modes']);
  });

  test('what is only named by its stage is no difference at all', () => {
    expect(parity.filter(({ resourceType }) => resourceType === 'AWS::ApiGateway::BasePathMapping')).toEqual([]);
  });
});

describe('AZ7: whatever a setting changes is declared', () => {
  const changed = (environment: Environment, changes: object): Environment => {
    const { domain, ...rest } = { ...environment, ...changes } as Environment;
    return environmentSchema(environment.name).parse(domain ? { ...rest, domain } : rest);
  };
  const { alarms, data, providers } = sandbox.environment;
  const noDomain = { sandbox: withoutDomain(sandbox.environment), live: withoutDomain(live.environment) };
  test.each<[string, Environment, Environment]>([
    [
      'every setting of both',
      changed(sandbox.environment, {
        contact: { team: 'Sandbox people', email: 'sandbox-people@airlock.example' },
        tags: { owner: 'someone-else', 'cost-center': 'cc-1', extra: 'yes' },
        throttle: { rate: 17, burst: 34 },
        concurrency: { provider: 19, archive: 3 },
        appThrottle: { rate: 7, burst: 13 },
        waf: { requestsPerIp: 999 },
        logs: { retentionDays: 14 },
        alarms: {
          ...alarms,
          notify: ['one@airlock.example', 'two@airlock.example'],
          paymentFailureRate: 33.5,
          paymentFailures: 37,
          serverErrors: 41,
          latencyP99Ms: 4321,
          crossEnvironmentAttempts: 43,
        },
        rotation: { appSecretDays: 300, pspSecretDays: 299 },
        data: { ...data, deletionProtection: false, pointInTimeRecoveryDays: 3, archiveRetentionDays: 2 },
        providers: {
          ...providers,
          polar: { ...providers.polar, sandbox: { state: 'not_applicable', reason: 'not used in this sandbox' } },
        },
      }),
      changed(live.environment, {
        liveFallback: 'refuse',
        alarms: { ...live.environment.alarms, notify: ['pager@airlock.example'], liveFallbacks: 7 },
      }),
    ],
    ['sandbox without a domain', noDomain.sandbox, live.environment],
    ['both without a domain', noDomain.sandbox, noDomain.live],
    ['another region', sandbox.environment, { ...noDomain.live, region: 'us-east-1' }],
  ])('%s', (_, one, two) => {
    const parity = compare(sideOf(one, templatesFor(one)), sideOf(two, templatesFor(two)));
    expect(parity.filter(({ declared }) => !declared)).toEqual([]);
  });
});

describe('AZ7: a difference that nobody declared stands out', () => {
  test.each<[string, (live: Templates) => void, string]>([
    [
      'an alarm less',
      ({ observability }) => {
        delete observability.Resources[
          find({ observability }, 'observability', 'AWS::CloudWatch::Alarm', 'latency')[0]
        ];
      },
      '',
    ],
    [
      'the alarm that live alone has, gone',
      ({ observability }) => {
        find({ observability }, 'observability', 'AWS::CloudWatch::Alarm', 'livefallbacks')[1].Properties.Threshold = 9;
      },
      '',
    ],
    [
      'a timeout',
      ({ gateway }) => {
        find({ gateway }, 'gateway', 'AWS::Lambda::Function', 'Api')[1].Properties.Timeout = 3;
      },
      'Properties.Timeout',
    ],
    [
      // 10 and 1 are what sandbox and live declare as server errors: that is no excuse for another place.
      'a number that is a setting elsewhere',
      ({ observability }) => {
        find({ observability }, 'observability', 'AWS::CloudWatch::Alarm', 'ledger')[1].Properties.EvaluationPeriods =
          10;
      },
      'Properties.EvaluationPeriods',
    ],
    [
      'another handler',
      ({ gateway }) => {
        find({ gateway }, 'gateway', 'AWS::Lambda::Function', 'Api')[1].Properties.Handler = 'other.handler';
      },
      'Properties.Handler',
    ],
    [
      'other code',
      ({ gateway }) => {
        find({ gateway }, 'gateway', 'AWS::Lambda::Function', 'Api')[1].Properties.Code.S3Key = `${'0'.repeat(64)}.zip`;
      },
      'Properties.Code.S3Key',
    ],
    [
      'a table of another class',
      ({ data }) => {
        find({ data }, 'data', 'AWS::DynamoDB::Table')[1].Properties.TableClass = 'STANDARD_INFREQUENT_ACCESS';
      },
      'Properties.TableClass',
    ],
    [
      'days of recovery that are not the file’s',
      ({ data }) => {
        find(
          { data },
          'data',
          'AWS::DynamoDB::Table',
        )[1].Properties.PointInTimeRecoverySpecification.RecoveryPeriodInDays = 34;
      },
      'Properties.PointInTimeRecoverySpecification.RecoveryPeriodInDays',
    ],
    [
      'another log retention',
      ({ gateway }) => {
        find({ gateway }, 'gateway', 'AWS::Logs::LogGroup')[1].Properties.RetentionInDays = 365;
      },
      'Properties.RetentionInDays',
    ],
    [
      'the lock that can be shortened, under a file that says the other',
      ({ data }) => {
        find({ data }, 'data', 'AWS::S3::Bucket')[1].Properties.ObjectLockConfiguration.Rule.DefaultRetention.Days =
          3650;
      },
      'Properties.ObjectLockConfiguration.Rule.DefaultRetention.Days',
    ],
    [
      'a test route in live',
      (templates) => {
        const [id, route] = find(untouched.sandbox, 'gateway', 'AWS::ApiGateway::Resource', 'Apiv1test');
        templates['gateway'].Resources[`${id}Again`] = structuredClone(route);
      },
      '',
    ],
    [
      'one more route',
      ({ gateway }) => {
        const [, route] = find({ gateway }, 'gateway', 'AWS::ApiGateway::Resource', 'Apiv1payments');
        gateway.Resources.Apiv1refunds = { ...route, Properties: { ...route.Properties, PathPart: 'refunds' } };
      },
      '',
    ],
    [
      'one more who is told',
      ({ foundation }) => {
        const [, told] = find({ foundation }, 'foundation', 'AWS::SNS::Subscription');
        foundation.Resources.Stranger = {
          ...told,
          Properties: { ...told.Properties, Endpoint: 'else@airlock.example' },
        };
      },
      '',
    ],
    [
      'a provider’s host that the file does not have',
      ({ gateway }) => {
        const { Variables } = find({ gateway }, 'gateway', 'AWS::Lambda::Function', 'Provider')[1].Properties
          .Environment;
        Variables.AIRLOCK_PROVIDERS = Variables.AIRLOCK_PROVIDERS.replace('api.polar.sh', 'api.polar.example');
      },
      'Properties.Environment.Variables.AIRLOCK_PROVIDERS.3.host',
    ],
    [
      'a tag that the file does not have',
      ({ data }) => {
        find({ data }, 'data', 'AWS::DynamoDB::Table')[1].Properties.Tags.push({ Key: 'hidden', Value: 'yes' });
      },
      'Properties.Tags.6',
    ],
    [
      'a role of only one side',
      ({ gateway }) => {
        gateway.Resources.Extra = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'airlock-live-extra' } };
      },
      '',
    ],
  ])('%s', (_, edit, property) => {
    const found = seeded(edit);
    expect(found.map((each) => each.property)).toContain(property);
    // Nothing else is drawn in.
    expect(new Set(found.map(({ stack, logicalId }) => `${stack}/${logicalId}`)).size).toBeLessThanOrEqual(2);
  });

  test('whole, however long it is', () => {
    const long = 'x '.repeat(5000);
    const [difference] = seeded(({ gateway }) => {
      find({ gateway }, 'gateway', 'AWS::Lambda::Function', 'Api')[1].Properties.Description = long;
    });
    expect(JSON.parse(difference?.live ?? '')).toBe(long);
  });
});
