import * as z from 'zod';
import { ENVIRONMENTS, type EnvironmentName } from './modes';
import { environmentSchema } from './schema';

/** The text of `environments/schema.json`: what an editor needs to complete and check either file. */
export function environmentJsonSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'An Airlock environment',
    $comment: 'Generated from lib/environment/schema.ts by npm run generate:schema.',
    type: 'object',
    required: ['name'],
    properties: { name: { enum: ENVIRONMENTS } },
    if: { properties: { name: { const: 'live' } } },
    // biome-ignore lint/suspicious/noThenProperty: JSON schema's keyword; nothing awaits this object
    then: formOf('live'),
    else: formOf('sandbox'),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function formOf(name: EnvironmentName) {
  const { $schema, ...form } = z.toJSONSchema(environmentSchema(name), { target: 'draft-7', io: 'input' });
  return form;
}
