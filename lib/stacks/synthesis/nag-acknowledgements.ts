import { type App, CfnResource, Validations } from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { arnOf, bucketArn, logGroupArn, secretArn, tableArn } from '../../contract/arns';
import type { FunctionName } from '../../contract/functions';
import { bucketName, nameOf } from '../../contract/names';
import { type StackPart, stackName } from '../../contract/stacks';
import type { Environment } from '../../environment/schema';

/** A finding of cdk-nag's AwsSolutions that is looked at and meant. */
interface Acknowledgement {
  /** One construct: stack without its environment, then the path in it, for example `data/LedgerArchive/Resource`. */
  readonly on: string;
  /** The rule, with what it found in brackets when it finds several things in one resource. */
  readonly rule: string;
  readonly reason: string;
}

/** Every finding that is acknowledged, one construct and one finding each: whatever is added later is found again. */
export function acknowledgements(app: App, environment: Environment): Acknowledgement[] {
  return [
    ...wildcards(environment),
    ...buckets(),
    ...api(),
    ...queues(),
    ...everyMethod(app, environment),
    ...everySecret(app, environment),
  ];
}

/** @throws Error when a construct is not there any more */
export function acknowledge(app: App, environment: Environment): void {
  for (const { on, rule, reason } of acknowledgements(app, environment)) {
    const [stack = '', ...path] = on.split('/');
    const construct = path.reduce(
      (parent, id) => parent.node.findChild(id),
      app.node.findChild(stackName(environment.name, stack as StackPart)),
    );
    // What `Validations.acknowledge` records, without its stack trace: that holds the paths of the machine it was made on.
    construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [`Annotation::${rule}`]: reason });
  }
}

function wildcards(environment: Environment): Acknowledgement[] {
  const { account, region } = environment;
  const found = (resource: string) => `AwsSolutions-IAM5[Resource::${resource}]`;
  const on = (part: string) => `gateway/${part}Function/Role/Resource`;
  const ownLog = (part: string, functionName: FunctionName): Acknowledgement => ({
    on: on(part),
    rule: found(`${logGroupArn(environment, functionName)}:*`),
    reason: "one log group's streams, which Lambda names as it makes them; the function writes there and cannot read",
  });
  return [
    ownLog('Api', 'api'),
    ownLog('Archive', 'archive'),
    ownLog('Provider', 'provider'),
    {
      on: 'foundation/ApiGatewayLogRole/Resource',
      rule: found(arnOf(environment, 'logs', 'log-group:*')),
      reason:
        'API Gateway tries the role on a log group of its own naming before it accepts it; held to this account and region, and only API Gateway can take the role on',
    },
    {
      on: 'foundation/ApiGatewayLogRole/Resource',
      rule: found('*'),
      reason: 'logs:DescribeLogGroups knows no resource; API Gateway refuses a role without it',
    },
    {
      on: on('Archive'),
      rule: found('*'),
      reason: 'dynamodb:ListStreams knows no resource; Lambda refuses a function on a stream without it',
    },
    {
      on: on('Api'),
      rule: found(secretArn(environment, 'apps')),
      reason:
        "one secret for each app, made after the function; the prefix holds apps' signing secrets and nothing else",
    },
    {
      on: on('Provider'),
      rule: found(secretArn(environment, 'psp')),
      reason:
        "AWS ends a secret's ARN at random; the prefix holds the credentials of this environment's payment providers and nothing else",
    },
    {
      on: on('Archive'),
      rule: found(`${tableArn(environment, 'ledger')}/stream/*`),
      reason: "a stream's name is the time at which it was made; it is the one stream of one table, and reading is all",
    },
    {
      on: on('Archive'),
      rule: found(`${bucketArn(environment, bucketName(environment, 'ledger-archive'))}/*`),
      reason: 'one object for each ledger row, in a bucket that is for nothing else; none can be replaced or deleted',
    },
    {
      on: 'detection/TrailRole/Resource',
      rule: found(`${logGroupArn(environment, 'trail')}:log-stream:${account}_CloudTrail_${region}*`),
      reason: 'CloudTrail numbers its log streams; the prefix is the narrowest that it documents',
    },
  ];
}

function buckets(): Acknowledgement[] {
  return [
    {
      on: 'data/LedgerArchive/Resource',
      rule: 'AwsSolutions-S1',
      reason:
        'CloudTrail records every access to its objects (data events), with the caller, in a locked bucket; server access logs are best effort',
    },
    {
      on: 'detection/TrailBucket/Resource',
      rule: 'AwsSolutions-S1',
      reason:
        'it is the log: a log of its reads would need a log in turn. Changes to it raise an alarm, its objects are locked, their digests are signed',
    },
  ];
}

function api(): Acknowledgement[] {
  return [
    {
      on: 'gateway/Api/Resource',
      rule: 'AwsSolutions-APIG2',
      reason:
        "the function validates: a body's signature covers its exact bytes and has to be checked before anything in it is read, and every error names code and field in one form",
    },
    {
      on: 'gateway/Api/DeploymentStage.gateway/Resource',
      rule: 'AwsSolutions-APIG6',
      reason:
        'execution logs would keep what gives access, checkout tokens and signatures; the access log has a line for every request, without them',
    },
  ];
}

function queues(): Acknowledgement[] {
  return [
    {
      on: 'gateway/ArchiveDeadLetters/Resource',
      rule: 'AwsSolutions-SQS3',
      reason:
        'it is a dead-letter queue, of an event source, which the rule does not look at; an alarm goes off at its first message',
    },
  ];
}

/** Requests are signed (RFC 9421), and the function checks that; what is public by its nature is listed apart. */
function everyMethod(app: App, environment: Environment): Acknowledgement[] {
  return pathsOf(app, environment, CfnMethod.CFN_RESOURCE_TYPE_NAME).flatMap((on) =>
    ['AwsSolutions-APIG4', 'AwsSolutions-COG4'].map((rule) => ({ on, rule, reason: whyNoAuthorizer(on) })),
  );
}

function whyNoAuthorizer(path: string): string {
  if (path.includes('/Default/health/')) return 'says that the gateway answers, and nothing else';
  if (path.includes('/Default/mock/checkout/')) {
    return "a payer's browser opens it, who has no credential of ours: the token in the path is signed, names one payment and expires";
  }
  return 'the function verifies an HTTP message signature (RFC 9421) over method, host, path, query and body; no authorizer of API Gateway sees the body';
}

function everySecret(app: App, environment: Environment): Acknowledgement[] {
  return pathsOf(app, environment, CfnSecret.CFN_RESOURCE_TYPE_NAME).map((on) => ({
    on,
    rule: 'AwsSolutions-SMG4',
    reason:
      "a payment provider issues it, and none has an interface to renew it; an operator replaces it within the file's rotation.pspSecretDays",
  }));
}

function pathsOf(app: App, { name }: Environment, type: string): string[] {
  const prefix = `${nameOf(name)}-`;
  return app.node
    .findAll()
    .filter((construct) => CfnResource.isCfnResource(construct) && construct.cfnResourceType === type)
    .map(({ node }) => node.path.slice(prefix.length));
}
