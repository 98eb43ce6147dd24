import { readSide } from '../../../lib/isolation/input/read-side';
import { type Files, folderWith, removeFolders } from './folders';

afterAll(removeFolders);

const TEMPLATE = {
  Parameters: { Share: { Type: 'String', Default: 'no' }, Zones: { Type: 'CommaDelimitedList', Default: 'a' } },
  Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
};
const stackOf = (files: Files) =>
  readSide({ name: 'live', path: folderWith({ 'app.json': TEMPLATE, ...files }), account: '222222222222' }).stacks[0];

test.each<[string, Files]>([
  ['a list of keys and values', { 'app.parameters.json': [{ ParameterKey: 'Share', ParameterValue: 'yes' }] }],
  ['a list of texts', { 'params.json': ['Share=yes'] }],
  ['an object of CodePipeline', { 'config/live.json': { Parameters: { Share: 'yes' } } }],
])('values are taken from %s beside the template', (_, files) => {
  expect(stackOf(files)?.parameters).toEqual({ Share: 'yes' });
});

test('a list of values is joined', () => {
  expect(stackOf({ 'params.json': { Parameters: { Zones: ['a', 'b'] } } })?.parameters).toEqual({ Zones: 'a,b' });
});

test('a file for another template is not taken', () => {
  expect(stackOf({ 'params.json': { Parameters: { Other: 'yes' } } })?.parameters).toBeUndefined();
});

test('where two files differ nothing is known, not even the default', () => {
  const stack = stackOf({ 'a.json': ['Share=yes'], 'b.json': ['Share=no', 'Zones=c'] });
  expect(stack?.parameters).toEqual({ Zones: 'c' });
  expect(stack?.template['Parameters']).toEqual({ ...TEMPLATE.Parameters, Share: { Type: 'String' } });
});
