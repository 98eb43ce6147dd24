import { fingerprint } from './json';
import { DEEPEST, describeFaults, jsonFaults } from './json-faults';
import { isMarked, unmark, withMarks } from './marked-text';
import { describeText, type Resolved, type Text, textParts, Unknown } from './value';

export interface JsonText {
  /** Undefined when the text is no JSON. */
  readonly value: Resolved | undefined;
  readonly problems?: readonly string[];
}

/**
 * Reads JSON out of a text that may have unknown parts, as a policy in an `Fn::Sub` has. An unknown part stays inside the
 * string it stands in; where it could itself bring quotes, the whole value is unknown.
 */
export function parseJsonText(text: Text): JsonText {
  const wild = textParts(text).find((part) => part instanceof Unknown && !part.origin.without?.includes('"'));
  if (wild instanceof Unknown) {
    return {
      value: new Unknown(
        `json ${fingerprint(describeText(text))}`,
        `JSON text with a part that is not known: ${wild.reason}`,
      ),
    };
  }
  const unknowns: Unknown[] = [];
  const marked = typeof text === 'string' ? text : withMarks(text, unknowns);
  let value: Resolved;
  try {
    value = JSON.parse(marked);
  } catch (error) {
    return { value: undefined, problems: [`not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const faults = jsonFaults(marked);
  const problems = describeFaults(faults);
  if (faults.depth > DEEPEST) return { value: undefined, problems };
  return { value: unknowns.length > 0 ? restore(value, unknowns) : value, problems };
}

function restore(value: Resolved, unknowns: readonly Unknown[]): Resolved {
  if (typeof value === 'string') return unmark(value, unknowns);
  if (Array.isArray(value)) return value.map((item) => restore(item, unknowns));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, restore(item, unknowns)] as const);
  const marked = entries.find(([key]) => isMarked(key));
  return marked
    ? new Unknown(`json key ${marked[0]}`, 'an object with a key that is not known')
    : Object.fromEntries(entries);
}
