import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { Refusal } from '../../contract/refusal';
import { ENVIRONMENTS, type EnvironmentName } from '../../environment/modes';

/** Whose credentials these are. */
export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
}

export interface ProfileProps {
  /** A profile of the shared AWS configuration. @default - the SDK's default credential chain */
  readonly profile?: string;
  /** Option that gives the profile, for what an error says to do. @default --profile */
  readonly profileOption?: string;
}

/**
 * Asks AWS whose credentials these are, and goes no further in any account but the stage's own.
 * @throws Refusal naming both accounts
 */
export async function checkAccount(
  sts: Pick<STSClient, 'send'>,
  stage: EnvironmentName,
  environments: Readonly<Record<EnvironmentName, { readonly account: string }>>,
  { profile = process.env['AWS_PROFILE'], profileOption = '--profile' }: ProfileProps = {},
): Promise<CallerIdentity> {
  const { Account: account = '', Arn: arn = '' } = await identity(sts, stage, profile, profileOption);
  const expected = environments[stage].account;
  if (account === expected) return { account, arn };
  const other = ENVIRONMENTS.find((name) => environments[name].account === account);
  throw new Refusal(
    `these credentials are of account ${account || '(none)'}${other ? `, which is ${other}` : ''}; ${stage} is account ${expected}`,
    `use credentials of account ${expected}, for example ${profileOption} NAME`,
  );
}

async function identity(
  sts: Pick<STSClient, 'send'>,
  stage: EnvironmentName,
  profile: string | undefined,
  profileOption: string,
) {
  try {
    return await sts.send(new GetCallerIdentityCommand({}));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { name, message, code } = error as NodeJS.ErrnoException;
    if (code === 'ECONNREFUSED') {
      throw new Refusal(`nothing answers for the account of ${stage}`, 'emulated accounts: run `npx airlock up` again');
    }
    if (name === 'CredentialsProviderError' && profile) {
      throw new Refusal(
        `no AWS credentials for ${stage} in the profile ${profile}: ${message}`,
        `give a ${profileOption} that has them (\`aws configure list-profiles\` lists them), or sign in to this one again: \`aws sso login --profile ${profile}\``,
      );
    }
    if (name === 'CredentialsProviderError') {
      throw new Refusal(
        `no AWS credentials for ${stage}: ${message}`,
        `give ${profileOption} NAME, set AWS_PROFILE, or use --local for the emulated account`,
      );
    }
    throw new Refusal(
      `AWS did not say whose credentials these are: ${name === 'Error' ? '' : `${name}: `}${message}`,
      `check the credentials of ${stage} and the network; nothing was changed`,
    );
  }
}
