/** Services whose actions resource control policies bind. Source: AWS Organizations user guide, "Resource control policies". */
const SERVICES = new Set(['s3', 'sqs', 'kms', 'secretsmanager', 'dynamodb', 'logs', 'ecr']);

/** Of STS only the call that IAM principals assume a role with. */
const ACTIONS = new Set(['sts:assumerole']);

/** @param action in lower case */
export function isUnderResourceControl(action: string): boolean {
  return SERVICES.has(action.slice(0, action.indexOf(':'))) || ACTIONS.has(action);
}
