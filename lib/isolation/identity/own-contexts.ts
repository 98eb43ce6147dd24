import { textsOf } from '../adversary/adversary';
import { type Context, distinct } from '../adversary/contexts';
import { instances } from '../adversary/instances';
import { FROM_CALLER, FROM_SERVICE } from '../adversary/key-choices';
import { ABSENT, type ContextValue } from '../policy/request-keys';
import { isObject, type Resolved, type Text } from '../template/value';

/** Contexts tried for one question before it counts as not decided. */
const MOST_CONTEXTS = 2_000;

/**
 * Every context in which somebody of the own account can call, as far as it tells the cases of the conditions apart. Tags, networks,
 * services in between and the organisation may be any; who calls and to whom the resource belongs follow from the request.
 * @returns undefined when there are too many
 */
export function ownContexts(conditions: readonly (Resolved | undefined)[]): Context[] | undefined {
  const choices = new Map<string, ContextValue[]>();
  for (const condition of conditions) {
    for (const [operator, block] of Object.entries(isObject(condition) ? condition : {})) {
      for (const [written, values] of Object.entries(isObject(block) ? block : {})) {
        const key = written.toLowerCase();
        if (FROM_CALLER.has(key)) continue;
        const plain = operator.replace(/^(?:ForAnyValue|ForAllValues):/i, '').toLowerCase();
        choices.set(key, distinct([...(choices.get(key) ?? []), ...choicesFor(key, plain, textsOf(values))]));
      }
    }
  }
  let all: Context[] = [{}];
  for (const [key, values] of choices) {
    if (all.length * values.length > MOST_CONTEXTS) return undefined;
    all = all.flatMap((context) => values.map((value) => ({ ...context, [key]: value })));
  }
  return all;
}

function choicesFor(key: string, operator: string, values: readonly Text[]): ContextValue[] {
  if (FROM_SERVICE.has(key)) return [ABSENT];
  if (key === 'aws:securetransport') return [['true'], ['false']];
  return [...instances(operator, values).map((value) => [value]), ABSENT];
}
