import { judgedBy } from '../../../lib/isolation/address/judged-properties';
import { bothWays } from '../../../lib/isolation/audit/both-ways';
import type { JsonObject } from '../../../lib/isolation/template/json';
import { growth } from '../../growth';
import { OTHER, OWN } from '../rules/rule-table';

const LENGTH = 100_000;
const repeated = (text: string) => (length: number) => text.repeat(length / text.length);

/** What makes careless patterns take time that grows with the square of a text, or worse. */
const HOSTILE = {
  letters: repeated('a'),
  'words with dots': repeated('a.'),
  'words with hyphens': repeated('aa-'),
  'ARNs in ARNs': repeated('arn:'),
  'schemes without hosts': repeated('a://'),
  'a host without end': (length: number) => `x.es${repeated('-a')(length)}!.amazonaws.com`,
  stars: repeated('*'),
  digits: repeated('1'),
  'groups of digits': repeated('2222-'),
  S3: (length: number) => `${repeated('s3.')(length)}amazonaws.com`,
  'JSON that is none': repeated('["'),
};

function sidesWith(value: string) {
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
  return bothWays(side(OWN), side(OTHER))[0];
}

test.each(Object.entries(HOSTILE))('%s are read in time that grows with their length', (_, text) => {
  const read = (length: number) => {
    const audited = sidesWith(text(length));
    return () => void judgedBy('event-destinations', audited);
  };
  // Eight times the length: a square would take 64 times as long.
  expect(growth(read, { from: LENGTH / 8, to: LENGTH })).toBeLessThan(24);
});
