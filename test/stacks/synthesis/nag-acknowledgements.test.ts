import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledgements } from '../../../lib/stacks/synthesis/nag-acknowledgements';
import { BOTH } from '../synthesized';

describe.each(BOTH)('%s', (name, { app, environment }) => {
  const listed = acknowledgements(app, environment);

  /** What AwsSolutions finds, acknowledged or not. */
  function everyFinding(): string[] {
    app.synth();
    const pack = new AwsSolutionsChecks();
    Object.assign(pack as object, { isAcknowledged: () => false });
    return pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath = '' }) => `${ruleName} ${constructPath}`),
      );
  }

  test('every finding of AwsSolutions is acknowledged, and nothing that is not found', () => {
    expect(listed.map(({ on, rule }) => `${rule} airlock-${name}-${on}`).sort()).toEqual(everyFinding().sort());
  });

  test('with them AwsSolutions finds nothing', () => {
    app.synth();
    expect(new AwsSolutionsChecks().validateScope(app).violations).toEqual([]);
  });

  test('each has a reason that says more than that it is meant', () => {
    for (const { on, reason } of listed) expect([on, reason.length > 40]).toEqual([on, true]);
  });
});
