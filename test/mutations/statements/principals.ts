import type { Mutable, Party, Site } from '../edits/site';
import { SPELLINGS } from '../edits/spellings';

/** Writes the `Principal` of an Allow statement for a party of the site. */
export interface PrincipalForm {
  readonly name: string;
  /** Its name in IAM. @default Principal */
  readonly element?: 'NotPrincipal';
  readonly write: (party: Party, site: Site) => Mutable;
  /** Lets in another principal too, so that it has no benign twin. */
  readonly everybody?: true;
  /** Not allowed in the trust policy of a role. */
  readonly notInTrust?: true;
  /** Carries an intrinsic, which a policy of type text cannot. */
  readonly intrinsic?: true;
}

const arn = (kind: string) => (party: Party) => `arn:aws:iam::${party.account}:${kind}`;
const root = arn('root');

const plain = (name: string, text: (party: Party) => string): PrincipalForm => ({
  name,
  write: (party) => ({ AWS: text(party) }),
});

const PLAIN: readonly PrincipalForm[] = [
  plain('account-id', ({ account }) => account),
  plain('root-arn', root),
  plain('role-arn', arn('role/deployer')),
  plain('role-arn-with-path', arn('role/teams/payments/deployer')),
  plain('user-arn', arn('user/ci')),
  plain('session-arn', ({ account }) => `arn:aws:sts::${account}:assumed-role/deployer/session`),
  { name: 'list-of-one', write: (party) => ({ AWS: [root(party)] }) },
  { name: 'list-own-first', write: (party, { own }) => ({ AWS: [root(own), arn('role/reader')(party)] }) },
  { name: 'list-own-last', write: (party, { own }) => ({ AWS: [party.account, own.account] }) },
  {
    name: 'beside-a-service',
    everybody: true,
    write: (party) => ({ Service: 'lambda.amazonaws.com', AWS: root(party) }),
    notInTrust: true,
  },
  { name: 'number', write: (party) => ({ AWS: Number(party.account) }) },
];

const EVERYBODY: readonly PrincipalForm[] = [
  { name: 'star', everybody: true, write: () => '*' },
  { name: 'aws-star', everybody: true, write: () => ({ AWS: '*' }) },
  { name: 'list-of-star', everybody: true, write: () => ({ AWS: ['*'] }) },
  { name: 'list-own-and-star', everybody: true, write: (_, { own }) => ({ AWS: [root(own), '*'] }) },
  {
    name: 'not-own',
    element: 'NotPrincipal',
    everybody: true,
    notInTrust: true,
    write: (_, { own }) => ({ AWS: root(own) }),
  },
  {
    name: 'not-unrelated',
    element: 'NotPrincipal',
    everybody: true,
    notInTrust: true,
    write: () => ({ AWS: ['arn:aws:iam::333333333333:root'] }),
  },
];

const SPELLED: readonly PrincipalForm[] = Object.entries(SPELLINGS)
  .filter(([name]) => name !== 'literal')
  .map(([name, spelling]) => ({
    name,
    intrinsic: true,
    write: (party, site) => ({ AWS: spelling({ text: root(party), token: party.account }, site, root(site.own)) }),
  }));

/** A whole `Principal` chosen by a condition, and a list from a parameter. */
const WHOLE: readonly PrincipalForm[] = [
  {
    name: 'if-around-principal',
    intrinsic: true,
    write: (party, site) => {
      site.template['Conditions'] = {
        ...site.template['Conditions'],
        AddedAlways: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws'] },
      };
      return { 'Fn::If': ['AddedAlways', { AWS: root(party) }, { AWS: root(site.own) }] };
    },
  },
  {
    name: 'list-parameter',
    intrinsic: true,
    write: (party, site) => {
      site.template['Parameters'] = {
        ...site.template['Parameters'],
        AddedReaders: { Type: 'CommaDelimitedList', Default: `${root(site.own)},${root(party)}` },
      };
      return { AWS: { Ref: 'AddedReaders' } };
    },
  },
];

export const PRINCIPALS: readonly PrincipalForm[] = [...PLAIN, ...EVERYBODY, ...SPELLED, ...WHOLE];
