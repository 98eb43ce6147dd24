import { normalPolicy } from '../../../lib/isolation/deployed/normal-policy';

describe.each(['aws', 'aws-cn', 'aws-us-gov'])('in the partition %s', (partition) => {
  const to = (AWS: string) =>
    normalPolicy({ Statement: { Effect: 'Allow', Principal: { AWS }, Action: 'kms:*' } }, { partition });

  test('the number of an account stands for its root, and for nobody else', () => {
    expect(to('111111111111')).toEqual(to(`arn:${partition}:iam::111111111111:root`));
    expect(to('111111111111')).not.toEqual(to(`arn:${partition}:iam::222222222222:root`));
    expect(to('111111111111')).not.toEqual(to(`arn:${partition}:iam::111111111111:role/root`));
  });
});
