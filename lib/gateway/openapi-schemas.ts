import * as z from 'zod/mini';
import { healthSchema } from './http/health-route';
import type { Route } from './http/route';
import { problemCodes, problemSchema } from './openapi-problems';
import { createBody } from './payments/api/create-body';
import { examplePayment, paymentListSchema, paymentSchema } from './payments/api/payment-schema';
import { infoSchema } from './providers/api/info-route';
import { providerInstance } from './providers/contract';

export type SchemaValue =
  | string
  | number
  | boolean
  | null
  | readonly SchemaValue[]
  | { readonly [name: string]: SchemaValue };
export type SchemaObject = { readonly [name: string]: SchemaValue };

/** Schemas with a name of their own in the document. */
const COMPONENTS: ReadonlyMap<z.ZodMiniType, string> = new Map<z.ZodMiniType, string>([
  [paymentSchema, 'Payment'],
  [paymentListSchema, 'PaymentList'],
  [createBody, 'CreatePayment'],
  [problemSchema, 'Problem'],
  [healthSchema, 'Health'],
  [infoSchema, 'Info'],
  [providerInstance, 'ProviderInstance'],
]);

const EXAMPLES: Readonly<Record<string, SchemaValue>> = {
  Payment: examplePayment,
  PaymentList: { object: 'list', data: [examplePayment], next_cursor: null },
  CreatePayment: { amount: 1250, currency: 'EUR', description: 'Two coffees', reference: 'order-1001' },
};

/** A media type object: the schema, by reference when it has a name, with its example. */
export function content(schema: z.ZodMiniType): SchemaObject {
  const name = COMPONENTS.get(schema);
  if (!name) return { schema: jsonSchema(schema) };
  const example = EXAMPLES[name];
  return { schema: { $ref: `#/components/schemas/${name}` }, ...(example !== undefined && { example }) };
}

export function componentSchemas(routes: readonly Route[]): SchemaObject {
  const schemas = Object.fromEntries([...COMPONENTS].map(([schema, name]) => [name, jsonSchema(schema)]));
  const codes = routes.flatMap((route) => [...problemCodes(route).values()].flat());
  return { ...schemas, Problem: withCodes(schemas['Problem'] ?? {}, [...new Set(codes)].sort()) };
}

/** All codes there are, as a list that may grow: an `enum` would make a client refuse the next one. */
function withCodes(problem: SchemaObject, codes: readonly string[]): SchemaObject {
  const { code, ...others } = problem['properties'] as Record<string, SchemaObject>;
  return { ...problem, properties: { ...others, code: { ...code, 'x-extensible-enum': codes } } };
}

/** A schema as JSON schema, which OpenAPI 3.1 takes as it is; named schemas inside it become references. */
export function jsonSchema(schema: z.ZodMiniType): SchemaObject {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    override: ({ zodSchema, jsonSchema: part }) => {
      const name =
        (zodSchema as unknown) === schema ? undefined : COMPONENTS.get(zodSchema as unknown as z.ZodMiniType);
      if (!name) return;
      for (const key of Object.keys(part)) delete part[key];
      part.$ref = `#/components/schemas/${name}`;
    },
  });
  return made as SchemaObject;
}
