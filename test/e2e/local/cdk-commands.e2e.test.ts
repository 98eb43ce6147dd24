import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { EnvironmentName } from '../../../lib/environment/modes';
import { connect } from '../../../lib/operations/account/connect';
import { airlock } from '../../cli/run-airlock';

/** Each stack with when it was last changed, and to what end. */
async function stacksOf(stage: EnvironmentName): Promise<readonly string[]> {
  const connection = await connect({ stage, local: true });
  try {
    const { Stacks = [] } = await connection.client(CloudFormationClient).send(new DescribeStacksCommand({}));
    return Stacks.map(
      ({ StackName, StackStatus, LastUpdatedTime }) => `${StackName} ${StackStatus} ${LastUpdatedTime?.toISOString()}`,
    ).sort();
  } finally {
    connection.close();
  }
}

// What a synthesis validates is tested elsewhere.
const run = (...words: string[]) => airlock([...words, '--local', '--json'], { env: { CDK_VALIDATION: 'false' } });

describe('section 6: what was just deployed differs in nothing from what would be', () => {
  let before: readonly string[];
  beforeAll(async () => {
    before = [...(await stacksOf('sandbox')), ...(await stacksOf('live'))];
    expect(before).toHaveLength(14);
  });

  // Side by side: of two stages, so that neither waits for the other's synthesis.
  test('airlock diff and airlock deploy find nothing to change, and airlock bootstrap neither', async () => {
    const [diff, deploy, bootstrap] = await Promise.all([
      run('diff', 'sandbox'),
      run('deploy', 'live'),
      run('bootstrap', 'sandbox'),
    ]);
    expect(diff.stderr).toContain('Number of stacks with differences: 0');
    expect(diff.stderr).not.toContain('Subprocess');
    expect(deploy.stderr.match(/\(no changes\)/g)).toHaveLength(6);
    expect([diff.code, deploy.code, bootstrap.code]).toEqual([0, 0, 0]);
    expect([diff, deploy, bootstrap].map(({ stdout }) => JSON.parse(stdout))).toEqual([
      { stage: 'sandbox', verb: 'diff', assembly: 'cdk.out/sandbox' },
      { stage: 'live', verb: 'deploy', assembly: 'cdk.out/live' },
      { stage: 'sandbox', stack: 'airlock-sandbox-bootstrap', changed: false, differences: [] },
    ]);
    expect([...(await stacksOf('sandbox')), ...(await stacksOf('live'))]).toEqual(before);
  });
});
