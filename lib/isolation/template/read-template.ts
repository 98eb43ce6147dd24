import { isJsonObject, type Json, type JsonObject } from './json';
import { DEEPEST, describeFaults, jsonFaults } from './json-faults';
import { readYaml } from './yaml-template';

export interface TemplateText {
  /** Undefined when the text is no template. */
  readonly template: JsonObject | undefined;
  /** What is wrong with the text, in words; a template may be there in spite of it. */
  readonly problems: readonly string[];
}

/** Reads a CloudFormation template in JSON or YAML, short tags included. Never throws. */
export function readTemplate(text: string): TemplateText {
  const { value, problems } = /^\s*\{/.test(text) ? readJson(text) : readYaml(text);
  if (value === undefined) return { template: undefined, problems };
  if (!isJsonObject(value)) return { template: undefined, problems: [...problems, 'a template must be an object'] };
  return { template: value, problems };
}

/** A flow mapping of YAML starts with a brace too, so what is no JSON may still be YAML. */
function readJson(text: string): { value: Json | undefined; problems: string[] } {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return readYaml(text);
  }
  const faults = jsonFaults(text);
  return { value: faults.depth > DEEPEST ? undefined : value, problems: describeFaults(faults) };
}
