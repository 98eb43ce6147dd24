import { isUtf8 } from 'node:buffer';
import { isJsonObject, type JsonObject, member } from '../template/json';
import { readTemplate } from '../template/read-template';
import { AuditInputError } from './audit-input-error';
import { legible } from './legible';

export interface TemplateFile {
  readonly template: JsonObject;
  /** What is wrong with it in spite of which it could be read. */
  readonly problems: readonly string[];
}

/**
 * The object in JSON or YAML that a file holds.
 * @throws AuditInputError when there is none
 */
export function parseTemplate(bytes: Buffer, path: string): TemplateFile {
  const name = legible(path);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new AuditInputError(`${name} is empty`, 'write it again, and let it finish');
  const { template, problems } = readTemplate(text);
  if (!template) {
    const [first = 'no object'] = problems;
    throw new AuditInputError(
      `${name} cannot be read as JSON or YAML: ${legible(first)}`,
      'mend it, write it again, or take it out of the folder',
    );
  }
  return {
    template,
    problems: [
      ...problems,
      ...(isUtf8(bytes) ? [] : ['the file is not UTF-8']),
      ...(hasResources(template) ? [] : ['it has no Resources; if it should have, it is only half written']),
    ],
  };
}

/** What tells a template from any other object; one that a macro completes may have no resources yet. */
export function isTemplate(value: JsonObject): boolean {
  return ['Resources', 'AWSTemplateFormatVersion', 'Transform', 'Fn::Transform'].some(
    (name) => member(value, name) !== undefined,
  );
}

function hasResources(template: JsonObject): boolean {
  const resources = member(template, 'Resources');
  return isJsonObject(resources) && Object.keys(resources).length > 0;
}
