import { judgedBy } from '../../../lib/isolation/address/judged-properties';
import { bothWays } from '../../../lib/isolation/audited';
import type { JsonObject } from '../../../lib/isolation/template/json';
import { OTHER, OWN } from '../rules/rule-table';

const LENGTH = 100_000;
const repeated = (text: string, length = LENGTH) => text.repeat(length / text.length);

/** What makes careless patterns take time that grows with the square of a text, or worse. */
const HOSTILE = {
  letters: repeated('a'),
  'words with dots': repeated('a.'),
  'words with hyphens': repeated('aa-'),
  'ARNs in ARNs': repeated('arn:', 20_000),
  'schemes without hosts': repeated('a://'),
  'a host without end': `x.es${repeated('-a')}!.amazonaws.com`,
  stars: repeated('*'),
  digits: repeated('1'),
  'groups of digits': repeated('2222-'),
  S3: `${repeated('s3.')}amazonaws.com`,
  'JSON that is none': repeated('["'),
};

function millisecondsFor(value: string): number {
  const template = {
    Resources: {
      Topic: { Type: 'AWS::SNS::Subscription', Properties: { Endpoint: value, TopicArn: value, Protocol: value } },
      Code: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { ZipFile: value, S3Bucket: value, ImageUri: value } },
      },
      Board: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: value } },
    },
  } as unknown as JsonObject;
  const side = (account: string) => ({ account, region: 'eu-west-1', stacks: [{ name: 'app', template }] });
  const [audited] = bothWays(side(OWN), side(OTHER));
  const start = performance.now();
  judgedBy('event-destinations', audited);
  return performance.now() - start;
}

test.each(Object.entries(HOSTILE))('%s are read in time that grows with their length', (_, value) => {
  expect(millisecondsFor(value)).toBeLessThan(15_000);
});
