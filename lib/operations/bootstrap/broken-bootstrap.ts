import { bootstrapStack } from '../../bootstrap/bootstrap-template';
import { Names } from '../../bootstrap/names';
import type { Environment } from '../../environment/schema';

/** A bootstrap stack that can be neither used nor changed as it is. */
export interface BrokenBootstrap {
  /** Its state and what that means. */
  readonly found: string;
  readonly fix: string;
}

/** States of a stack that was never made, or half taken away: CloudFormation lets it be deleted and nothing else. */
const TO_DELETE = ['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED'];

/**
 * What is wrong with the environment's bootstrap stack in a state, or undefined when it can be used and changed.
 * @param status CloudFormation's word; the template that it gives back in these states says nothing about what is there
 */
export function brokenBootstrap(environment: Environment, status: string): BrokenBootstrap | undefined {
  const { name, account, region } = environment;
  const at = `--stack-name ${bootstrapStack(environment)} --region ${region}`;
  const cloudformation = (action: string) => `aws cloudformation ${action} ${at}`;
  const asAdministrator = (...commands: string[]) =>
    `as an administrator of account ${account}: ${commands.join(' && ')}; then npx airlock bootstrap ${name}`;
  if (TO_DELETE.includes(status)) {
    return {
      found: `${status}: it is no bootstrap, and can only be deleted and made anew`,
      fix: `its events say why (${cloudformation('describe-stack-events')}); mend that, and then ${asAdministrator(
        cloudformation('update-termination-protection --no-enable-termination-protection'),
        cloudformation('delete-stack'),
        cloudformation('wait stack-delete-complete'),
        // Kept when its stack goes, and in the way of the next one. It is encrypted with S3's own key, so that there is none to delete.
        `aws s3 rb s3://${new Names(environment).assetsBucket} --region ${region}`,
      )}. The bucket is there only if the stack got that far, and has to be empty`,
    };
  }
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    return {
      found: `${status}: its last change is half undone`,
      fix: asAdministrator(cloudformation('continue-update-rollback')),
    };
  }
  if (status === 'UPDATE_FAILED') {
    return { found: `${status}: its last change is half done`, fix: asAdministrator(cloudformation('rollback-stack')) };
  }
  if (status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS') {
    return {
      found: `${status}: it is being changed`,
      fix: `wait until ${cloudformation('describe-stacks')} shows that it is done; then npx airlock bootstrap ${name}`,
    };
  }
  return undefined;
}
