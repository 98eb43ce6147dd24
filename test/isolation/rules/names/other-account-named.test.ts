import { otherAccountNamed } from '../../../../lib/isolation/rules/names/other-account-named';
import { OTHER, OWN, observe, ruleTable, THIRD } from '../rule-table';
import { seen } from '../written';

const parameter = (Value: unknown) => seen('AWS::SSM::Parameter', { Type: 'String', Value });
const [front, back] = [OTHER.slice(0, 5), OTHER.slice(5)];

ruleTable(otherAccountNamed, {
  mustCatch: {
    'as it is': parameter(OTHER),
    'as a number': parameter(Number(OTHER)),
    'inside a text': parameter(`account ${OTHER}, please`),
    'in groups of four': parameter(OTHER.replace(/(\d{4})(?=\d)/g, '$1-')),
    'joined from two': parameter({ 'Fn::Join': ['', [front, back]] }),
    substituted: parameter({ 'Fn::Sub': ['arn:aws:sns:eu-west-1:${front}${back}:x', { front, back }] }),
    selected: parameter({ 'Fn::Select': [1, [OWN, OTHER]] }),
    'in base64': parameter({ 'Fn::Base64': `curl https://sqs.eu-west-1.amazonaws.com/${OTHER}/orders` }),
    'in base64, joined, with a part that nobody knows': parameter({
      'Fn::Base64': { 'Fn::Sub': [`\${a}\${b} \${AWS::StackId}`, { a: front, b: back }] },
    }),
    'in JSON inside a text': parameter(JSON.stringify({ a: [{ b: OTHER }] })),
    'as the name of a member': seen('AWS::IAM::Role', { Tags: [{ [OTHER]: 'x' }] }),
    'in metadata': { Seen: { Type: 'AWS::SNS::Topic', Metadata: { copiedFrom: OTHER } } },
    'behind a condition that nobody knows': {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { Far: { 'Fn::Equals': [{ Ref: 'Stage' }, 'far'] } },
      Resources: parameter({ 'Fn::If': ['Far', OTHER, OWN] }),
    },
    'in a resource that its condition leaves out': {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Seen: { Type: 'AWS::SNS::Topic', Condition: 'Never', Properties: { TopicName: OTHER } } },
    },
    'as the default of a parameter': { Parameters: { Account: { Type: 'String', Default: OTHER } }, Resources: {} },
    'in a mapping': { Mappings: { Accounts: { [OTHER]: { Name: 'x' } } }, Resources: {} },
    'in an output': { Resources: {}, Outputs: { Out: { Value: OTHER } } },
    'in a dynamic reference': parameter(
      `{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:${OTHER}:secret:x}}`,
    ),
    'in an allow beside a deny': seen('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          { Effect: 'Deny', Principal: { AWS: OTHER }, Action: '*' },
          { Effect: 'Allow', Principal: { AWS: OTHER }, Action: '*' },
        ],
      },
    }),
  } as never,
  mustPass: {
    'the own account': parameter(OWN),
    'another account': parameter(THIRD),
    'a longer number': parameter(`9${OTHER}9`),
    'a deny': seen('AWS::SQS::QueuePolicy', {
      PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: { AWS: OTHER }, Action: '*' }] },
    }),
    'a deny in a policy as text': parameter(
      JSON.stringify({ Statement: [{ Effect: 'Deny', Principal: { AWS: OTHER }, Action: '*' }] }),
    ),
  } as never,
});

test('a secret beside the number is not shown', () => {
  const found = observe(otherAccountNamed, 'sandbox', parameter(`sk_live_0000000000000000 of ${OTHER}`));
  expect(JSON.stringify(found)).not.toContain('sk_live_0');
  expect(found.some(({ decision }) => decision === 'open')).toBe(true);
});
