import { parse, stringify } from 'yaml';
import { bootstrapTemplate } from '../../../lib/bootstrap/bootstrap-template';
import { packTemplate, unpackResource } from '../../../lib/bootstrap/deploy/compact-template';
import { templateDifference } from '../../../lib/bootstrap/deploy/template-difference';
import { loadEnvironments } from '../../../lib/environment/load';

const { sandbox, live } = loadEnvironments();

test('DC2: a packed template says the same as an unpacked one, also after the CLI wrote it as YAML', () => {
  const template = bootstrapTemplate(sandbox);
  const packed = packTemplate(template);
  expect(typeof packed.Resources['RuntimeBoundary']?.Properties['PolicyDocument']).toBe('string');
  for (const [id, resource] of Object.entries(packed.Resources)) {
    expect(unpackResource(resource)).toEqual(template.Resources[id]);
  }
  expect(templateDifference(parse(stringify(packed)), template)).toEqual([]);
});

test('DC5: a changed statement, a loosened attribute and another order are told apart', () => {
  const wanted = packTemplate(bootstrapTemplate(sandbox));
  const deployed = structuredClone(bootstrapTemplate(sandbox)) as unknown as {
    Resources: Record<string, { Properties: Record<string, unknown>; DeletionPolicy?: string }>;
  };
  const { RuntimeBoundary, StagingBucket, Operator } = deployed.Resources;
  if (!RuntimeBoundary || !StagingBucket || !Operator) throw new Error('not there');
  Object(RuntimeBoundary.Properties['PolicyDocument']).Statement.pop();
  StagingBucket.DeletionPolicy = 'Delete';
  Operator.Properties = Object.fromEntries(Object.entries(Operator.Properties).reverse());
  expect(templateDifference(deployed as never, wanted)).toEqual([
    {
      change: 'changed',
      type: 'AWS::IAM::ManagedPolicy',
      logicalId: 'RuntimeBoundary',
      properties: ['PolicyDocument'],
    },
    { change: 'changed', type: 'AWS::S3::Bucket', logicalId: 'StagingBucket', properties: ['DeletionPolicy'] },
  ]);
});

test('DC5: what is there and not wanted is shown as removed, and the other way round', () => {
  const wanted = packTemplate(bootstrapTemplate(live));
  const stock = {
    Resources: { LookupRole: { Type: 'AWS::IAM::Role' }, CdkBootstrapVersion: wanted.Resources['CdkBootstrapVersion'] },
  };
  const differences = templateDifference(stock as never, wanted);
  expect(differences.filter(({ change }) => change === 'removed')).toEqual([
    { change: 'removed', type: 'AWS::IAM::Role', logicalId: 'LookupRole', properties: [] },
  ]);
  expect(differences.filter(({ change }) => change === 'added')).toHaveLength(Object.keys(wanted.Resources).length - 1);
});
