import { join } from 'node:path';
import { readSide } from '../../../lib/isolation/input/read-side';
import { type Files, folderWith, QUEUE, removeFolders } from './folders';

afterAll(removeFolders);

const read = (files: Files, below = '') =>
  readSide({ name: 'live', path: join(folderWith(files), below), account: '222222222222' });

test('every template below a folder is a stack, whatever its form', () => {
  const { account, region, stacks, unread } = read({
    'a.json': QUEUE,
    'deep/b.yaml': 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n',
    'c.yml': 'Resources: { Queue: { Type: AWS::SQS::Queue } }',
    'd.template': JSON.stringify(QUEUE),
    'e.template.json': `\uFEFF${JSON.stringify(QUEUE)}`,
    'readme.md': 'no template',
  });
  expect([account, region, unread]).toEqual(['222222222222', 'us-east-1', []]);
  expect(stacks).toEqual(['a', 'c', 'd', 'deep/b', 'e'].map((name) => ({ name, template: QUEUE })));
});

test('JSON behind a byte order mark is read as JSON', () => {
  const { stacks } = read({ 'a.json': '\uFEFF{"Resources":{"A":{"Size":1.0}}}' });
  expect(stacks[0]?.template).toEqual({ Resources: { A: { Size: 1 } } });
});

test('two templates that differ in their ending only are told apart', () => {
  expect(read({ 'a.json': QUEUE, 'a.yaml': 'Resources: { B: { Type: X } }' }).stacks.map(({ name }) => name)).toEqual([
    'a.json',
    'a.yaml',
  ]);
});

test('one template alone', () => {
  const { stacks } = read({ 'a.json': QUEUE, 'b.json': '{' }, 'a.json');
  expect(stacks).toEqual([{ name: 'a', template: QUEUE }]);
});

test('parameter files and other JSON is text that is used with the templates', () => {
  const { stacks, texts } = read({
    'a.json': QUEUE,
    'parameters.json': [{ ParameterKey: 'A' }],
    'package.json': { name: 'x' },
    'samconfig.toml': '[default.deploy.parameters]',
    'pyproject.toml': '[project]',
  });
  expect(stacks).toHaveLength(1);
  expect(texts.map(({ path, kind }) => [path, kind])).toEqual([
    ['package.json', 'manifest'],
    ['parameters.json', 'manifest'],
    ['samconfig.toml', 'manifest'],
  ]);
});

test.each([
  ['a list', '- Key: team\n  Value: payments\n'],
  ['a chart', 'name: {{ .Values.name }}\n{{- if .Values.on }}\non: true\n{{- end }}\n'],
  ['two documents', 'a: 1\n---\nb: 2\n'],
  ['nothing', ''],
  ['what is no text', '\u0001\u0002\uffff'],
  ['a remark and nothing else', '# to be filled in\n'],
  ['a tag of its own', 'a: *nobody\n'],
])('%s beside a template is read as text, and that is said', (_, text) => {
  const { stacks, texts } = read({ 'a.json': QUEUE, 'deep/b.yaml': text });
  expect(stacks).toHaveLength(1);
  expect(texts).toEqual([
    {
      path: 'deep/b.yaml',
      text,
      kind: 'manifest',
      onlyText: expect.stringMatching(/^deep\/b\.yaml (?:cannot be read|is empty)/),
    },
  ]);
});

test.each([
  ['half a template', 'Resources:\n  Queue: {Type: "AWS::SQ'],
  ['two documents of which one is a template', 'a: 1\n---\nResources: { Queue: { Type: AWS::SQS::Queue } }\n'],
  ['a template in wide characters', Buffer.from('Resources: {}', 'utf16le')],
  ['nothing yet, where one is to be', '', 'b.template.json'],
])('%s beside a template ends the audit', (_, text, name = 'b.yaml') => {
  expect(() => read({ 'a.json': QUEUE, [name]: text })).toThrow(name);
});

test('other people’s code is not looked into', () => {
  const { stacks } = read({ 'a.json': QUEUE, 'node_modules/x/package.json': '{', '.git/x.json': '{' });
  expect(stacks).toHaveLength(1);
});

test('a template that another one nests by its path is no stack of its own', () => {
  const { stacks } = read({
    'a.json': {
      Resources: {
        Nested: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: './sub/b.json', Parameters: { P: 'x' } },
        },
        App: { Type: 'AWS::Serverless::Application', Properties: { Location: 'c.json' } },
      },
    },
    'sub/b.json': QUEUE,
    'c.json': QUEUE,
  });
  expect(stacks.map(({ name, parameters }) => [name, parameters])).toEqual([
    ['a', undefined],
    ['a/Nested', { P: 'x' }],
    ['a/App', {}],
  ]);
});

test('templates that nest each other in a circle are refused, whatever else is there', () => {
  const nest = (path: string) => ({
    Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: path } } },
  });
  expect(() => read({ 'a.json': nest('b.json'), 'b.json': nest('a.json'), 'c.json': QUEUE })).toThrow(
    /brings up itself/,
  );
});

test.each([
  ['one key twice', '{"Resources":{"A":{"Type":"x","Type":"y"}}}', 'Type is there twice in the same object'],
  ['no resources', 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n', /it has no Resources/],
  ['bytes that are no text', Buffer.from('Resources: { A: { Type: "\xff" } }', 'latin1'), 'the file is not UTF-8'],
])('a template with %s is there, with the problem', (_, text, problem) => {
  const { stacks } = read({ 'a.yaml': text });
  expect(stacks[0]?.problems?.[0]).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
});
