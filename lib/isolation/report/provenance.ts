import type { Provenance } from '../findings/audit-report';

/** Which accounts were read beside the templates. */
export type AccountsRead = 'none' | 'emulated' | 'aws';

const EVIDENCE: Readonly<Record<AccountsRead, string>> = {
  none: 'templates, read offline; not run on AWS',
  emulated: 'templates, and what two emulated accounts say; not run on AWS',
  aws: 'templates, and what both accounts say; only read, nothing was tried on AWS',
};

const ASSUMED = [
  'AWS evaluates policies as its documents say',
  'whoever holds a root user or the management account is trusted',
  'code does nothing that its role may not',
];

export function evidenceOf(accounts: AccountsRead): Pick<Provenance, 'evidence' | 'assumptions'> {
  const deployed =
    accounts === 'none' ? ['CloudFormation deploys what the templates say, and nobody changes it by hand'] : [];
  return { evidence: EVIDENCE[accounts], assumptions: [...ASSUMED, ...deployed] };
}

/** `airlock 0.1.0, commit 0123456789ab with uncommitted changes`. */
export function madeBy({ toolVersion, commit, uncommitted }: Provenance): string {
  const at =
    commit === null
      ? 'no commit known'
      : `commit ${commit.slice(0, 12)}${uncommitted ? ' with uncommitted changes' : ''}`;
  return `airlock ${toolVersion}, ${at}`;
}
