import { type Mutable, type Site, section } from './site';

/** A text that names a party, and the part of it that does so. */
interface Named {
  readonly text: string;
  /** The account id, host or bucket name within the text. */
  readonly token: string;
}

/** One way CloudFormation allows to write a text. May add what it refers to to the template. */
export type Spelling = (named: Named, site: Site, beside: string) => Mutable;

const WHOLE = 'AddedPartner';

/** @param beside the text that an alternative which does not apply says instead: one of the own side */
export const SPELLINGS: Readonly<Record<string, Spelling>> = {
  literal: ({ text }) => text,
  sub: ({ text }) => ({ 'Fn::Sub': withPseudoParameters(text) }),
  'sub-variable': ({ text, token }) => ({ 'Fn::Sub': [text.replaceAll(token, '${Partner}'), { Partner: token }] }),
  join: ({ text, token }) => ({ 'Fn::Join': ['', around(text, token).filter((part) => part !== '')] }),
  'join-halves': ({ text, token }) => {
    const half = Math.floor(token.length / 2);
    const parts = around(text, token).flatMap((part) =>
      part === token ? [token.slice(0, half), token.slice(half)] : [part],
    );
    return { 'Fn::Join': ['', parts.filter((part) => part !== '')] };
  },
  mapping: ({ text }, site) => {
    section(site, 'Mappings')['AddedPartners'] = { Warehouse: { Value: text } };
    return { 'Fn::FindInMap': ['AddedPartners', 'Warehouse', 'Value'] };
  },
  'mapping-by-region': ({ text, token }, site) => {
    section(site, 'Mappings')['AddedPartners'] = { 'eu-west-1': { Value: token } };
    const value = { 'Fn::FindInMap': ['AddedPartners', { Ref: 'AWS::Region' }, 'Value'] };
    return { 'Fn::Sub': [text.replaceAll(token, '${Partner}'), { Partner: value }] };
  },
  parameter: ({ text }, site) => {
    section(site, 'Parameters')[WHOLE] = { Type: 'String', Default: text };
    return { Ref: WHOLE };
  },
  'parameter-in-sub': ({ text, token }, site) => {
    section(site, 'Parameters')[WHOLE] = { Type: 'String', Default: token };
    return { 'Fn::Sub': text.replaceAll(token, `\${${WHOLE}}`) };
  },
  'if-true': ({ text }, site, beside) => {
    section(site, 'Conditions')['AddedAlways'] = { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws'] };
    return { 'Fn::If': ['AddedAlways', text, beside] };
  },
  'if-false': ({ text }, site, beside) => {
    section(site, 'Conditions')['AddedNever'] = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] };
    return { 'Fn::If': ['AddedNever', beside, text] };
  },
  'if-nested': ({ text }, site, beside) => {
    const conditions = section(site, 'Conditions');
    conditions['AddedAlways'] = { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws'] };
    conditions['AddedNever'] = { 'Fn::Not': [{ Condition: 'AddedAlways' }] };
    return { 'Fn::If': ['AddedNever', beside, { 'Fn::If': ['AddedAlways', text, beside] }] };
  },
  select: ({ text }, _, beside) => ({ 'Fn::Select': [1, [beside, text]] }),
  split: ({ text }, _, beside) => ({ 'Fn::Select': ['1', { 'Fn::Split': ['|', `${beside}|${text}`] }] }),
  'split-of-parameter': ({ text }, site, beside) => {
    section(site, 'Parameters')['AddedPartners'] = { Type: 'CommaDelimitedList', Default: `${beside},${text}` };
    return { 'Fn::Select': [1, { Ref: 'AddedPartners' }] };
  },
  'join-of-mapping': ({ text, token }, site) => {
    section(site, 'Mappings')['AddedPartners'] = { Warehouse: { Token: token } };
    const [before = '', , after = ''] = around(text, token);
    const parts: Mutable[] = [before, { 'Fn::FindInMap': ['AddedPartners', 'Warehouse', 'Token'] }, after];
    return { 'Fn::Join': ['', parts.filter((part) => part !== '')] };
  },
};

/** Text before, the token, text behind. */
function around(text: string, token: string): [string, string, string] {
  const at = text.indexOf(token);
  if (at < 0) throw new Error(`${text} does not name ${token}`);
  return [text.slice(0, at), token, text.slice(at + token.length)];
}

function withPseudoParameters(text: string): string {
  return text.replace(/^arn:aws:/, 'arn:${AWS::Partition}:').replace(':eu-west-1:', ':${AWS::Region}:');
}
