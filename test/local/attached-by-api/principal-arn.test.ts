import { withSessions } from '../../../lib/local/attached-by-api/principal-arn';

const ROLE = 'arn:aws:iam::111111111111:role/airlock-sandbox-api';

function statement(principalArn: unknown) {
  return {
    Sid: 'DenyOtherReaders',
    Effect: 'Deny',
    Principal: '*',
    Action: 'secretsmanager:GetSecretValue',
    Resource: '*',
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': principalArn } },
  };
}

test.each([[ROLE], [[ROLE]]])('D14: a role in aws:PrincipalArn is named as itself and as its sessions', (before) => {
  const policy = JSON.stringify({ Statement: [statement(before)] });
  const sessions = 'arn:aws:sts::111111111111:assumed-role/airlock-sandbox-api/*';
  expect(JSON.parse(withSessions(policy))).toEqual({ Statement: [statement([ROLE, sessions])] });
});

test('D14: nothing else of a policy changes', () => {
  const { Condition: _, ...open } = statement(ROLE);
  const policy = JSON.stringify({ Statement: [{ ...open, Principal: { AWS: ROLE } }] });
  expect(withSessions(policy)).toBe(policy);
});
