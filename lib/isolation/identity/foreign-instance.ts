import { ADVERSARY } from '../adversary/adversary';
import { instanceOf } from '../adversary/instances';
import type { Audited } from '../model/rule';
import { compileGlob, MANY, ONE } from '../policy/patterns/glob';
import { arnParts } from '../policy/request/principal';
import { joinText, type Text } from '../template/value';
import { withoutVariables } from './foreign-targets';

/**
 * A resource of the other account that a pattern in a policy and the ARN form of a kind of resource both match.
 * @param form with `{partition}`, `{region}`, `{account}` and `{name}`
 * @returns undefined when there can be none
 */
export function foreignInstance(pattern: Text, form: string, { adversary }: Audited): Text | undefined {
  const { partition, region, account } = adversary;
  const values: Readonly<Record<string, string>> = { partition, region, account, name: ADVERSARY };
  const example = form.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);
  const wanted = arnParts(pattern);
  if (pattern === '*' || wanted.length < 6) {
    return typeof pattern !== 'string' || matches(pattern, example) || matches(`${pattern}*`, example)
      ? example
      : undefined;
  }
  const made = arnParts(example);
  const filled = wanted.map((part, index): Text | undefined => {
    const given = joinText(made[index] ?? []);
    const text = joinText(part);
    if (typeof text !== 'string') return text;
    // The other account can have resources in every region.
    if (index === 3 && typeof given === 'string' && given !== '' && !matches(text, given)) return instanceOf(text);
    if (index < 5) return typeof given === 'string' && matches(withoutVariables(text), given) ? given : undefined;
    if (typeof given === 'string' && matches(withoutVariables(text), given)) return given;
    const instance = instanceOf(text);
    const kind = form
      .split(':')
      .slice(5)
      .join(':')
      .replace(/\{\w+\}/g, '*');
    return matches(kind, instance) ? instance : undefined;
  });
  if (filled.some((part) => part === undefined)) return undefined;
  return joinText(filled.flatMap((part, index) => (part === undefined ? [] : index === 0 ? [part] : [':', part])));
}

/** An example of a resource that a pattern with the other account's number matches. */
export function namedInstance(pattern: Text, { adversary }: Audited): Text {
  const { partition, region, account } = adversary;
  const parts = arnParts(pattern);
  if (parts.length < 6) return pattern;
  const usual = ['arn', partition, undefined, region, account];
  const filled = parts.map((part, index) => {
    const text = joinText(part);
    if (typeof text !== 'string') return text;
    return /[*?]|\$\{/.test(text) ? ((text === '*' ? usual[index] : undefined) ?? instanceOf(text)) : text;
  });
  return joinText(filled.flatMap((part, index) => (index === 0 ? [part] : [':', part])));
}

function matches(pattern: string, text: string): boolean {
  return compileGlob([...pattern].map((char) => (char === '*' ? MANY : char === '?' ? ONE : char)))(text);
}
