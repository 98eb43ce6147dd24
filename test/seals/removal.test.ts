import { at, without } from './removal';

const statement = {
  Effect: 'Deny',
  Action: ['a:A', 'a:B'],
  Condition: {
    Bool: { 'aws:SecureTransport': 'false' },
    Null: { 'aws:SourceAccount': 'true', 'aws:SourceArn': 'true' },
  },
};
const policy = { Statement: [statement, { Effect: 'Allow' }] };

test('takes out one value and leaves the rest', () => {
  expect(without(policy, ['Statement', 0, 'Action', 0])).toEqual({
    Statement: [{ ...statement, Action: ['a:B'] }, { Effect: 'Allow' }],
  });
  expect(without(policy, ['Statement', 0])).toEqual({ Statement: [{ Effect: 'Allow' }] });
  expect(at(policy, ['Statement', 0, 'Action', 1])).toBe('a:B');
});

test('takes out an operator that has no key left, and a condition that has no operator left', () => {
  const withoutBool = without(policy, ['Statement', 0, 'Condition', 'Bool', 'aws:SecureTransport']);
  expect(at(withoutBool, ['Statement', 0, 'Condition'])).toEqual({ Null: statement.Condition.Null });
  const single = { Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] };
  const unconditional = without(single, ['Statement', 0, 'Condition', 'Bool', 'aws:SecureTransport']);
  expect(unconditional).toEqual({ Statement: [{ Effect: 'Deny' }] });
});

test('leaves alone what is not there, and what it was given', () => {
  const before = structuredClone(policy);
  expect(without(policy, ['Statement', 0, 'Resource', 3])).toEqual(before);
  expect(policy).toEqual(before);
});
