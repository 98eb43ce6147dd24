/**
 * Properties that together are one statement of a policy: who may call, under which conditions. They are asked as the policy that
 * they are. What the statement is put on is not among them.
 * Source: CloudFormation template reference of each type.
 */
const PARTS =
  /^AWS::(?:Lambda::Permission\.(?!FunctionName\b)|Lambda::LayerVersionPermission\.(?!LayerVersionArn\b)|Events::EventBusPolicy\.(?!EventBusName\b)|ACMPCA::Permission\.(?!CertificateAuthorityArn\b))/;

/** @param key type and path without positions */
export function isPartOfPermission(key: string): boolean {
  return PARTS.test(key);
}
