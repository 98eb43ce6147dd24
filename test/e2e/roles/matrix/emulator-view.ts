import type { ContextValue } from '../../../../lib/isolation/policy/request/request-keys';
import { ABSENT } from '../../../../lib/isolation/policy/request/request-keys';

/** Where the emulator checks another resource than AWS. A request that it concerns says so, and our evaluator is asked for both. */
const DIFFERENCES = {
  'other member':
    'it reads the resource from one member of a request only, so that a call that names it by another is about `*`',
  lists: 'it takes `*` for what AWS checks on a pattern of names',
  'log group without its end': 'it knows neither the `:*` behind a log group nor a log stream',
  'rule with its bus': 'it names a rule of the default bus with the bus, as AWS does for other buses only',
} as const;

export type EmulatorDifference = keyof typeof DIFFERENCES;

/** Services of which it keeps no resource policies, and so evaluates none: those are asked of the templates, in other tests. */
export const WITHOUT_RESOURCE_POLICIES = ['dynamodb', 'events', 'logs'];

/** Keys that AWS supplies and it never does, and what says them on AWS. */
const KEYS_NOT_SUPPLIED: Readonly<Record<string, string>> = {
  'aws:CalledVia': 'a service that calls another for somebody',
  'aws:PrincipalIsAWSService': 'whether a service calls by itself',
  'iam:PassedToService': 'the service that a role is handed to',
  'iam:PermissionsBoundary': 'the boundary of the role that is changed, or the one that it is to have',
  'kms:CallerAccount': 'the account that calls',
  'kms:GrantIsForAWSResource': 'whether a service asks for the grant',
  'kms:ViaService': 'the service that uses the key for somebody',
  'lambda:FunctionArn': 'the function of an event source',
  'lambda:Principal': 'who is let invoke a function',
  'secretsmanager:BlockPublicPolicy': 'whether the request refuses public policies',
  'sns:Endpoint': 'who is to get the messages',
  'sns:Protocol': 'by which way',
};

/** Keys that are not there. */
export const NOT_SUPPLIED: Readonly<Record<string, ContextValue>> = Object.fromEntries(
  Object.keys(KEYS_NOT_SUPPLIED).map((key) => [key, ABSENT]),
);

export interface CallingSession {
  readonly account: string;
  readonly region: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly sessionArn: string;
}

/** The keys of a request as the emulator has them, apart from those of the request itself. */
export function emulatedKeys(caller: CallingSession, resource: string): Record<string, ContextValue> {
  const owner = accountIn(resource) ?? caller.account;
  return {
    ...requestKeys(caller.region),
    // Of a session AWS gives its role.
    'aws:PrincipalArn': [caller.sessionArn],
    // An ARN without an account counts as the caller's own.
    'aws:ResourceAccount': [owner],
    's3:ResourceAccount': [owner],
    ...NOT_SUPPLIED,
  };
}

/** What both have. No session of the matrix has shown a second factor. */
export function requestKeys(region: string): Record<string, ContextValue> {
  return {
    'aws:SecureTransport': ['true'],
    'aws:RequestedRegion': [region],
    'aws:MultiFactorAuthPresent': ['false'],
  };
}

/** @returns undefined for `*`, and for an ARN without an account */
export function accountIn(resource: string): string | undefined {
  return /^\d{12}$/.exec(resource.split(':')[4] ?? '')?.[0];
}
