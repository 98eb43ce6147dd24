import { localise, type Template } from '../../../lib/local/assembly/localise';

const association = { Type: 'AWS::WAFv2::WebACLAssociation', Properties: { ResourceArn: 'x' } };
const alarm = { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: 'x' } };
/** As in `Fn::Sub`. */
const placeholder = (name: string) => `\${${name}}`;
const templateOf = (Resources: object, more: object = {}) => ({ Description: 'd', Resources, ...more }) as Template;

describe('D14 the local form of a template', () => {
  test('a type that the emulator lacks is left out and named, once', () => {
    const local = localise(
      templateOf({ A: association, B: association, C: { Type: 'AWS::SNS::Topic' } }),
      'localhost:1',
    );
    expect(local.template).toEqual(templateOf({ C: { Type: 'AWS::SNS::Topic' } }));
    expect(local.notEmulated).toEqual(['AWS::WAFv2::WebACLAssociation']);
    expect(local.adjusted).toEqual([]);
  });

  test('every function gets the loopback variable beside its own, and nothing else does', () => {
    const own = { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { A: '1' } }, Timeout: 3 } };
    const none = { Type: 'AWS::Lambda::Function', Properties: { Timeout: 4 } };
    const local = localise(templateOf({ own, none, topic: { Type: 'AWS::SNS::Topic' } }), 'localhost:8080');
    const variables = { AIRLOCK_LOOPBACK: 'localhost:8080' };
    expect(local.template.Resources).toEqual({
      own: { ...own, Properties: { Environment: { Variables: { A: '1', ...variables } }, Timeout: 3 } },
      none: { ...none, Properties: { Environment: { Variables: variables }, Timeout: 4 } },
      topic: { Type: 'AWS::SNS::Topic' },
    });
  });

  test("an answer of API Gateway's own names the request as the emulator can", () => {
    const answer = (id: string) => ({
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: { ResponseTemplates: { 'application/json': `{"request_id":"$context.${id}"}` } },
    });
    const { template } = localise(templateOf({ Answer: answer('extendedRequestId') }), 'localhost:1');
    expect(template.Resources['Answer']).toEqual(answer('requestId'));
  });

  test.each([
    ['a list', ['Gone', 'Kept'], ['Kept']],
    ['a list of nothing else', ['Gone'], undefined],
    ['a single name', 'Gone', undefined],
    ['a single name that stays', 'Kept', 'Kept'],
  ])('DependsOn as %s loses what is gone', (_, DependsOn, expected) => {
    const kept = { Type: 'AWS::SNS::Topic' };
    const { template } = localise(templateOf({ Gone: alarm, Kept: kept, Late: { ...kept, DependsOn } }), 'localhost:1');
    expect(template.Resources['Late']).toEqual(expected === undefined ? kept : { ...kept, DependsOn: expected });
  });

  test.each([
    ['Ref', { Ref: 'Gone' }],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Gone', 'Arn'] }],
    ['GetAtt as a text', { 'Fn::GetAtt': 'Gone.Arn' }],
    ['Join', { 'Fn::Join': ['', ['arn:', { Ref: 'Gone' }]] }],
    ['Sub', { 'Fn::Sub': placeholder('Gone') }],
    ['Sub of an attribute', { 'Fn::Sub': `arn:${placeholder('Gone.Arn')}` }],
    ['Sub with variables', { 'Fn::Sub': [placeholder('x'), { x: { Ref: 'Gone' } }] }],
  ])('what points at it by %s goes too, and is told', (_, pointer) => {
    const topic = {
      Type: 'AWS::SNS::Topic',
      Properties: { Name: 'n', Arn: pointer, List: ['a', pointer, { Ref: 'Kept' }] },
    };
    const local = localise(
      templateOf({ Gone: alarm, Kept: { Type: 'AWS::SNS::Topic' }, topic }, { Outputs: { Out: { Value: pointer } } }),
      'localhost:1',
    );
    expect(local.template.Resources['topic']).toEqual({
      Type: 'AWS::SNS::Topic',
      Properties: { Name: 'n', List: ['a', { Ref: 'Kept' }] },
    });
    expect(local.template.Outputs).toEqual({});
    expect(local.adjusted).toEqual(['topic.Properties.Arn', 'topic.Properties.List.1', 'Outputs.Out']);
  });

  test('a name that only looks like it stays, and so does an escaped one', () => {
    const Properties = {
      A: { Ref: 'GoneNot' },
      B: { 'Fn::Sub': `${placeholder('GoneNot')} ${placeholder('!Gone')}` },
      C: 'Gone',
      D: { Ref: 'AWS::Region' },
    };
    const local = localise(templateOf({ Gone: alarm, Topic: { Type: 'AWS::SNS::Topic', Properties } }), 'localhost:1');
    expect(local.template.Resources['Topic']?.Properties).toEqual(Properties);
    expect(local.adjusted).toEqual([]);
  });

  test('an update policy by what is gone goes as a whole', () => {
    const gone = { Type: 'AWS::CodeDeploy::DeploymentGroup' };
    const UpdatePolicy = {
      CodeDeployLambdaAliasUpdate: { ApplicationName: 'a', DeploymentGroupName: { Ref: 'Gone' } },
    };
    const alias = { Type: 'AWS::Lambda::Alias', Properties: { Name: 'current' } };
    const local = localise(templateOf({ Gone: gone, Alias: { ...alias, UpdatePolicy } }), 'localhost:1');
    expect(local.template.Resources['Alias']).toEqual(alias);
    expect(local.adjusted).toEqual(['Alias.UpdatePolicy']);
  });
});
