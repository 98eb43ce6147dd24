import { environmentOf } from '../../environment/modes';
import type { App } from '../apps/app';
import { ForeignItem, Refused } from '../storage/store';
import { shown } from '../unsecret';
import { authenticate, type Caller, ownAuthority } from './authenticate';
import { failureProblem } from './failure-problem';
import type { Gateway } from './gateway';
import { begin, guardPlaces, inFlight } from './idempotency';
import { problemOf } from './invalid-body';
import { Problem } from './problem';
import { problemReply } from './problem-reply';
import { checkNoBody, checkSize, readJson } from './read-body';
import type { Reply } from './reply';
import type { HttpRequest } from './request';
import { NonceReused } from './request-store';
import type { PublicRoute, Route, SignedRoute } from './route';
import { checkPath, findRoute } from './router';

/**
 * For each of the two last calls when the request's own time is over: giving its lock back, which else ends by itself, and claiming
 * its nonce. Both together leave something of the time that is kept free for giving up.
 */
const LAST_CALL_MILLISECONDS = 1_500;

/**
 * Answers one request. Nothing that a client sends makes it throw: a refusal is a 4xx problem, a failure of ours a 5xx
 * problem that gives nothing away.
 * @param report is told of failures of ours, for the log
 */
export async function serve(
  gateway: Gateway,
  routes: readonly Route[],
  request: HttpRequest,
  report: (error: unknown) => void,
): Promise<Reply> {
  const caller: { app?: App } = {};
  try {
    checkPath(request);
    checkSize(request, gateway.maxBodyBytes);
    const { route, params } = findRoute(routes, gateway.environment, request);
    gateway.log.note({ operation: route.operationId });
    return await (route.access === 'signed'
      ? serveSigned(gateway, route, params, request, caller, report)
      : servePublic(gateway, route, params, request));
  } catch (error) {
    const problem = error instanceof Problem ? error : failureProblem(error);
    if (error instanceof ForeignItem) gateway.log.count('CrossEnvironmentProven');
    if (problem.cause !== undefined) report(problem.cause);
    if (problem.crossEnvironment) countAttempt(gateway, problem, caller.app);
    gateway.log.note({ code: problem.code });
    return problemReply(problem, request.requestId, caller.app?.mode ?? null);
  }
}

/** Anyone can make up what belongs to the other environment; what one of our apps signed was not made up. */
function countAttempt(gateway: Gateway, { mode }: Problem, signer: App | undefined): void {
  gateway.log.count('CrossEnvironmentAttempt');
  const other = mode !== null && environmentOf(mode) !== gateway.environment;
  if (signer && other) gateway.log.count('CrossEnvironmentProven');
}

async function servePublic(
  gateway: Gateway,
  route: PublicRoute,
  params: Readonly<Record<string, string>>,
  request: HttpRequest,
): Promise<Reply> {
  const authority = ownAuthority(gateway, request);
  return route.handle({ gateway, request, authority, params, body: undefined, query: undefined });
}

async function serveSigned(
  gateway: Gateway,
  route: SignedRoute,
  params: Readonly<Record<string, string>>,
  request: HttpRequest,
  caller: { app?: App },
  report: (error: unknown) => void,
): Promise<Reply> {
  const authenticated = await authenticate(gateway, request, (publicKey) =>
    route.idempotency ? guardPlaces(publicKey, request) : [],
  );
  caller.app = authenticated.app;
  return serveOnce(gateway, route, params, request, authenticated, report).finally(() => authenticated.told);
}

/** Answers a signed request, unless its nonce was used before. */
async function serveOnce(
  gateway: Gateway,
  route: SignedRoute,
  params: Readonly<Record<string, string>>,
  request: HttpRequest,
  { app, store, found }: Caller,
  report: (error: unknown) => void,
): Promise<Reply> {
  const own: Gateway = { ...gateway, store };
  // What only reads has no transaction to claim the nonce with. Claimed first, a repeated request causes no work.
  if (route.method === 'GET') await store.claim();
  const answered = await settled(async () => {
    const query = parse(
      route.query,
      Object.fromEntries([...request.query].map(([name, values]) => [name, values[0]])),
      'query',
    );
    if (!route.body) checkNoBody(request);
    const body = route.body && parse(route.body, readJson(request), 'body');
    const begun = await begin(own, app, request, route.idempotency, found[0]);
    if ('replay' in begun) return begun.replay;
    const call = { gateway: own, request, authority: request.host, params, app, attempt: begun.attempt, body, query };
    return attempted(route, call, report);
  });
  if ('error' in answered && answered.error instanceof NonceReused) throw answered.error;
  // Nothing is said to a repeated request but that it is one; a failure of ours is told even when the nonce cannot be claimed.
  const failed = 'error' in answered && !(answered.error instanceof Problem && answered.error.status < 500);
  if (failed) gateway.deadline.allow(LAST_CALL_MILLISECONDS);
  const claimed = await settled(() => store.claim());
  if ('error' in claimed && (!failed || claimed.error instanceof Problem)) throw claimed.error;
  if (!('error' in claimed)) gateway.limit.count(app, gateway.now());
  if ('error' in answered) throw answered.error;
  return answered.value;
}

/** The route's own work, under the caller's key if it has one. */
async function attempted(
  route: SignedRoute,
  call: Parameters<SignedRoute['handle']>[0],
  report: (error: unknown) => void,
): Promise<Reply> {
  const { gateway, app, attempt } = call;
  try {
    if (route.movesMoney && app.traffic !== 'open') throw trafficClosed(app);
    return await route.handle(call);
  } catch (error) {
    if (error instanceof NonceReused) throw error;
    gateway.deadline.allow(LAST_CALL_MILLISECONDS);
    const final = error instanceof Problem && error.status < 500;
    const refused = final || error instanceof Refused;
    const answer = refused ? await attempt.overtaken() : undefined;
    if (answer) return answer;
    if (error instanceof Refused) throw inFlight();
    // Whether the lock could be given back changes nothing about what went wrong.
    await (final ? attempt.forget() : attempt.release()).catch(report);
    throw error;
  }
}

type Settled<T> = { readonly value: T } | { readonly error: unknown };

function settled<T>(work: () => Promise<T>): Promise<Settled<T>> {
  return work().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

function parse(schema: SignedRoute['body'], input: unknown, where: 'body' | 'query'): unknown {
  if (!schema) {
    const [name] = Object.keys(input as object);
    if (name === undefined) return undefined;
    throw new Problem({
      status: 400,
      code: 'unknown_field',
      param: shown(name),
      detail: 'this request takes no query parameters',
    });
  }
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw problemOf(result.error.issues, input, where);
}

function trafficClosed(app: App): Problem {
  return new Problem({
    status: 403,
    code: 'traffic_closed',
    detail: `traffic of ${app.name} is ${app.traffic}; requests that move money are served when it is open`,
  });
}
