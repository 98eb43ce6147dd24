import { CREDENTIAL_VARIABLES } from '../../client/credentials';
import { loadEnvironments } from '../../environment/load';
import { withAccount } from '../../operations/account/with-account';
import { checkNewApp, createApp } from '../../operations/apps/create-app';
import { createOutput } from '../output/output';
import type { StageOptions } from '../stage-options';
import { appFacts } from './app-facts';

export interface CreateOptions extends StageOptions {
  readonly provider?: string;
}

export async function create(name: string, options: CreateOptions): Promise<void> {
  const { stage, provider } = options;
  const asked = { name, ...(provider && { provider }) };
  // A mistyped name is refused before credentials are asked for.
  const environment = loadEnvironments()[stage];
  checkNewApp(asked, environment);
  const { app, secret, webhookSecret, resumed } = await withAccount(options, (account) => createApp(account, asked));
  const output = createOutput(options);
  if (resumed) output.progress(`finished ${name}, which an earlier run had begun`);
  output.progress(`✓ ${name} in ${stage} (account ${environment.account}), default provider ${app.provider}`);
  output.progress('The secrets are shown this once and cannot be read again: store them now.');
  if (app.traffic !== 'open') {
    output.progress(
      `Its traffic is ${app.traffic}: payments are refused until it is opened: npx airlock apps traffic ${name} --open --reason '…' --stage ${stage}`,
    );
  }
  output.result(
    { ...appFacts(app), secret, webhookSecret },
    [
      `${CREDENTIAL_VARIABLES.publicKey}=${app.publicKey}`,
      `${CREDENTIAL_VARIABLES.secret}=${secret}`,
      `${CREDENTIAL_VARIABLES.webhookSecret}=${webhookSecret}`,
    ].join('\n'),
  );
}
