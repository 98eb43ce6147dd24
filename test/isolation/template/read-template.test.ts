// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of CloudFormation
import { readTemplate } from '../../../lib/isolation/template/read-template';

const YAML = `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Owner: { Type: String, Default: 012345678901 }
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub 'orders-\${AWS::AccountId}'
      Tags:
        - !Ref Owner
        - !GetAtt Other.Arn.Value
        - !GetAtt [Other, Arn]
        - !Join ['-', [a, !Select [0, !Split [',', 'x,y']]]]
        - !If [Live, !FindInMap [M, a, b], !ImportValue x]
        - Fn::GetAZs: !Ref AWS::Region
        - !Base64 abc
        - !Equals [!Ref Owner, 1]
        - !Sub
          - \${a}
          - { a: 1.50 }
`;

describe('DC5: a template is read in JSON and YAML', () => {
  test('short tags are their long forms', () => {
    const { template, problems } = readTemplate(YAML);
    expect(problems).toEqual([]);
    expect(template).toEqual({
      AWSTemplateFormatVersion: '2010-09-09',
      // Text, although it looks like a number: an account may start with 0.
      Parameters: { Owner: { Type: 'String', Default: '012345678901' } },
      Resources: {
        Queue: {
          Type: 'AWS::SQS::Queue',
          Properties: {
            QueueName: { 'Fn::Sub': 'orders-${AWS::AccountId}' },
            Tags: [
              { Ref: 'Owner' },
              { 'Fn::GetAtt': ['Other', 'Arn.Value'] },
              { 'Fn::GetAtt': ['Other', 'Arn'] },
              { 'Fn::Join': ['-', ['a', { 'Fn::Select': [0, { 'Fn::Split': [',', 'x,y'] }] }]] },
              { 'Fn::If': ['Live', { 'Fn::FindInMap': ['M', 'a', 'b'] }, { 'Fn::ImportValue': 'x' }] },
              { 'Fn::GetAZs': { Ref: 'AWS::Region' } },
              { 'Fn::Base64': 'abc' },
              { 'Fn::Equals': [{ Ref: 'Owner' }, 1] },
              { 'Fn::Sub': ['${a}', { a: '1.50' }] },
            ],
          },
        },
      },
    });
  });
  test('aliases are followed', () => {
    expect(readTemplate('a: &x {b: 1}\nc: *x').template).toEqual({ a: { b: 1 }, c: { b: 1 } });
  });
  test('JSON may be followed by nothing else', () => {
    expect(readTemplate('{"Resources": {}}').template).toEqual({ Resources: {} });
    expect(readTemplate('{Resources: {}}').template).toEqual({ Resources: {} });
  });
});

describe('DC5: a broken or hostile template is a sentence, never an error', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefghij'[at]}`).join()}]`).join('\n')}`;
  test.each([
    ['no text', '', 'a template must be an object'],
    ['a list', '[1]', 'a template must be an object'],
    ['broken YAML', 'a: [1', expect.stringMatching(/^line 1: /)],
    ['half a JSON', '{"a": [', expect.stringMatching(/^line 1: /)],
    ['an alias without an anchor', 'a: *nothing', expect.stringMatching(/nothing/)],
    ['aliases that multiply', bomb, expect.stringMatching(/aliases included$/)],
    [
      'JSON nested without end',
      `{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
      'nested 9001 deep; at most 200 is read',
    ],
  ])('%s', (_, text, problem) => {
    const { template, problems } = readTemplate(text);
    expect(template).toBeUndefined();
    expect(problems).toContainEqual(problem);
  });
  test.each(['{"a":{"Effect":"Deny","x":[{}],"Effect" : "Allow"}}', 'a:\n  Effect: Deny\n  Effect: Allow'])(
    'a key twice is said, since only one of them counts: %s',
    (text) => {
      expect(readTemplate(text).problems).toHaveLength(1);
    },
  );
  test('two objects may have the same key', () => {
    expect(readTemplate('{"a":{"k":1,"s":"\\"k\\":{"},"b":{"k":2},"c":[{"k":1},{"k":1}]}').problems).toEqual([]);
  });
});
