import type { Deployed, DeployedResource } from '../deployed';
import { policyLayer } from '../layer';
import { ALLOWS_EVERY_PRINCIPAL, ALLOWS_EVERYTHING, policyOf, type Question } from '../question';
import { peopleBoundaryQuestions, runtimeBoundaryQuestions } from '../questions/boundaries';
import { deploymentBoundaryQuestions } from '../questions/deployment-boundary';

/** Whether each boundary stops what must not be, and nothing that must, when the policies under it allow everything. */
export const boundaries = policyLayer('boundary', (deployed) =>
  deployed.all('AWS::IAM::ManagedPolicy').flatMap((managed) => {
    const name = String(managed.properties['ManagedPolicyName']);
    const questions = questionsOf(deployed, name);
    if (!questions) return [];
    return [{ name, places: [managed], policies: (opened) => limits(managed, opened), questions }];
  }),
);

function limits({ logicalId, properties }: DeployedResource, opened: boolean) {
  const boundary = policyOf(logicalId, 'boundary', properties['PolicyDocument']);
  return {
    identity: [ALLOWS_EVERYTHING],
    ...(boundary && { boundary }),
    // Names the session itself: then what a boundary does not mention is allowed, and only its denies stand.
    ...(opened && { resource: [ALLOWS_EVERY_PRINCIPAL] }),
  };
}

function questionsOf(deployed: Deployed, name: string): (() => readonly Question[]) | undefined {
  const { side, key } = deployed;
  const { names } = side;
  switch (name) {
    case names.boundary('runtime'):
      return () => runtimeBoundaryQuestions(side, key);
    case names.boundary('deployment'):
      return () => deploymentBoundaryQuestions(side);
    case names.boundary('people'):
      return () => peopleBoundaryQuestions(side, key);
    default:
      return undefined;
  }
}
