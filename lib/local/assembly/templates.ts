import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from './localise';

/** The templates of an assembly's stacks. */
export function templatesIn(assembly: string): Template[] {
  const files = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  return files.map((file) => readTemplate(join(assembly, file)));
}

export function readTemplate(file: string): Template {
  return JSON.parse(readFileSync(file, 'utf8')) as Template;
}
