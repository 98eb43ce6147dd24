import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Alias, Architecture, Code, type IVersion, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { logGroupArn } from '../contract/arns';
import { CURRENT, type FunctionName } from '../contract/functions';
import { METRIC_NAMESPACE } from '../contract/metrics';
import { nameOf } from '../contract/names';
import { type FunctionSettings, variablesOf } from '../contract/settings';
import type { Environment } from '../environment/schema';
import { EnvironmentLogGroup } from './environment-log-group';
import { onLogKey } from './grants';

export interface GatewayFunctionProps<Name extends FunctionName> {
  readonly environment: Environment;
  readonly functionName: Name;
  readonly description: string;
  /** Folder with one bundle per function, as `bundleHandlers` leaves it. */
  readonly handlers: string;
  /** Encrypts the function's log group. */
  readonly encryptionKey: IKey;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Invocations at once that are kept free for it, and that it can never exceed. @default - what the account has left */
  readonly reservedConcurrency?: number;
  /** What it is told beside its environment; readable by anyone who may describe the function. */
  readonly settings: FunctionSettings[Name];
  /** All that the function may do, beside writing its own log: exact actions on exact resources. */
  readonly grants: readonly PolicyStatement[];
}

/**
 * One trust domain of the gateway: a function, a role of the same name for it alone and without AWS managed policies, a log group it
 * cannot read, and the alias `current` on its published version, which is what callers invoke.
 *
 * @example
 * ```ts
 * import { onObjects } from './lib/constructs/grants';
 * import { bundleHandlers } from './lib/stacks/synthesis/bundle-handlers';
 *
 * const { alias } = new GatewayFunction(stack, 'Archive', {
 *   environment,
 *   functionName: 'archive',
 *   description: 'archives the ledger',
 *   handlers: bundleHandlers(),
 *   encryptionKey,
 *   memoryMegabytes: 256,
 *   timeoutSeconds: 60,
 *   settings: { archiveBucket: 'a-bucket' },
 *   grants: [onObjects(environment, 'a-bucket')],
 * });
 * const [role] = resourcesOf('AWS::IAM::Role');
 * console.log(alias.aliasName, role?.Properties.RoleName); // current airlock-sandbox-archive
 * ```
 */
export class GatewayFunction<Name extends FunctionName = FunctionName> extends Construct {
  /** The alias `current`. */
  readonly alias: Alias;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: GatewayFunctionProps<Name>) {
    super(scope, id);
    const { environment, functionName, encryptionKey } = props;
    const name = nameOf(environment.name, functionName);

    this.role = new Role(this, 'Role', {
      roleName: name,
      description: `What ${name} may do`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        runtime: new PolicyDocument({
          statements: [
            this.ownLog(environment, functionName),
            onLogKey(environment, encryptionKey, functionName),
            ...props.grants,
          ],
        }),
      },
    });
    const lambda = new LambdaFunction(this, 'Function', {
      functionName: name,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(props.handlers, functionName)),
      handler: 'index.handler',
      role: this.role,
      logGroup: new EnvironmentLogGroup(this, 'Log', { environment, part: functionName, encryptionKey }),
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      ...(props.reservedConcurrency && { reservedConcurrentExecutions: props.reservedConcurrency }),
      environment: {
        ...variablesOf({ environment: environment.name, ...props.settings }),
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: METRIC_NAMESPACE,
      },
      // Kept, so that the alias can go back to the version before.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    this.alias = new Alias(this, 'Current', { aliasName: CURRENT, version: lambda.currentVersion as IVersion });
  }

  private ownLog(environment: Environment, functionName: FunctionName): PolicyStatement {
    return new PolicyStatement({
      sid: 'OwnLog',
      effect: Effect.ALLOW,
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${logGroupArn(environment, functionName)}:*`],
    });
  }
}
