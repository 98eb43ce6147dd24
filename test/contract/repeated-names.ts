import ts from 'typescript';
import { ENVIRONMENTS } from '../../lib/contract/environments';
import { FUNCTIONS } from '../../lib/contract/functions';
import { GATEWAY_METRICS } from '../../lib/contract/metrics';
import { BUCKETS } from '../../lib/contract/names';
import { PAYMENT_STATUSES } from '../../lib/contract/payments';
import { LIVE_FALLBACKS, PROVIDER_STATES, PROVIDERS, PSPS } from '../../lib/contract/providers';
import { PEOPLE } from '../../lib/contract/roles';
import { METHODS, ROUTES } from '../../lib/contract/routes';
import { SETTINGS } from '../../lib/contract/settings';
import { STACKS } from '../../lib/contract/stacks';
import { TABLE_NAMES, TABLES } from '../../lib/contract/tables';
import { TAGS } from '../../lib/contract/tags';

const INDEXES = Object.keys(TABLES.records.indexes);

const LISTS: readonly (readonly string[])[] = [
  BUCKETS,
  ENVIRONMENTS,
  FUNCTIONS,
  GATEWAY_METRICS,
  INDEXES,
  LIVE_FALLBACKS,
  METHODS,
  PAYMENT_STATUSES,
  PEOPLE,
  PROVIDERS,
  PROVIDER_STATES,
  PSPS,
  STACKS,
  TABLE_NAMES,
];

/** Names that mean nothing else. */
const DISTINCTIVE = new Set([
  ...GATEWAY_METRICS,
  ...INDEXES,
  'api-gateway-logs',
  'archive-dead-letters',
  'break-glass',
  'ledger-archive',
  'on-call',
]);

const NAME = 'a name, which lib/contract/names.ts makes';

/** What a literal's text, or a piece of a template between two `${…}`, must not hold. */
const PATTERNS: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/airlock[-/](sandbox|live)\b/, NAME],
  // What comes next is put in, or is a pattern.
  [/airlock(-|\\?\/)($|[[({\\])/, NAME],
  [/arn:aws:/, 'an ARN of one partition only; lib/contract/arns.ts makes them'],
  [new RegExp(`\\b(${Object.values(SETTINGS).join('|')})\\b`), 'a variable, which lib/contract/settings.ts names'],
  [new RegExp(`\\b(${Object.values(TAGS).join('|')})\\b`), 'a tag, which lib/contract/tags.ts names'],
  [/^\/(v1|mock)\//, 'a path, which lib/contract/routes.ts has'],
];

const PATHS = new Set<string>(Object.values(ROUTES).map(({ path }) => path));

export interface SaidAgain {
  readonly line: number;
  readonly text: string;
  readonly why: string;
}

/** What a file of TypeScript or JavaScript says although `lib/contract` says it. Comments may. */
export function repeatedNames(source: string): SaidAgain[] {
  const tree = ts.createSourceFile('', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: SaidAgain[] = [];
  const lineOf = (node: ts.Node) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
  const visit = (node: ts.Node): void => {
    const why = ofText(node) ?? ofName(node) ?? ofArray(node) ?? ofUnion(node);
    if (why) found.push({ line: lineOf(node), text: node.getText(tree), why });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function ofText(node: ts.Node): string | undefined {
  const text = textOf(node);
  if (text === undefined || ts.isImportDeclaration(node.parent)) return undefined;
  if (PATHS.has(text)) return 'a path, which lib/contract/routes.ts has';
  return PATTERNS.find(([pattern]) => pattern.test(text))?.[1];
}

/** Also of a key in an object, which is an identifier. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) return node.text;
  return ts.isIdentifier(node) || ts.isLiteralExpression(node) ? node.text : undefined;
}

/** A name where the compiler does not hold it to the contract: it does where a function takes it, or a property, or `satisfies` says so. */
function ofName(node: ts.Node): string | undefined {
  if (!ts.isStringLiteralLike(node)) return undefined;
  const { parent } = node;
  if (node.text === 'airlock' && ts.isArrayLiteralExpression(parent)) return NAME;
  if (!DISTINCTIVE.has(node.text)) return undefined;
  const isTyped =
    ts.isCallExpression(parent) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node) ||
    ts.isSatisfiesExpression(parent) ||
    (ts.isLiteralTypeNode(parent) && ts.isTypeReferenceNode(parent.parent)) ||
    (ts.isArrayLiteralExpression(parent) && ts.isAsExpression(parent.parent));
  return isTyped ? undefined : 'a name of lib/contract that no type holds to it; say `satisfies` and its type';
}

function ofArray(node: ts.Node): string | undefined {
  if (!ts.isArrayLiteralExpression(node)) return undefined;
  const members = node.elements.map((element) => (ts.isStringLiteralLike(element) ? element.text : ''));
  return LISTS.some((list) => isSame(list, members)) ? 'a list of lib/contract; import it' : undefined;
}

function ofUnion(node: ts.Node): string | undefined {
  if (!ts.isUnionTypeNode(node)) return undefined;
  const members = node.types.map((type) => (ts.isLiteralTypeNode(type) ? (textOf(type.literal) ?? '') : ''));
  const isPart = LISTS.some((list) => members.every((member) => list.includes(member)));
  return isPart ? 'a type of lib/contract; take it, or a part of it by Extract or Exclude' : undefined;
}

function isSame(list: readonly string[], members: readonly string[]): boolean {
  return list.length === members.length && list.every((member) => members.includes(member));
}
