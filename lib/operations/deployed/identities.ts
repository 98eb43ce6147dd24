import {
  GetOpenIDConnectProviderCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import { collected, type Reader, resource } from './reader';

/** Who could sign in to the account otherwise: users, and identity providers. */
export const identities: Reader = {
  types: ['AWS::IAM::OIDCProvider', 'AWS::IAM::SAMLProvider', 'AWS::IAM::User'],
  actions: ['iam:GetOpenIDConnectProvider', 'iam:ListOpenIDConnectProviders', 'iam:ListSAMLProviders', 'iam:ListUsers'],
  read: async (account) => {
    const client = account.client(IAMClient);
    const users = await account.ask({ what: 'users' }, () =>
      collected(paginateListUsers({ client }, {}), ({ Users }) => Users),
    );
    const saml = await account.ask({ what: 'SAML providers' }, () => client.send(new ListSAMLProvidersCommand({})));
    const open = await account.ask({ what: 'OIDC providers' }, () =>
      client.send(new ListOpenIDConnectProvidersCommand({})),
    );
    const providers: DeployedResource[] = [];
    for (const { Arn: OpenIDConnectProviderArn = '' } of open?.OpenIDConnectProviderList ?? []) {
      const found = await account.ask({ what: `OIDC provider ${OpenIDConnectProviderArn}` }, () =>
        client.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })),
      );
      providers.push(
        resource('AWS::IAM::OIDCProvider', OpenIDConnectProviderArn, {
          // AWS keeps it without its scheme.
          Url: found?.Url && `https://${found.Url.replace(/^https:\/\//, '')}`,
          ClientIdList: found?.ClientIDList,
        }),
      );
    }
    return {
      resources: [
        ...(users ?? []).map(({ UserName = '' }) => resource('AWS::IAM::User', UserName, { UserName })),
        ...(saml?.SAMLProviderList ?? []).map(({ Arn = '' }) =>
          resource('AWS::IAM::SAMLProvider', Arn, { Name: Arn.split('/').at(-1) }),
        ),
        ...providers,
      ],
    };
  },
};
