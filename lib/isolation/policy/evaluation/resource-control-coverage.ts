/**
 * Services whose actions resource control policies bind. Source: AWS Organizations user guide, "Resource control policies".
 * AWS adds services over time. One that is missing here makes the evaluator stricter, never milder: a resource control
 * policy only takes away. So a service is added when the guide names it, not when a list of actions does.
 */
const SERVICES = new Set(['s3', 'sqs', 'kms', 'secretsmanager', 'dynamodb', 'logs', 'ecr']);

/** Of STS only the call that IAM principals assume a role with. */
const ACTIONS = new Set(['sts:assumerole']);

/** @param action in lower case */
export function isUnderResourceControl(action: string): boolean {
  return SERVICES.has(action.slice(0, action.indexOf(':'))) || ACTIONS.has(action);
}
