import * as z from 'zod';
import { nearest } from './nearest';

/** The AWS regions that are open to every account; a test holds the list to the CDK's own. */
export const REGIONS: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
];

/** The name of a region. One that does not exist would only show later, in what is made from it. */
export function region(description: string) {
  return z
    .enum(REGIONS as [string, ...string[]], { error: ({ input }) => allowed(typeof input === 'string' ? input : '') })
    .describe(description);
}

function allowed(written: string): string {
  const near = nearest(written, REGIONS);
  return near ? `an AWS region; ${near} is the nearest` : 'an AWS region such as eu-west-1';
}
