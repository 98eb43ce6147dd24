import { parseJsonText } from '../../template/json-text';
import {
  asText,
  isList,
  isObject,
  listOf,
  PartialText,
  type Resolved,
  type ResolvedObject,
  type Text,
  Unknown,
} from '../../template/value';

/** What the policy is attached to; this decides which elements a statement must have. */
export type PolicyKind = 'identity' | 'boundary' | 'session' | 'resource' | 'trust' | 'scp' | 'rcp';

/** Something in a policy that AWS does not accept, or that cannot be read. */
export interface PolicyProblem {
  /** Such as `Statement[1].Action[0]`; empty for the document as a whole. */
  readonly at: string;
  readonly message: string;
}

/** An element as written; undefined values when it cannot be read. */
export interface ElementSource {
  readonly negated: boolean;
  readonly value: Resolved;
  readonly at: string;
}

export interface StatementSource {
  readonly index: number;
  readonly sid: string | undefined;
  /** Undefined when it cannot be read: it may be either. */
  readonly effect: 'Allow' | 'Deny' | undefined;
  readonly principal: ElementSource | undefined;
  readonly action: ElementSource | undefined;
  readonly resource: ElementSource | undefined;
  readonly condition: Resolved | undefined;
  readonly at: string;
}

export interface PolicyDocument {
  /** Whether `${…}` is a policy variable: only from version 2012-10-17 on. */
  readonly variables: boolean;
  readonly statements: readonly StatementSource[];
  readonly problems: readonly PolicyProblem[];
}

export type Report = (at: string, message: string) => void;

const ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
const VERSIONS = ['2008-10-17', '2012-10-17'];

/**
 * Takes a policy apart: an object, JSON text, or an unknown. Never throws; what AWS would refuse is a problem.
 * Source: IAM user guide, "Grammar of the IAM JSON policy language".
 */
export function readPolicyDocument(source: Resolved, kind: PolicyKind): PolicyDocument {
  const problems: PolicyProblem[] = [];
  const report: Report = (at, message) => void problems.push({ at, message });
  const text = source instanceof PartialText || typeof source === 'string' ? parseJsonText(source) : { value: source };
  for (const message of text.problems ?? []) report('', message);
  const document = text.value;
  if (!isObject(document)) {
    if (document instanceof Unknown) report('', `the policy is not known: ${document.reason}`);
    else if (document !== undefined) report('', 'a policy must be a JSON object');
    return { variables: true, statements: [], problems };
  }
  for (const name of Object.keys(document)) {
    if (!['Version', 'Id', 'Statement'].includes(name)) report(name, 'not an element of a policy');
  }
  const version = document['Version'];
  if (version !== undefined && !VERSIONS.includes(String(version))) {
    report('Version', `must be one of ${VERSIONS.join(' and ')}`);
  }
  const statements = statementsOf(document);
  if (statements.length === 0) report('Statement', 'a policy must have at least one statement');
  return {
    variables: version === '2012-10-17',
    statements: statements.map((statement, index) => readStatement(statement, index, kind, report)),
    problems,
  };
}

/** One statement or a list of them, as written. */
export function statementsOf({ Statement: list }: ResolvedObject): readonly Resolved[] {
  return listOf(list);
}

function readStatement(source: Resolved, index: number, kind: PolicyKind, report: Report): StatementSource {
  const at = `Statement[${index}]`;
  const statement: ResolvedObject = isObject(source) ? source : {};
  if (!isObject(source)) {
    report(at, source instanceof Unknown ? `the statement is not known: ${source.reason}` : 'must be a JSON object');
  }
  for (const name of Object.keys(statement)) {
    if (!ELEMENTS.includes(name)) report(`${at}.${name}`, 'not an element of a statement');
  }
  const sid = statement['Sid'];
  if (sid !== undefined && typeof sid !== 'string' && !(sid instanceof PartialText || sid instanceof Unknown)) {
    report(`${at}.Sid`, 'must be text');
  }
  const effect = statement['Effect'];
  const known = effect === 'Allow' || effect === 'Deny';
  if (!known && isObject(source)) report(`${at}.Effect`, 'must be Allow or Deny, in this case');
  const element = (name: string, rule: 'needed' | 'optional' | 'refused'): ElementSource | undefined => {
    const [plain, negated] = [statement[name], statement[`Not${name}`]];
    if (plain !== undefined && negated !== undefined) report(`${at}.Not${name}`, `stands beside ${name}; one of them`);
    const value = plain ?? negated;
    if (value === undefined && rule === 'needed' && isObject(source)) report(at, `has neither ${name} nor Not${name}`);
    if (value !== undefined && rule === 'refused') report(`${at}.${name}`, `a policy of kind ${kind} has no ${name}`);
    if (value === undefined || (plain !== undefined && negated !== undefined)) return undefined;
    return { negated: plain === undefined, value, at: `${at}.${plain === undefined ? 'Not' : ''}${name}` };
  };
  if (kind === 'trust' && statement['NotPrincipal'] !== undefined) {
    report(`${at}.NotPrincipal`, 'a trust policy has no NotPrincipal');
  }
  const attached = kind === 'resource' || kind === 'trust' || kind === 'rcp';
  return {
    index,
    sid: typeof sid === 'string' ? sid : undefined,
    effect: known ? effect : undefined,
    principal: element('Principal', attached ? 'needed' : 'refused'),
    action: element('Action', 'needed'),
    resource: element('Resource', kind === 'trust' ? 'refused' : kind === 'resource' ? 'optional' : 'needed'),
    condition: statement['Condition'],
    at,
  };
}

/** The texts of an element that is one text or a list of them; what cannot be read is reported and undefined. */
export function readTexts(value: Resolved, at: string, report: Report): (Text | undefined)[] {
  const items = listOf(value);
  if (items.length === 0) report(at, 'must not be an empty list');
  return items.map((item, index) => {
    const text = asText(item);
    if (text === undefined) report(isList(value) ? `${at}[${index}]` : at, 'must be text');
    return text;
  });
}
