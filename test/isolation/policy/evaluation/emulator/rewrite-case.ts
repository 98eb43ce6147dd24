import type { Resolved, ResolvedObject } from '../../../../../lib/isolation/template/value';
import type { RandomCase } from '../random-cases';
import type { Document } from '../random-policies';

/** One part of a policy, rewritten; undefined takes it away. */
export type Rewrite = (statement: ResolvedObject, version: string) => ResolvedObject | undefined;

/** The case with every statement rewritten. */
export function rewriteStatements(given: RandomCase, rewrite: Rewrite): RandomCase {
  const inDocument = (body: Document): Document => {
    const list = Array.isArray(body['Statement']) ? body['Statement'] : [body['Statement']];
    const version = String(body['Version']);
    const kept = list.flatMap((statement) => rewrite(statement as ResolvedObject, version) ?? []);
    return { ...body, Statement: kept };
  };
  return {
    ...given,
    identity: given.identity.map(inDocument),
    boundary: given.boundary && inDocument(given.boundary),
    session: given.session?.map(inDocument),
    resourcePolicy: given.resourcePolicy && inDocument(given.resourcePolicy),
  };
}

/** One operator and key of a condition. */
export interface ConditionPart {
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
}

/** The case with every condition rewritten, part by part. */
export function rewriteConditions(
  given: RandomCase,
  rewrite: (part: ConditionPart, version: string) => ConditionPart | undefined,
): RandomCase {
  return rewriteStatements(given, (statement, version) => {
    const block = statement['Condition'] as Record<string, Record<string, Resolved>> | undefined;
    if (!block) return statement;
    const Condition: Record<string, Record<string, string[]>> = {};
    for (const [operator, keys] of Object.entries(block)) {
      for (const [key, values] of Object.entries(keys)) {
        const part = rewrite({ operator, key, wanted: listOf(values) }, version);
        if (!part) continue;
        const others = Condition[part.operator] ?? {};
        // A key that is there already, in another case: names of keys do not mind it.
        const name = part.key in others ? part.key.toUpperCase() : part.key;
        Condition[part.operator] = { ...others, [name]: [...part.wanted] };
      }
    }
    return { ...statement, Condition };
  });
}

export function listOf(value: Resolved | undefined): string[] {
  return value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as string[]);
}

/** What no text of a request equals. */
export const NOTHING = '\u0001';
