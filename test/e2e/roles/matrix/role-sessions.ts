import { GetRoleCommand, IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
  type Credentials as StsCredentials,
} from '@aws-sdk/client-sts';
import type { EmulatedAccount } from '../../../../lib/client/emulated-accounts';
import { tokenSubject } from '../../../../lib/environment/people';
import type { Environment } from '../../../../lib/environment/schema';
import { personSession } from '../../../../lib/local/role-session';
import { emulatedConfig } from '../../../../lib/operations/account/emulated-config';
import type { AccountResources } from './account-resources';
import { queryCall } from './http-call';
import { type Credentials, SignedSender } from './signed-sender';

export interface RoleSession {
  readonly role: string;
  readonly credentials: Credentials;
  readonly arn: string;
}

/** A session of every role of an account, got by the role's own trust wherever the emulator can bring that about. */
export async function openSessions(
  account: EmulatedAccount,
  environment: Environment,
  { names, roles }: AccountResources,
): Promise<RoleSession[]> {
  const root = emulatedConfig(account);
  const sts = (credentials: Credentials) => new STSClient({ ...root, credentials: { ...credentials } });
  const assume = async (credentials: Credentials, role: string): Promise<Credentials> => {
    const client = sts(credentials);
    try {
      const RoleArn = names.iam(`role/${role}`);
      const { Credentials } = await client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'matrix' }));
      return issued(Credentials);
    } finally {
      client.destroy();
    }
  };
  const deployer = await personSession(environment, root, 'deployer');
  const own: Readonly<Record<string, () => Promise<Credentials>>> = {
    [names.role('deployer')]: async () => deployer,
    [names.role('operator')]: () => personSession(environment, root, 'operator'),
    [names.role('onCall')]: () => personSession(environment, root, 'onCall'),
    [names.role('auditor')]: () => personSession(environment, root, 'auditor'),
    [names.role('ci')]: () => workflowSession(account, environment, names.roleArn('ci')),
    [names.cdkRole('deploy')]: () => assume(deployer, names.cdkRole('deploy')),
    [names.cdkRole('file-publishing')]: () => assume(deployer, names.cdkRole('file-publishing')),
    // The emulator knows neither a second factor nor a trail.
    [names.role('breakGlass')]: () => whileTrusted(root, names.role('breakGlass'), assume),
    [`${names.prefix}-trail`]: () => whileTrusted(root, `${names.prefix}-trail`, assume),
  };
  const sessions: RoleSession[] = [];
  for (const role of roles) {
    // The others trust a service, and what trusts only a service the emulator lets a root take on.
    const credentials = await (own[role]?.() ?? assume(account.credentials, role));
    const client = sts(credentials);
    const { Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
    client.destroy();
    if (!Arn.includes(`:assumed-role/${role}/`)) throw new Error(`asked for a session of ${role}, got ${Arn}`);
    sessions.push({ role, credentials, arn: Arn });
  }
  return sessions;
}

/**
 * With a token of the one workflow that the role trusts. The emulator reads its claims and not its signature, which is why its door lets
 * nobody in who does not sign the call too.
 */
async function workflowSession(account: EmulatedAccount, environment: Environment, RoleArn: string) {
  const { issuer, audience } = environment.pipeline.oidc;
  const claims = { iss: `https://${issuer}`, aud: audience, sub: tokenSubject(environment.pipeline.oidc) };
  const parts = [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const token = { RoleArn, RoleSessionName: 'matrix', WebIdentityToken: `${parts.join('.')}.` };
  const sender = new SignedSender(account);
  try {
    const { body } = await sender.send(queryCall('sts', 'AssumeRoleWithWebIdentity', token));
    const of = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(body)?.[1];
    const [AccessKeyId, SecretAccessKey, SessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map(of);
    if (!AccessKeyId) throw new Error(`no session with the workflow's token: ${body}`);
    return issued({ AccessKeyId, SecretAccessKey, SessionToken, Expiration: undefined });
  } finally {
    sender.close();
  }
}

/** Takes on a role whose trust the emulator cannot satisfy: for that moment it trusts a service. */
async function whileTrusted(
  root: ReturnType<typeof emulatedConfig>,
  role: string,
  assume: (credentials: Credentials, role: string) => Promise<Credentials>,
): Promise<Credentials> {
  const iam = new IAMClient(root);
  const trust = (PolicyDocument: string) =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: role, PolicyDocument }));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: role }));
  const before = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  const service = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } };
  try {
    await trust(JSON.stringify({ Version: '2012-10-17', Statement: [service] }));
    return await assume(root.credentials, role);
  } finally {
    await trust(before);
    iam.destroy();
  }
}

function issued(credentials: StsCredentials | undefined): Credentials {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
