/** One request to an AWS service, not yet signed. */
export interface HttpCall {
  /** As in the scope of a signature. */
  readonly service: string;
  readonly method: string;
  /** With names encoded, as it is sent. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Members = Readonly<Record<string, unknown>>;

/** What a service that speaks JSON puts before the name of an operation. */
const TARGETS: Readonly<Record<string, string>> = {
  acm: 'CertificateManager',
  cloudtrail: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
  dynamodb: 'DynamoDB_20120810',
  events: 'AWSEvents',
  kms: 'TrentService',
  logs: 'Logs_20140328',
  organizations: 'AWSOrganizationsV20161128',
  secretsmanager: 'secretsmanager',
  sqs: 'AmazonSQS',
  ssm: 'AmazonSSM',
  wafv2: 'AWSWAF_20190729',
};

const VERSIONS: Readonly<Record<string, string>> = {
  cloudformation: '2010-05-15',
  ec2: '2016-11-15',
  iam: '2010-05-08',
  monitoring: '2010-08-01',
  sns: '2010-03-31',
  sts: '2011-06-15',
};

/** @param target @default - the service's own */
export function jsonCall(service: string, operation: string, members: Members, target = TARGETS[service]): HttpCall {
  return {
    service,
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${target}.${operation}` },
    body: JSON.stringify(members),
  };
}

export function queryCall(service: string, operation: string, members: Readonly<Record<string, string>>): HttpCall {
  const form = new URLSearchParams({ Action: operation, Version: VERSIONS[service] ?? '', ...members });
  return {
    service,
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  };
}

export function restCall(
  service: string,
  method: string,
  path: string,
  more: Pick<HttpCall, 'query' | 'headers'> & { readonly body?: Members | string } = {},
): HttpCall {
  const { body, ...rest } = more;
  return {
    service,
    method,
    path,
    ...rest,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}
