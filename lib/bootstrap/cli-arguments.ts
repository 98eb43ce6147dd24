import type { Environment } from '../environment/schema';
import { bootstrapStack, executionPolicyArns } from './bootstrap-template';

/**
 * What the CDK CLI is given to bootstrap one environment's account.
 * @param template file with the packed template
 */
export function bootstrapArguments(environment: Environment, template: string): string[] {
  const { account, region, qualifier } = environment;
  return [
    'bootstrap',
    `aws://${account}/${region}`,
    '--template',
    template,
    '--qualifier',
    qualifier,
    '--toolkit-stack-name',
    bootstrapStack(environment),
    '--cloudformation-execution-policies',
    executionPolicyArns(environment).join(','),
    '--termination-protection',
  ];
}
