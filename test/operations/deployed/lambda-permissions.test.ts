import { permissionsOf } from '../../../lib/operations/deployed/lambda-permissions';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111111111111:function:f:current';
const statement = (more: object) => ({
  Sid: 'x',
  Effect: 'Allow',
  Action: 'lambda:InvokeFunction',
  Resource: FUNCTION,
  ...more,
});

test.each([
  [{ Principal: '*' }, { Principal: '*' }],
  [{ Principal: { AWS: 'arn:aws:iam::222222222222:root' } }, { Principal: 'arn:aws:iam::222222222222:root' }],
  [
    { Principal: { Service: 'sns.amazonaws.com' }, Condition: { ArnLike: { 'AWS:SourceArn': 'arn:t' } } },
    { Principal: 'sns.amazonaws.com', SourceArn: 'arn:t' },
  ],
  [
    {
      Principal: { Service: 's3.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': ['111111111111'], 'aws:PrincipalOrgID': 'o-1' } },
    },
    { Principal: 's3.amazonaws.com', SourceAccount: '111111111111', PrincipalOrgID: 'o-1' },
  ],
  [
    { Principal: '*', Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } } },
    { Principal: '*', FunctionUrlAuthType: 'NONE' },
  ],
])('BG3 the statement %j of a function is the permission that made it', (written, permission) => {
  expect(permissionsOf({ Statement: [statement(written)] })).toMatchObject([
    {
      type: 'AWS::Lambda::Permission',
      properties: { FunctionName: FUNCTION, Action: 'lambda:InvokeFunction', ...permission },
    },
  ]);
});

test('equal statements have equal names, others have not', () => {
  const [one, same, other] = [{ Principal: '*' }, { Principal: '*' }, { Principal: 'x' }].map(
    (written) => permissionsOf({ Statement: [statement(written)] })[0]?.name,
  );
  expect(one).toBe(same);
  expect(one).not.toBe(other);
});

test.each([undefined, null, 'text', {}, { Statement: 'x' }])('%j has no statements', (policy) => {
  expect(permissionsOf(policy as never)).toEqual([]);
});
