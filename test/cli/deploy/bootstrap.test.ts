import { bootstrapTemplate } from '../../../lib/bootstrap/bootstrap-template';
import { loadEnvironments } from '../../../lib/environment/load';
import { airlock } from '../run-airlock';
import { testHome } from '../test-home';

// Each test starts the command line as a process of its own.

test('DC2: airlock bootstrap live --show prints the template, and asks nobody for credentials', async () => {
  const { code, stdout } = await airlock(['bootstrap', 'live', '--show']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(bootstrapTemplate(loadEnvironments().live))));
});

test('DC2: airlock bootstrap without credentials changes nothing and says so', async () => {
  const env = { HOME: testHome(), AWS_EC2_METADATA_DISABLED: 'true' };
  const { code, stderr } = await airlock(['bootstrap', 'sandbox'], { env });
  expect(code).toBe(1);
  expect(stderr).toContain('no AWS credentials for sandbox');
});
