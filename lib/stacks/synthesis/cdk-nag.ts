import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/** Fails a synth that has a finding of cdk-nag's AwsSolutions that `acknowledgements.ts` does not name. */
export function checkBestPractices(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
}
