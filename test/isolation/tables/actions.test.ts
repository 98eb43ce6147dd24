import { readFileSync } from 'node:fs';
import { isUnderResourceControl } from '../../../lib/isolation/policy/evaluation/control-policies';
import {
  accessLevel,
  actionsMatching,
  resourceTypesOf,
  servicesWithResourceControl,
} from '../../../lib/isolation/tables/actions';
import { actionsTable } from '../../../lib/isolation/tables/actions-table';
import { tableFile } from '../../../lib/isolation/tables/table-files';

describe('table of IAM actions', () => {
  test('is what the list of actions says; refresh it with `npm run generate`', async () => {
    expect(JSON.parse(readFileSync(tableFile('actions'), 'utf8'))).toEqual(await actionsTable());
  });

  test('patterns expand to actions as AWS writes them, whatever their case', () => {
    expect(actionsMatching('sqs:SendMessage')).toEqual(['sqs:SendMessage']);
    expect(actionsMatching('SQS:sendmessage')).toEqual(['sqs:SendMessage']);
    expect(actionsMatching('sqs:?etQueueUrl')).toEqual(['sqs:GetQueueUrl']);
    expect(actionsMatching('sts:AssumeRole*')).toEqual([
      'sts:AssumeRole',
      'sts:AssumeRoleWithSAML',
      'sts:AssumeRoleWithWebIdentity',
    ]);
    expect(actionsMatching('s3:*')).toEqual(expect.arrayContaining(['s3:GetObject', 's3:PutBucketPolicy']));
    expect(actionsMatching('s3:*').every((action) => action.startsWith('s3:'))).toBe(true);
    expect(actionsMatching('nonsense:*')).toEqual([]);
    expect(actionsMatching('sqs:Nonsense')).toEqual([]);
    expect(actionsMatching('*').length).toBeGreaterThan(20_000);
    expect(actionsMatching('*:*')).toEqual(actionsMatching('*'));
    expect(actionsMatching('s*:*')).toEqual(expect.arrayContaining(['s3:GetObject', 'sqs:SendMessage']));
  });

  test.each([
    ['s3:GetObject', 'Read'],
    ['s3:ListBucket', 'List'],
    ['s3:PutObject', 'Write'],
    ['s3:PutBucketPolicy', 'Permissions management'],
    ['iam:CreateRole', 'Write'],
    ['iam:AttachRolePolicy', 'Permissions management'],
    ['sqs:TagQueue', 'Tagging'],
    ['KMS:decrypt', 'Write'],
    ['nonsense:Action', undefined],
  ] as const)('access level of %s is %s', (action, level) => {
    expect(accessLevel(action)).toBe(level);
  });

  test('resources of an action with their ARNs', () => {
    expect(resourceTypesOf('sqs:SendMessage')).toEqual([{ type: 'queue', arn: 'arn:*:sqs:*:*:*' }]);
    expect(resourceTypesOf('dynamodb:GetItem')).toContainEqual({ type: 'table', arn: 'arn:*:dynamodb:*:*:table/*' });
    expect(resourceTypesOf('s3:GetObject')).toContainEqual({ type: 'object', arn: 'arn:*:s3:::*/*' });
    expect(resourceTypesOf('iam:PassRole')).toEqual([{ type: 'role', arn: 'arn:*:iam::*:role/*' }]);
    expect(resourceTypesOf('s3:ListAllMyBuckets')).toEqual([]);
    expect(resourceTypesOf('s3:Nonsense')).toBeUndefined();
  });

  test('what the evaluator puts under resource control policies is in the list of actions', () => {
    const listed = new Set(servicesWithResourceControl());
    const counted = new Set(
      actionsMatching('*')
        .filter((action) => isUnderResourceControl(action.toLowerCase()))
        .map((action) => action.split(':')[0] ?? ''),
    );
    expect(counted.size).toBeGreaterThan(5);
    for (const service of counted) expect(listed).toContain(service);
    expect(actionsMatching('sts:*').filter((action) => isUnderResourceControl(action.toLowerCase()))).toEqual([
      'sts:AssumeRole',
    ]);
    for (const service of ['sns', 'lambda', 'apigateway', 'execute-api']) expect(listed).not.toContain(service);
  });
});
