/** The actions on a type of resource that count for a path. */
export interface SensitiveActions {
  readonly way: 'acts' | 'reads';
  /** Any one of them. */
  readonly actions: readonly string[];
  /** What follows the resource's ARN. @default '' */
  readonly part?: string;
}

const of = (service: string, way: SensitiveActions['way'], names: readonly string[], part = ''): SensitiveActions => ({
  way,
  actions: names.map((name) => `${service}:${name}`),
  part,
});

/** By type of resource. Source: service authorization reference. */
export const SENSITIVE_ACTIONS: Readonly<Record<string, readonly SensitiveActions[]>> = {
  'AWS::SecretsManager::Secret': [of('secretsmanager', 'reads', ['GetSecretValue', 'PutSecretValue'])],
  'AWS::KMS::Key': [of('kms', 'reads', ['Decrypt', 'CreateGrant', 'Sign', 'PutKeyPolicy'])],
  'AWS::DynamoDB::Table': [
    of('dynamodb', 'acts', ['PutItem', 'UpdateItem', 'BatchWriteItem']),
    of('dynamodb', 'reads', ['GetItem', 'Query', 'Scan', 'BatchGetItem']),
  ],
  'AWS::DynamoDB::GlobalTable': [
    of('dynamodb', 'acts', ['PutItem', 'UpdateItem', 'BatchWriteItem']),
    of('dynamodb', 'reads', ['GetItem', 'Query', 'Scan', 'BatchGetItem']),
  ],
  'AWS::S3::Bucket': [of('s3', 'acts', ['PutObject'], '/*'), of('s3', 'reads', ['GetObject', 'DeleteObject'], '/*')],
  'AWS::SQS::Queue': [of('sqs', 'acts', ['SendMessage'])],
  'AWS::SNS::Topic': [of('sns', 'acts', ['Publish'])],
  'AWS::Kinesis::Stream': [of('kinesis', 'acts', ['PutRecord', 'PutRecords'])],
  'AWS::Events::EventBus': [of('events', 'acts', ['PutEvents'])],
  'AWS::Lambda::Function': [
    of('lambda', 'acts', ['InvokeFunction', 'UpdateFunctionCode', 'UpdateFunctionConfiguration']),
  ],
  'AWS::StepFunctions::StateMachine': [of('states', 'acts', ['StartExecution', 'UpdateStateMachine'])],
  'AWS::CodeBuild::Project': [of('codebuild', 'acts', ['StartBuild', 'UpdateProject'])],
  'AWS::EC2::Instance': [of('ssm', 'acts', ['SendCommand', 'StartSession'])],
};

/** Services that run something under a role passed to them, with the actions that start it. */
export const PASSED_TO: readonly (readonly [service: string, action: string, resource: string])[] = [
  ['lambda.amazonaws.com', 'lambda:CreateFunction', 'lambda:{region}:{account}:function:any'],
  ['ec2.amazonaws.com', 'ec2:RunInstances', 'ec2:{region}:{account}:instance/any'],
  ['ecs-tasks.amazonaws.com', 'ecs:RegisterTaskDefinition', 'ecs:{region}:{account}:task-definition/any:1'],
  ['cloudformation.amazonaws.com', 'cloudformation:CreateStack', 'cloudformation:{region}:{account}:stack/any/1'],
  ['cloudformation.amazonaws.com', 'cloudformation:CreateChangeSet', 'cloudformation:{region}:{account}:stack/any/1'],
  ['states.amazonaws.com', 'states:CreateStateMachine', 'states:{region}:{account}:stateMachine:any'],
  ['codebuild.amazonaws.com', 'codebuild:CreateProject', 'codebuild:{region}:{account}:project/any'],
  ['glue.amazonaws.com', 'glue:CreateJob', 'glue:{region}:{account}:job/any'],
  ['sagemaker.amazonaws.com', 'sagemaker:CreateNotebookInstance', 'sagemaker:{region}:{account}:notebook-instance/any'],
  ['scheduler.amazonaws.com', 'scheduler:CreateSchedule', 'scheduler:{region}:{account}:schedule/default/any'],
];

/** How much harm access to a resource does: 0 for a resource that only leads on to others. */
export function sensitivity(type: string): number {
  return SENSITIVE.get(type) ?? 0;
}

const SENSITIVE: ReadonlyMap<string, number> = new Map([
  ['AWS::SecretsManager::Secret', 4],
  ['AWS::KMS::Key', 3],
  ['AWS::DynamoDB::Table', 3],
  ['AWS::DynamoDB::GlobalTable', 3],
  ['AWS::S3::Bucket', 2],
]);

/** Of a role that can write the rights of others. */
export const MOST_SENSITIVE = 5;
