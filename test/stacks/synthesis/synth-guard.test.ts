import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { CfnResource, Duration } from 'aws-cdk-lib';
import { CfnEventBusPolicy } from 'aws-cdk-lib/aws-events';
import {
  AccountPrincipal,
  AnyPrincipal,
  OrganizationPrincipal,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BoundaryOpened } from '../../../lib/stacks/synthesis/synth-guard';
import { BOTH, synthesize } from '../synthesized';

describe.each(BOTH)('%s', (name, { environment, other }) => {
  const foreign = new AccountPrincipal(other.account);
  const own = new AccountPrincipal(environment.account);
  /** The message of the guard when the construct `Seen` is added to the data stack. */
  function stopped(add: (stack: Stack) => void): string | undefined {
    const { app, stacks } = synthesize(environment);
    const stack = stacks.find(({ stackName }) => stackName.endsWith('-data')) as Stack;
    add(stack);
    try {
      app.synth();
    } catch (error) {
      // What was written cannot be deployed or audited by mistake.
      expect(existsSync(join(app.outdir, 'manifest.json'))).toBe(false);
      if (error instanceof BoundaryOpened) return error.message;
      throw error;
    }
    return undefined;
  }
  const everything = (principals: PolicyStatement['principals']) =>
    new PolicyStatement({ actions: ['*'], resources: ['*'], principals });

  test.each<[string, (stack: Stack) => void, string]>([
    [
      'a role that trusts the other account',
      (stack) => void new Role(stack, 'Seen', { assumedBy: foreign }),
      'Seen/Resource',
    ],
    [
      'a bucket policy for everybody',
      (stack) => new Bucket(stack, 'Seen').addToResourcePolicy(everything([new AnyPrincipal()])) as never,
      'Seen/Policy/Resource',
    ],
    [
      'a queue policy for the organisation',
      (stack) =>
        new Queue(stack, 'Seen').addToResourcePolicy(
          everything([new OrganizationPrincipal('o-airlockairlock')]),
        ) as never,
      'Seen/Policy/Resource',
    ],
    [
      'a topic that a service may publish to for anybody',
      (stack) =>
        new Topic(stack, 'Seen').addToResourcePolicy(
          everything([new ServicePrincipal('events.amazonaws.com')]),
        ) as never,
      'Seen/Policy/Resource',
    ],
    [
      'a secret that the other account may read',
      (stack) => void new Secret(stack, 'Seen').addToResourcePolicy(everything([foreign])),
      'Seen/Policy/Resource',
    ],
    [
      'a key that the other account may use',
      (stack) => void new Key(stack, 'Seen').grantDecrypt(foreign),
      'Seen/Resource',
    ],
    [
      'a permission to invoke without a source',
      (stack) =>
        void new CfnPermission(stack, 'Seen', {
          action: 'lambda:InvokeFunction',
          functionName: 'x',
          principal: 's3.amazonaws.com',
        }),
      'Seen',
    ],
    [
      'an event bus that takes events of the other account',
      (stack) =>
        void new CfnEventBusPolicy(stack, 'Seen', {
          statementId: 'x',
          statement: { Effect: 'Allow', Principal: { AWS: other.account }, Action: 'events:PutEvents', Resource: '*' },
        }),
      'Seen',
    ],
    [
      "the other account's number in any property",
      (stack) =>
        void new CfnResource(stack, 'Seen', {
          type: 'AWS::EC2::VPCPeeringConnection',
          properties: { PeerOwnerId: other.account },
        }),
      'Seen',
    ],
    [
      'an alias of something in the other account',
      (stack) =>
        void Topic.fromTopicArn(stack, 'Imported', `arn:aws:sns:eu-west-1:${other.account}:orders`).addSubscription({
          bind: () => ({ protocol: 'sqs' as never, endpoint: 'x', subscriberId: 'Seen' }),
        }),
      'Seen/Resource',
    ],
  ])('DC5 BG4: %s stops the synthesis at once, with its path and the fix', (_, add, path) => {
    const [first = '', fix = ''] = (stopped(add) ?? '').split('\n');
    expect(first).toContain(`airlock-${name}-data/`);
    expect(first.slice(0, first.indexOf(': '))).toMatch(new RegExp(`${path}$`));
    expect(first).toContain(other.account);
    expect(fix.trim()).not.toBe('');
  });

  test.each<[string, (stack: Stack) => void]>([
    [
      'trusts and grants of the own account',
      (stack) => {
        new Role(stack, 'Role', { assumedBy: own, maxSessionDuration: Duration.hours(1) });
        new Key(stack, 'Key').grantDecrypt(own);
        new Secret(stack, 'Secret').grantRead(own);
      },
    ],
    [
      'a service held to the own account',
      (stack) => {
        new Queue(stack, 'Queue').addToResourcePolicy(
          new PolicyStatement({
            actions: ['sqs:SendMessage'],
            resources: ['*'],
            principals: [new ServicePrincipal('events.amazonaws.com')],
            conditions: { StringEquals: { 'aws:SourceAccount': environment.account } },
          }),
        );
      },
    ],
  ])('%s pass', (_, add) => {
    expect(stopped(add)).toBeUndefined();
  });
});
