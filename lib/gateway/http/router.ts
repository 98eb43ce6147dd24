import type { EnvironmentName } from '../../environment/modes';
import { Problem } from './problem';
import type { HttpRequest } from './request';
import type { Route } from './route';

/** The longest of ours is far shorter; what is stored under a path has to fit into DynamoDB's keys, of 2,048 bytes at most. */
const PATH = /^\/[A-Za-z0-9/_.-]{0,511}$/;

/**
 * Holds a path to characters that need no encoding, so that there is one way to write it: what is signed is what is served.
 * @throws Problem 400
 */
export function checkPath({ path, routePath }: Pick<HttpRequest, 'path' | 'routePath'>): void {
  if (PATH.test(path) && path.endsWith(routePath)) return;
  throw new Problem({
    status: 400,
    code: 'invalid_path',
    detail: 'the path may hold only A-Z a-z 0-9 / _ . -, none of them percent-encoded, and 512 characters at most',
  });
}

/** The route that a request names, of those that exist in this environment. @throws Problem 404 */
export function findRoute(
  routes: readonly Route[],
  environment: EnvironmentName,
  request: Pick<HttpRequest, 'method' | 'routePath'>,
): { route: Route; params: Readonly<Record<string, string>> } {
  for (const route of routes) {
    if (route.method !== request.method || !existsIn(route, environment)) continue;
    const params = match(route.path, request.routePath);
    if (params) return { route, params };
  }
  throw new Problem({
    status: 404,
    code: 'not_found',
    detail: 'no such route; the API reference lists them all',
  });
}

export function existsIn(route: Route, environment: EnvironmentName): boolean {
  return route.environments?.includes(environment) ?? true;
}

function match(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? '';
    if (part.startsWith('{')) {
      if (value === '') return undefined;
      params[part.slice(1, -1)] = value;
    } else if (part !== value) return undefined;
  }
  return params;
}
