import { createHash } from 'node:crypto';
import type { SideInput } from '../model/side-input';

/** @returns `sha256:<hex>` over the templates and texts as they are given */
export function digestOf({ stacks, texts = [], bootstrap }: SideInput): string {
  const hash = createHash('sha256');
  for (const { name, template } of bootstrap ? [...stacks, bootstrap] : stacks)
    hash.update(`${name}\n${JSON.stringify(template)}\n`);
  for (const { path, text } of texts) hash.update(`${path}\n${text}\n`);
  return `sha256:${hash.digest('hex')}`;
}
