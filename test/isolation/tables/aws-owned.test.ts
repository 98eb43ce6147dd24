import { readFileSync } from 'node:fs';
import { awsOwnedArn, awsOwner } from '../../../lib/isolation/tables/aws-owned';
import { awsOwnedTable } from '../../../lib/isolation/tables/aws-owned-table';
import { tableFile } from '../../../lib/isolation/tables/table-files';

describe('accounts of AWS', () => {
  test('are what the CDK and the published lists say; refresh them with `npm run generate`', () => {
    const table: Record<string, string> = JSON.parse(readFileSync(tableFile('aws-owned'), 'utf8'));
    expect(table).toEqual(awsOwnedTable());
    for (const account of Object.values(table).join(' ').split(' ')) expect(account).toMatch(/^\d{12}$/);
  });

  test.each([
    ['156460612806', 'Elastic Load Balancing access logs'],
    ['580247275435', 'CloudWatch Lambda Insights layers'],
    ['901920570463', 'AWS Distro for OpenTelemetry layers'],
    ['015030872274', 'AWS Parameters and Secrets layers'],
    ['017000801446', 'Powertools for AWS Lambda layers'],
    ['602401143452', 'Amazon EKS images'],
    ['210876761215', 'Amazon Redshift audit logs'],
    ['763104351884', 'AWS Deep Learning Containers images'],
    ['111111111111', undefined],
    ['222222222222', undefined],
    ['333333333333', undefined],
  ])('%s: %s', (account, owner) => {
    expect(awsOwner(account)).toBe(owner);
  });

  test.each([
    ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', 'AWS managed policy'],
    ['arn:aws:ssm:eu-west-1::parameter/aws/service/ami-amazon-linux-latest/al2023', 'public parameter'],
    ['arn:aws:ssm:eu-west-1::document/AWS-RunShellScript', 'public document'],
    ['arn:aws:cloudformation:eu-west-1:aws:transform/Serverless-2016-10-31', 'transform of CloudFormation'],
    ['arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1A2B3', 'CloudFront origin access identity'],
    ['arn:aws:iam::222222222222:policy/aws', undefined],
    ['arn:aws:iam::aws:policy/*', undefined],
    ['arn:aws:ssm:eu-west-1:222222222222:parameter/aws/service/x', undefined],
    ['arn:aws:ssm:eu-west-1::parameter/aws/reference/secretsmanager/x', undefined],
    ['arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0', undefined],
    ['arn:aws:s3:::aws', undefined],
  ])('%s: %s', (arn, what) => {
    expect(awsOwnedArn(arn)).toBe(what);
  });
});
