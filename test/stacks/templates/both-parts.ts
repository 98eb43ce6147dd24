import { ENVIRONMENTS } from '../../../lib/environment/modes';
import { templatesOnce } from '../templates-once';
import { type TemplateParts, templateParts } from './template-parts';

/** Of both environments, as their files stand. */
export function bothParts(): TemplateParts {
  return Object.assign({}, ...ENVIRONMENTS.map((name) => templateParts(templatesOnce(name))));
}
