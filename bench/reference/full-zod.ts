/**
 * Full zod under the names of zod/mini, so that the full stack validates by the very schemas of the gateway. Full zod
 * has the same checks as functions, two of them under other names.
 */
export * from 'zod';
export { gte as minimum, lte as maximum } from 'zod';
