const PRINCIPAL_ARN = 'aws:PrincipalArn';

/**
 * A policy in the form that the emulator needs. In `aws:PrincipalArn` AWS gives the ARN of a session's role and the emulator that of the
 * session itself, so that each role there is named in both ways. Nothing else changes.
 */
export function withSessions(policy: string): string {
  return JSON.stringify(
    JSON.parse(policy, (key, value) => (key === PRINCIPAL_ARN ? [value].flat().flatMap(bothForms) : value)),
  );
}

function bothForms(arn: string): string[] {
  const [, partition, account, role] = /^arn:([\w-]+):iam::(\d{12}):role\/([\w+=,.@-]+)$/.exec(arn) ?? [];
  return role ? [arn, `arn:${partition}:sts::${account}:assumed-role/${role}/*`] : [arn];
}
