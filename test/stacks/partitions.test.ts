import { AwsSolutionsChecks } from 'cdk-nag';
import { bootstrapTemplate } from '../../lib/bootstrap/bootstrap-template';
import { loadEnvironments } from '../../lib/environment/load';
import type { Environment } from '../../lib/environment/schema';
import { synthesize } from './synthesized';

/** Sandbox as its file would be in a region of another partition. */
function sandboxIn(region: string, partition: string): Environment {
  const { domain: _, ...sandbox } = loadEnvironments().sandbox;
  return JSON.parse(JSON.stringify({ ...sandbox, region }).replaceAll('arn:aws:', `arn:${partition}:`));
}

describe.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('in %s', (region, partition) => {
  const environment = sandboxIn(region, partition);
  const { app, templates } = synthesize(environment);

  test(`every ARN begins with arn:${partition}:`, () => {
    const written = JSON.stringify({ ...templates, bootstrap: bootstrapTemplate(environment) });
    const partitions = [...written.matchAll(/arn:(aws[\w-]*):/g)].map(([, found]) => found);
    expect(partitions.length).toBeGreaterThan(200);
    expect(partitions.filter((found) => found !== partition)).toEqual([]);
  });

  test('what is acknowledged of AwsSolutions is what it finds', () => {
    app.synth();
    expect(new AwsSolutionsChecks().validateScope(app).violations).toEqual([]);
  });
});
