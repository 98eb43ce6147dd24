import { RegionInfo } from 'aws-cdk-lib/region-info';
import { REGIONS } from '../../lib/environment/regions';

test('D3: the known regions are those that the CDK knows of the partitions that anybody can have an account in', () => {
  const open = RegionInfo.regions.filter(({ partition }) => ['aws', 'aws-cn', 'aws-us-gov'].includes(`${partition}`));
  expect(REGIONS).toEqual(open.map(({ name }) => name).sort());
});
