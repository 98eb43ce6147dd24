import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/** Fails a synth that has a finding of cdk-nag's AwsSolutions that `nag-acknowledgements.ts` does not name. */
export function addCdkNagChecks(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
}
