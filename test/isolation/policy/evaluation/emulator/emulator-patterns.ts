import type { RandomCase } from '../random-cases';
import { type ConditionPart, listOf, NOTHING, rewriteConditions, rewriteStatements } from './rewrite-case';

/**
 * Puts values in the place of policy variables, and in the place of ARN patterns the texts of the request that they match,
 * worked out here with regular expressions, apart from the evaluator under test.
 */
export function rewritePatterns(given: RandomCase): RandomCase {
  const inConditions = rewriteConditions(given, (part, version) => rewriteCondition(part, version, given));
  return rewriteStatements(inConditions, (statement, version) => {
    const name = statement['Resource'] === undefined ? 'NotResource' : 'Resource';
    if (version !== '2012-10-17' || statement[name] === undefined) return statement;
    return { ...statement, [name]: listOf(statement[name]).map((pattern) => fillIn(pattern, given) ?? NOTHING) };
  });
}

function rewriteCondition(part: ConditionPart, version: string, given: RandomCase): ConditionPart {
  const variables = version === '2012-10-17' && part.wanted.some((pattern) => pattern.includes('${'));
  const [, before = '', kind, not, after = ''] =
    /^(For\w+:)?(String|Arn)(Not)?(?:Equals|Like|EqualsIgnoreCase)(IfExists)?$/.exec(part.operator) ?? [];
  if (kind === undefined || (kind === 'String' && !variables)) return part;
  const matches = part.wanted.map((pattern) => matcher(part.operator, version, pattern, given));
  const values = valuesOf(part.key, given).filter((value) => matches.some((match) => match(value)));
  const wanted = values.length > 0 ? values : [NOTHING];
  return { operator: `${before}String${not ?? ''}Equals${after}`, key: part.key, wanted };
}

function valuesOf(key: string, { context, caller }: RandomCase): string[] {
  if (key === 'aws:principalarn') return [caller.arn];
  const value = context[key];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

function matcher(operator: string, version: string, pattern: string, given: RandomCase): (value: string) => boolean {
  const wildcards = /Like|Arn/.test(operator);
  const flags = operator.includes('IgnoreCase') ? 'si' : 's';
  const source = version === '2012-10-17' ? replaceVariables(pattern, given, (text) => `«${text}»`) : pattern;
  if (source === undefined) return () => false;
  const compile = (text: string) => new RegExp(`^${expression(text, wildcards)}$`, flags);
  if (!operator.includes('Arn')) return (value) => compile(source).test(value);
  return (value) => {
    const [wanted, found] = [partsOf(source), partsOf(value)];
    return wanted.every((part, index) => found[index] !== undefined && compile(part).test(found[index]));
  };
}

/** What stands between the two quotation marks is literal. */
function expression(pattern: string, wildcards: boolean): string {
  return pattern.replaceAll(/«([^»]*)»|(.)/gs, (_, literal: string | undefined, character: string) => {
    if (literal !== undefined) return literally(literal);
    if (wildcards && character === '*') return '.*';
    return wildcards && character === '?' ? '.' : literally(character);
  });
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function fillIn(pattern: string, given: RandomCase): string | undefined {
  return pattern.includes('${') ? replaceVariables(pattern, given, (text) => text) : pattern;
}

/** @returns undefined when a variable has neither value nor default */
function replaceVariables(pattern: string, { context }: RandomCase, as: (text: string) => string): string | undefined {
  let missing = false;
  const filled = pattern.replaceAll(/\$\{([^}]*)\}/g, (_, inside: string) => {
    if (['*', '?', '$'].includes(inside)) return as(inside);
    const [, key = '', fallback] = /^([^,]+?)(?:\s*,\s*'([^']*)')?$/.exec(inside) ?? [];
    const value = context[key.toLowerCase()] ?? fallback;
    missing ||= value === undefined;
    return as(String(value));
  });
  return missing ? undefined : filled;
}
