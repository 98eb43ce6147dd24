import type { Check } from '../../../lib/operations/doctor/check';
import { CHECKS, DOCTOR_ACTIONS } from '../../../lib/operations/doctor/checks';
import { type Answers, inspectedAccount } from './inspected-account';

/** An account where every check gets as far as it can. */
const ANSWERS: Answers = {
  'acm:DescribeCertificate': { Certificate: { Status: 'ISSUED' } },
  'cloudformation:DescribeStacks': {
    Stacks: [{ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputKey: 'BootstrapVersion', OutputValue: '1' }] }],
  },
  'cloudformation:GetTemplate': { TemplateBody: '{}' },
  'cloudtrail:GetTrailStatus': { IsLogging: true },
  'dynamodb:DescribeContinuousBackups': {},
  'dynamodb:DescribeTable': {},
  'lambda:GetAccountSettings': {},
  'lambda:GetFunctionConcurrency': {},
  'secretsmanager:DescribeSecret': {},
  'sns:GetTopicAttributes': {},
  'sns:ListSubscriptionsByTopic': {},
};

describe('section 3.2: what the auditor must be allowed for airlock doctor', () => {
  test.each(CHECKS.map((check): [string, Check] => [check.id, check]))(
    '%s declares exactly what it calls',
    async (_, check) => {
      const account = inspectedAccount(ANSWERS);
      await check.inspect(account);
      expect([...account.asked].sort()).toEqual([...check.actions].sort());
    },
  );

  test('D6: it only reads, and no secret value', () => {
    expect(DOCTOR_ACTIONS).toEqual(Object.keys(ANSWERS));
    for (const action of DOCTOR_ACTIONS) expect(action).toMatch(/^\w+:(Get|List|Describe)/);
    expect(DOCTOR_ACTIONS).not.toContain('secretsmanager:GetSecretValue');
  });

  test('no two checks have one name', () => {
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  });
});
