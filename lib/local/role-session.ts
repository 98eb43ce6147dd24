import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  EntityAlreadyExistsException,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { Names } from '../bootstrap/names';
import type { Person } from '../contract/roles';
import type { Environment } from '../environment/schema';
import type { EmulatedConfig } from '../operations/account/emulated-config';
import { withClient } from './with-client';

type Credentials = EmulatedConfig['credentials'] & { readonly sessionToken?: string };

/**
 * Credentials of a person's role, obtained as a person obtains them: creates the first identity that the environment file trusts in its
 * own account, which the emulator holds beside ours, and assumes the role with it. Not for break-glass: the emulator knows no MFA.
 * @param config of the account's root
 */
export async function personSession(
  environment: Environment,
  config: EmulatedConfig,
  person: Exclude<Person, 'breakGlass'>,
): Promise<Credentials> {
  const [identity = ''] = environment.people[person].trusts;
  const role = new Names(environment).roleArn(person);
  return assume({ ...config, credentials: await credentialsOf(identity, config, role) }, role);
}

/** Makes an identity that may assume one role. */
function credentialsOf(identity: string, config: EmulatedConfig, role: string): Promise<Credentials> {
  const [, , , , account = '', resource = ''] = identity.split(':');
  const [kind, ...path] = resource.split('/');
  const name = path.at(-1) ?? '';
  // To the emulator, the id of an account is the key of its root.
  const root = { ...config, credentials: { ...config.credentials, accessKeyId: account } };
  const policy = {
    PolicyName: 'take-on',
    PolicyDocument: document({ Action: 'sts:AssumeRole', Resource: role }),
  };
  return withClient(new IAMClient(root), async (iam) => {
    if (kind === 'user') {
      await unlessThere(() => iam.send(new CreateUserCommand({ UserName: name })));
      await iam.send(new PutUserPolicyCommand({ UserName: name, ...policy }));
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
      return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
    }
    // Trusted by a service only, since that is what the emulator lets a root assume.
    const trust = document({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } });
    await unlessThere(() => iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust })));
    await iam.send(new PutRolePolicyCommand({ RoleName: name, ...policy }));
    return assume(root, identity);
  });
}

function assume(config: EmulatedConfig & { readonly credentials: Credentials }, RoleArn: string): Promise<Credentials> {
  return withClient(new STSClient(config), async (sts) => {
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'airlock-up' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  });
}

function document(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}

async function unlessThere(make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) throw error;
  }
}
