import { RegionInfo } from 'aws-cdk-lib/region-info';
import * as arns from '../../lib/contract/arns';
import { REGIONS } from '../../lib/environment/regions';

const LIVE = { name: 'live', account: '222222222222', region: 'eu-central-1' } as const;

test.each(REGIONS)('the partition of %s is the one that the CDK knows', (region) => {
  expect(arns.partitionOf(region)).toBe(RegionInfo.get(region).partition);
});

test.each([
  [arns.tableArn(LIVE, 'ledger'), 'arn:aws:dynamodb:eu-central-1:222222222222:table/airlock-live-ledger'],
  [arns.tableArn(LIVE, '*'), 'arn:aws:dynamodb:eu-central-1:222222222222:table/airlock-live-*'],
  [arns.functionArn(LIVE, 'api'), 'arn:aws:lambda:eu-central-1:222222222222:function:airlock-live-api'],
  [
    arns.functionArn(LIVE, 'provider:current'),
    'arn:aws:lambda:eu-central-1:222222222222:function:airlock-live-provider:current',
  ],
  [arns.secretArn(LIVE, 'psp'), 'arn:aws:secretsmanager:eu-central-1:222222222222:secret:airlock/live/psp/*'],
  [arns.secretArn(LIVE, '*'), 'arn:aws:secretsmanager:eu-central-1:222222222222:secret:airlock/live/*'],
  [arns.logGroupArn(LIVE, 'api'), 'arn:aws:logs:eu-central-1:222222222222:log-group:/airlock/live/api'],
  [arns.alarmTopicArn(LIVE), 'arn:aws:sns:eu-central-1:222222222222:airlock-live-alarms'],
  [arns.trailArn(LIVE), 'arn:aws:cloudtrail:eu-central-1:222222222222:trail/airlock-live'],
  [arns.roleArn(LIVE, 'airlock-live-api'), 'arn:aws:iam::222222222222:role/airlock-live-api'],
  [arns.policyArn(LIVE, 'any'), 'arn:aws:iam::222222222222:policy/any'],
  [arns.bucketArn(LIVE, 'any'), 'arn:aws:s3:::any'],
  [arns.apiGatewayArn(LIVE, 'restapis/*'), 'arn:aws:apigateway:eu-central-1::/restapis/*'],
])('%s', (made, expected) => {
  expect(made).toBe(expected);
});

test.each([
  ['cn-north-1', 'arn:aws-cn:iam::222222222222:role/any'],
  ['us-gov-west-1', 'arn:aws-us-gov:iam::222222222222:role/any'],
])('in %s it is %s', (region, expected) => {
  expect(arns.roleArn({ ...LIVE, region }, 'any')).toBe(expected);
});
